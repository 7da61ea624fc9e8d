import { dirname } from 'node:path';
import { SortitionError } from '../core/errors.js';
import { outputFault } from './output-fault.js';
import { openPartialFolder, othersAt, removeLeftovers, removePartialFolder } from './partial-folder.js';

/**
 * Works alone on `place`, a path that need not exist: whoever else is at it, or comes meanwhile, is turned away. What killed runs
 * left is not in the way. Two that begin in the same moment may both be turned away; never are both let in.
 *
 * @throws SortitionError REPLACE_BUSY
 */
export async function alone<T>(place: string, work: () => Promise<T>): Promise<T> {
  removeLeftovers(place);
  const own = open(place);
  try {
    const [other] = othersAt(place, own);
    if (other !== undefined) throw new SortitionError('REPLACE_BUSY', { path: other });
    return await work();
  } finally {
    removePartialFolder(own);
  }
}

function open(place: string): string {
  try {
    return openPartialFolder(place);
  } catch (error) {
    throw outputFault(error, dirname(place));
  }
}
