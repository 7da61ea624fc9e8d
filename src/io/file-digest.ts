import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fileFault } from './file-fault.js';

/** SHA-256 of a file's bytes, in hexadecimal: what `sha256sum` prints. Throws FILE_NOT_FOUND, FILE_IS_FOLDER or FILE_UNREADABLE. */
export const digestOfFile = (path: string): Promise<string> => digestWith(createHash('sha256'), path);

/**
 * HMAC-SHA256 over a label and a file's bytes, in hexadecimal. The list of a town council is short and known: whoever sees its
 * plain SHA-256 can find out by trying whether it is the list.
 */
export const keyedDigestOfFile = (path: string, secret: Uint8Array): Promise<string> =>
  digestWith(createHmac('sha256', secret).update('sortition/file/1'), path);

async function digestWith(hash: Hash | Hmac, path: string): Promise<string> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  } catch (error) {
    throw await fileFault(path, error);
  }
  return hash.digest('hex');
}
