import { SortitionError } from '../index.js';
import { shortPath } from './format.js';

/** Arguments of errors that hold a path, whatever the code. */
const PATHS: readonly string[] = ['path', 'folder', 'file'];

/** Files of a process have absolute paths; people read them from the folder they are in, as they wrote them. */
export function withShortPaths({ code, args, where, faults }: SortitionError): SortitionError {
  const entries = Object.entries(args).map(([name, value]: [string, unknown]) => [
    name,
    PATHS.includes(name) && typeof value === 'string' ? shortPath(value) : value,
  ]);
  return new SortitionError(
    code,
    Object.fromEntries(entries) as typeof args,
    where.file === undefined ? where : { ...where, file: shortPath(where.file) },
    faults.map(withShortPaths),
  );
}
