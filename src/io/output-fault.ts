import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SortitionError } from '../core/errors.js';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you have no right to write there',
  EPERM: 'you have no right to write there',
  EROFS: 'the disk can only be read',
  EXDEV: 'it is the top folder of another disk',
  EBUSY: 'it is in use, or the top folder of another disk',
  ENOENT: 'no folder can be made there',
  ENAMETOOLONG: 'its name is too long',
  EINVAL: 'no folder can have this name',
  EIO: 'the disk reports a fault',
};

/** What the operating system says of a failed write to `folder`, as a coded error; other errors come back as they are. */
export function outputFault(error: unknown, folder: string): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new SortitionError('OUTPUT_DISK_FULL', { folder });
  const file = code === 'ENOTDIR' || code === 'EEXIST' ? fileAbove(folder) : undefined;
  if (file !== undefined) return new SortitionError('OUTPUT_IN_THE_WAY', { path: file, stands: 'file' });
  return new SortitionError('OUTPUT_NOT_WRITABLE', { folder, reason: reasons[code] ?? `the system says ${code}` });
}

/**
 * The same for an error of the command's own code, which runs between: a full or failing disk is the folder's fault, and so is
 * a write refused below `partial`; a missing input file, or a bug, is not.
 */
export function outputFaultWithin(error: unknown, folder: string, partial: string): unknown {
  const code = systemCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return outputFault(error, folder);
  const { path } = error as NodeJS.ErrnoException;
  const isBelow = typeof path === 'string' && path.startsWith(partial);
  const isRefusal = code !== undefined && ['EACCES', 'EPERM', 'EROFS', 'EIO', 'ENAMETOOLONG'].includes(code);
  return isBelow && isRefusal ? outputFault(error, folder) : error;
}

/** `EACCES` and the like; undefined for what the operating system did not say. */
function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errno } = error as NodeJS.ErrnoException;
  return typeof errno === 'number' ? code : undefined;
}

/** The part of a path that is no folder though something stands below it in the path. */
function fileAbove(path: string): string | undefined {
  for (let above = path; ; above = dirname(above)) {
    try {
      return statSync(above).isDirectory() ? undefined : above;
    } catch {
      if (dirname(above) === above) return undefined;
    }
  }
}
