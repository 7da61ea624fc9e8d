import { createHmac, createSecretKey } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';

/** The thread of `LotDrawer`: answers every list of texts with their lots. */
const key = createSecretKey(workerData as Uint8Array);

parentPort?.on('message', (texts: readonly string[]) =>
  parentPort?.postMessage(texts.map((text) => createHmac('sha256', key).update(text, 'utf8').digest('hex'))),
);
