import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { SortitionError } from '../core/errors.js';
import { nearbyFiles } from './nearby-files.js';

/** SHA-256 of a file's bytes, in hexadecimal: what `sha256sum` prints. Throws FILE_NOT_FOUND. */
export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new SortitionError('FILE_NOT_FOUND', { path, near: await nearbyFiles(path) }, { file: path });
  }
  return hash.digest('hex');
}
