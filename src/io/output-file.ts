import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { SortitionError } from '../core/errors.js';
import { outputFault } from './output-fault.js';
import { withPartialFile } from './partial-file.js';

/**
 * Writes one small file, all or nothing: under another name in the same folder first. The same content again leaves it alone;
 * another is replaced with `force` only.
 *
 * @throws SortitionError FILE_EXISTS · OUTPUT_IN_THE_WAY · OUTPUT_NOT_WRITABLE · OUTPUT_DISK_FULL
 */
export async function writeOutputFile(
  path: string,
  content: string,
  { force = false }: { readonly force?: boolean } = {},
): Promise<'written' | 'unchanged' | 'replaced'> {
  const standing = await readStanding(path);
  if (standing?.equals(Buffer.from(content))) return 'unchanged';
  if (standing !== undefined && !force) throw new SortitionError('FILE_EXISTS', { path });
  const folder = dirname(resolve(path));
  const partial = join(folder, `.${basename(path)}.${randomUUID()}.part`);
  try {
    await mkdir(folder, { recursive: true });
    await withPartialFile(partial, async () => {
      await writeFile(partial, content, { flag: 'wx' });
      await rename(partial, path);
    });
  } catch (error) {
    throw outputFault(error, dirname(path));
  }
  return standing === undefined ? 'written' : 'replaced';
}

/** What stands where a file is to be written. */
export async function fileState(path: string, content: string): Promise<'absent' | 'same' | 'different'> {
  const standing = await readStanding(path);
  if (standing === undefined) return 'absent';
  return standing.equals(Buffer.from(content)) ? 'same' : 'different';
}

async function readStanding(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'EISDIR') throw new SortitionError('OUTPUT_IN_THE_WAY', { path, stands: 'folder' });
    throw outputFault(error, dirname(path));
  }
}
