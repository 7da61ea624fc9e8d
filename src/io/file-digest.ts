import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fileFault } from './file-fault.js';

/** SHA-256 of a file's bytes, in hexadecimal: what `sha256sum` prints. Throws FILE_NOT_FOUND, FILE_IS_FOLDER or FILE_UNREADABLE. */
export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  } catch (error) {
    throw await fileFault(path, error);
  }
  return hash.digest('hex');
}
