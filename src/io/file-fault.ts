import { SortitionError } from '../core/errors.js';
import { nearbyFiles } from './nearby-files.js';

/** What the system says of a file that cannot be read, as FILE_NOT_FOUND, FILE_IS_FOLDER or FILE_UNREADABLE; other errors as they are. */
export async function fileFault(path: string, error: unknown): Promise<unknown> {
  if (!(error instanceof Error && 'code' in error)) return error;
  const where = { file: path };
  if (error.code === 'EISDIR') return new SortitionError('FILE_IS_FOLDER', { path }, where);
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    return new SortitionError('FILE_NOT_FOUND', { path, near: await nearbyFiles(path) }, where);
  }
  const reason = error.code === 'EACCES' || error.code === 'EPERM' ? 'permission was refused' : error.message;
  return new SortitionError('FILE_UNREADABLE', { path, reason }, where);
}
