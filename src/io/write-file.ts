import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SortitionError } from '../core/errors.js';
import { outputFault } from './output-fault.js';

/** Writes one file, all or nothing. The same text again changes nothing. Throws FILE_EXISTS where another stands there. */
export async function writeOutputFile(
  path: string,
  text: string,
  { force = false }: { readonly force?: boolean },
): Promise<'written' | 'unchanged' | 'replaced'> {
  const state = await fileState(path, text);
  if (state === 'different' && !force) throw new SortitionError('FILE_EXISTS', { path });
  if (state === 'same') return 'unchanged';
  const partial = `${path}.partial-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(partial, text);
    await rename(partial, path);
  } catch (error) {
    throw outputFault(error, dirname(path));
  } finally {
    await rm(partial, { force: true });
  }
  return state === 'absent' ? 'written' : 'replaced';
}

/** What stands where a file is to be written. */
export async function fileState(path: string, text: string): Promise<'absent' | 'same' | 'different'> {
  if (!existsSync(path)) return 'absent';
  const standing = await readFile(path).catch(() => undefined);
  return standing?.equals(Buffer.from(text)) ? 'same' : 'different';
}
