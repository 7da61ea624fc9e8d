import { lstat, readdir, realpath, rename, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { SortitionError } from '../core/errors.js';
import { compareUtf8 } from '../core/text.js';
import { freshFolder, type Moves, moveIn } from './move-in.js';
import { outputFault, outputFaultWithin } from './output-fault.js';
import { openPartialFolder, removeLeftovers, removePartialFolder } from './partial-folder.js';
import { sameBytes } from './same-bytes.js';

export { removePartialFolders } from './partial-folder.js';

export interface OutputOptions {
  /** Replace files that differ. */
  readonly force?: boolean;
  /**
   * Names of all files that the command makes in one case or another. One of them that stands in the target though this
   * run did not make it is left over from another run and would contradict the new files: it counts as different.
   */
  readonly names?: readonly string[];
}

/** How many differing files OUTPUT_EXISTS names. */
const NAMED_FILES = 3;

/**
 * Writes a command's results, all or nothing: `write` fills a fresh folder, which is then moved into place.
 *
 * - no `target` yet: the fresh folder becomes it, in one step → `written` (folders above it are made)
 * - `target` holds the same files, byte by byte: nothing is touched → `unchanged`
 * - `target` holds other files only, or lacks some of the same: the new ones are added → `written`
 * - a file would change: OUTPUT_EXISTS, nothing is touched; with `force` those files change places with the new → `replaced`
 *
 * Files of the user's own in `target` stay as they are in every case. Whatever fails, `target` is as it was and the
 * fresh folder is gone; after a SIGKILL, the next run for the same target sees to that. (A power cut is another matter:
 * files are not forced to the disk.)
 *
 * @param target where the results go, as messages are to name it
 * @param write gets the absolute path of an empty folder; what it throws comes through
 * @throws SortitionError OUTPUT_EXISTS · OUTPUT_IN_THE_WAY · OUTPUT_NOT_WRITABLE · OUTPUT_DISK_FULL
 */
export async function writeOutputFolder(
  target: string,
  options: OutputOptions,
  write: (folder: string) => Promise<void>,
): Promise<'written' | 'unchanged' | 'replaced'> {
  const place = await requirePlace(target);
  const partial = prepare(place, target);
  try {
    await write(freshFolder(partial)).catch((error: unknown) => {
      throw outputFaultWithin(error, target, partial);
    });
    return await bringIn(partial, place, { ...options, shown: target });
  } finally {
    removePartialFolder(partial);
  }
}

/** The target's real absolute path. Throws where something other than a folder stands there. */
async function requirePlace(target: string): Promise<string> {
  const path = resolve(target);
  if (basename(path) === '') {
    throw new SortitionError('OUTPUT_NOT_WRITABLE', { folder: target, reason: 'it is the top of the disk' });
  }
  // A link to a folder stays a link: what it leads to is written.
  const place = await realpath(path).catch(() => path);
  const stands = await stat(place).catch(() => lstat(place).catch(() => undefined));
  if (stands !== undefined && !stands.isDirectory()) {
    throw new SortitionError('OUTPUT_IN_THE_WAY', { path: target, stands: 'file' });
  }
  return place;
}

function prepare(place: string, shown: string): string {
  try {
    removeLeftovers(place);
    return openPartialFolder(place);
  } catch (error) {
    throw outputFault(error, shown);
  }
}

interface Bringing extends OutputOptions {
  readonly shown: string;
}

async function bringIn(
  partial: string,
  place: string,
  options: Bringing,
): Promise<'written' | 'unchanged' | 'replaced'> {
  try {
    if (await becomes(partial, place)) return 'written';
    const { incoming, outgoing } = await findMoves(freshFolder(partial), place, options);
    if (incoming.length === 0 && outgoing.length === 0) return 'unchanged';
    if (outgoing.length > 0 && options.force !== true) {
      const more = Math.max(0, outgoing.length - NAMED_FILES);
      throw new SortitionError('OUTPUT_EXISTS', { folder: options.shown, files: outgoing.slice(0, NAMED_FILES), more });
    }
    moveIn(partial, place, { incoming, outgoing });
    return outgoing.length > 0 ? 'replaced' : 'written';
  } catch (error) {
    throw outputFault(error, options.shown);
  }
}

/** Moves the whole fresh folder to where nothing stands yet. */
async function becomes(partial: string, place: string): Promise<boolean> {
  if ((await stat(place).catch(() => undefined)) !== undefined) return false;
  try {
    await rename(freshFolder(partial), place);
    return true;
  } catch (error) {
    // Another run was faster.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false;
    throw error;
  }
}

async function findMoves(fresh: string, place: string, { shown, names = [] }: Bringing): Promise<Moves> {
  const made = await filesBelow(fresh);
  const incoming: string[] = [];
  const outgoing: string[] = [];
  for (const file of made) {
    const state = await compare(join(fresh, file), join(place, file), join(shown, file));
    if (state !== 'same') incoming.push(file);
    if (state === 'different') outgoing.push(file);
  }
  for (const name of names) {
    if (made.includes(name)) continue;
    const left = await lstat(join(place, name)).catch(() => undefined);
    if (left !== undefined && !left.isDirectory()) outgoing.push(name);
  }
  return { incoming, outgoing };
}

async function compare(made: string, path: string, shown: string): Promise<'absent' | 'same' | 'different'> {
  // A link that leads nowhere is no file, but moving one in would overwrite it.
  const standing = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ELOOP') return lstat(path).catch(() => undefined);
    throw outputFault(error, shown);
  });
  if (standing === undefined) return 'absent';
  if (standing.isDirectory()) throw new SortitionError('OUTPUT_IN_THE_WAY', { path: shown, stands: 'folder' });
  return standing.isFile() && (await sameBytes(made, path)) ? 'same' : 'different';
}

/** Paths of all files in a folder, in the order of their bytes. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort(compareUtf8);
}
