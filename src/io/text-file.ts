import { readFile } from 'node:fs/promises';
import { SortitionError } from '../core/errors.js';
import { nearbyFiles } from './nearby-files.js';

/** A small UTF-8 file whole. Throws FILE_NOT_FOUND, FILE_IS_FOLDER, FILE_UNREADABLE or FILE_EMPTY. */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => refuse(path, error));
  const text = decodeUtf8(bytes);
  if (text === undefined)
    throw new SortitionError('FILE_UNREADABLE', { path, reason: 'it is not UTF-8' }, { file: path });
  if (text === '') throw new SortitionError('FILE_EMPTY', { path }, { file: path });
  return text;
}

/** Undefined where bytes are no UTF-8: read leniently, two files could become the same text. A byte order mark stays. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

async function refuse(path: string, error: NodeJS.ErrnoException): Promise<never> {
  const where = { file: path };
  if (error.code === 'EISDIR') throw new SortitionError('FILE_IS_FOLDER', { path }, where);
  if (error.code === 'ENOENT')
    throw new SortitionError('FILE_NOT_FOUND', { path, near: await nearbyFiles(path) }, where);
  throw new SortitionError('FILE_UNREADABLE', { path, reason: error.code ?? 'unknown' }, where);
}
