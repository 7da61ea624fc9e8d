import { createHmac, createSecretKey } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { LOT_BYTES, SEPARATOR } from './lots-message.js';

/** The thread of `LotDrawer`: answers every list of texts with their lots. */
const key = createSecretKey(workerData as Uint8Array);

parentPort?.on('message', (joined: string) => {
  const texts = joined.split(SEPARATOR);
  const lots = new Uint8Array(LOT_BYTES * texts.length);
  texts.forEach((text, i) => {
    lots.set(createHmac('sha256', key).update(text, 'utf8').digest(), LOT_BYTES * i);
  });
  parentPort?.postMessage(lots, [lots.buffer]);
});
