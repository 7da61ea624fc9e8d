import { randomInt } from 'node:crypto';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { SortitionError } from '../core/errors.js';
import { outputFault } from './output-fault.js';
import { openPartialFolder, othersAt, removeLeftovers, removePartialFolder } from './partial-folder.js';

export interface Turn {
  /** What is thrown where somebody else stays at work. */
  readonly busy: 'REPLACE_BUSY' | 'LEDGER_BUSY';
  /** How often it is asked whether the others are done; once where nothing is said. */
  readonly tries?: number;
}

/** Between two tries, by lot, so that two that turn each other away do not come back together. */
const [SHORTEST_MS, LONGEST_MS] = [10, 90];

/**
 * Works alone on `place`, a path that need not exist: whoever else is at it, or comes meanwhile, waits or is turned away. What killed
 * runs left is not in the way. Two that begin in the same moment may both be turned away; never are both let in.
 *
 * @throws SortitionError of the code `busy`
 */
export async function alone<T>(place: string, { busy, tries = 1 }: Turn, work: () => Promise<T>): Promise<T> {
  for (let left = tries - 1; ; left--) {
    removeLeftovers(place);
    const own = open(place);
    try {
      const [other] = othersAt(place, own);
      if (other === undefined) return await work();
      if (left <= 0) throw new SortitionError(busy, { path: other });
    } finally {
      removePartialFolder(own);
    }
    await setTimeout(randomInt(SHORTEST_MS, LONGEST_MS));
  }
}

function open(place: string): string {
  try {
    return openPartialFolder(place);
  } catch (error) {
    throw outputFault(error, dirname(place));
  }
}
