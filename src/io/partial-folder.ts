import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { freshFolder, putBack } from './move-in.js';

/** The hidden folder beside `target` in which a command's files grow: `.<name>.partial-<host>-<pid>-<random>`. */
interface PartialFolder {
  readonly path: string;
  readonly target: string;
  /** The topmost folder that had to be made above the target. */
  readonly madeParent: string | undefined;
}

/** Those of this thread that are in use. The one state that this module keeps: a signal leaves no other way to them. */
const inUse = new Map<string, PartialFolder>();

/** Host names may hold any letters, and are nobody's business in a shared folder. */
const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const prefix = (target: string): string => `.${basename(target)}.partial-`;

/** What runs on another host cannot be asked for; what it began a day ago is taken for dead. */
const OTHER_HOST_MS = 24 * 60 * 60 * 1000;

/** Makes a partial folder for `target`, an absolute path, and the folders above it that are missing. */
export function openPartialFolder(target: string): string {
  const parent = dirname(target);
  const madeParent = makeFolders(parent);
  const path = join(parent, `${prefix(target)}${host}-${process.pid}-${randomBytes(6).toString('hex')}`);
  inUse.set(path, { path, target, madeParent });
  try {
    // Until it is moved into place, nobody else is to read personal data there.
    mkdirSync(path, { mode: 0o700 });
    // This one becomes the target itself, with the rights that folders usually have.
    mkdirSync(freshFolder(path));
  } catch (error) {
    removePartialFolder(path);
    throw error;
  }
  return path;
}

/**
 * Makes a folder and those above it that are missing; returns the topmost that was made. Node's own recursive mkdir never
 * returns where the system denies that a folder exists in which it just refused to make one, as in /proc.
 */
function makeFolders(folder: string): string | undefined {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return undefined;
  const above = dirname(folder);
  const topmost = above === folder ? undefined : makeFolders(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST' && statSync(folder).isDirectory();
    if (!isThere) throw error;
  }
  return topmost ?? folder;
}

/**
 * Removes a partial folder, and the folders above that were made for it where they are empty. Does not throw, so as
 * not to hide what went wrong before: what cannot be removed now is tried again at the process's end or the next start.
 */
export function removePartialFolder(path: string): void {
  const partial = inUse.get(path);
  if (partial === undefined) return;
  try {
    discard(path, partial.target);
    inUse.delete(path);
    if (partial.madeParent === undefined) return;
    for (let folder = dirname(path); folder.length >= partial.madeParent.length; folder = dirname(folder)) {
      rmdirSync(folder);
    }
  } catch {
    // A folder above that is not empty is no fault: the target stands in it.
  }
}

/**
 * Removes whatever `writeOutputFolder` is in the middle of. For the handlers of SIGINT and SIGTERM, just before the
 * process exits: synchronous, and never throws.
 */
export function removePartialFolders(): void {
  for (const path of [...inUse.keys()]) removePartialFolder(path);
}

/**
 * Removes what killed runs left beside `target`: partial folders of this host whose process no longer runs, and those of
 * other hosts (on a shared disk) older than a day. Where one was killed while its files changed places, the old are put back.
 */
export function removeLeftovers(target: string): void {
  const parent = dirname(target);
  for (const name of namesIn(parent)) {
    if (!name.startsWith(prefix(target))) continue;
    const [, ofHost, pid] = /^([0-9a-f]{8})-(\d+)-[0-9a-f]{12}$/.exec(name.slice(prefix(target).length)) ?? [];
    const path = join(parent, name);
    if (ofHost !== undefined && isLeftover(path, ofHost, Number(pid))) discard(path, target);
  }
}

/** The partial folders for `target` that are not one's own; those of killed runs too, until `removeLeftovers`. */
export const othersAt = (target: string, own: string): string[] =>
  namesIn(dirname(target))
    .filter((name) => name.startsWith(prefix(target)) && name !== basename(own))
    .map((name) => join(dirname(target), name));

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Not there, or closed to us: making the partial folder will say so.
    return [];
  }
}

function isLeftover(path: string, ofHost: string, pid: number): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  // In a folder that everybody may write, somebody else's would have us move files as they please.
  if (found === undefined || !found.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) return false;
  const age = Date.now() - found.mtimeMs;
  if (ofHost !== host) return age > OTHER_HOST_MS;
  // In containers every run has the same number: what is older than this process is not its own.
  if (pid === process.pid) return age > process.uptime() * 1000;
  return !isRunning(pid);
}

export function isRunning(pid: number): boolean {
  try {
    // Signal 0 is not sent: it asks whether it could be.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Where the old files cannot be put back, this throws and leaves the folder: it holds the only copy. */
function discard(path: string, target: string): void {
  putBack(path, target);
  rmSync(path, { recursive: true, force: true });
}
