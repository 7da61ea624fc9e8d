import { Worker } from 'node:worker_threads';
import { LOT_BYTES, SEPARATOR } from './lots-message.js';

/**
 * Draws lots: HMAC-SHA256 of texts under one key, as 64 hexadecimal digits each. In a thread of its own, since a million of
 * them take as long as the reading of their register, which goes on meanwhile. `close` it in the end.
 */
export class LotDrawer {
  private readonly worker: Worker;
  private readonly waiting: { resolve(lots: readonly string[]): void; reject(error: unknown): void }[] = [];

  constructor(key: Uint8Array) {
    this.worker = new Worker(new URL('./lots-worker.js', import.meta.url), {
      workerData: key,
      // Lots come and go by the thousand; none is kept there.
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    this.worker.on('message', (lots: Uint8Array) => this.waiting.shift()?.resolve(inHexadecimal(lots)));
    this.worker.on('error', (error) => {
      for (const { reject } of this.waiting.splice(0)) reject(error);
    });
  }

  /** A lot for each text, in their order. */
  draw(texts: readonly string[]): Promise<readonly string[]> {
    if (texts.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(texts.join(SEPARATOR));
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}

function inHexadecimal(lots: Uint8Array): string[] {
  const bytes = Buffer.from(lots.buffer);
  return Array.from({ length: bytes.length / LOT_BYTES }, (_, i) =>
    bytes.toString('hex', LOT_BYTES * i, LOT_BYTES * (i + 1)),
  );
}
