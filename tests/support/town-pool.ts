import { apportion } from '../../src/core/register/apportionment.js';
import { PoolBuilder } from '../../src/core/register/pool-builder.js';
import { numbersFor, type SmallTask } from './tight-pools.js';

export interface Town {
  readonly people: number;
  readonly k: number;
  /** Values of each feature. */
  readonly sizes: readonly number[];
  /** Seats of room at either end of every quota. */
  readonly room: number;
  readonly seed: number;
  /** Homes of one to three people, one of whom may sit. */
  readonly withHomes?: boolean;
}

/**
 * Volunteers of a town and quotas after its population: the first value of each feature is the commonest, volunteers lean
 * further to it than the population does, and features hang together (who has a high number in one has it in the next).
 */
export function townTask({ people, k, sizes, room, seed, withHomes = false }: Town): SmallTask {
  const below = numbersFor(`town ${seed}`);
  const quotas = sizes.map((size, f) => {
    const shares = Array.from({ length: size }, (_, v) => size - v + 1);
    return {
      feature: `feature ${f}`,
      quotas: apportion(k, shares).map((seats, v) => ({
        value: `value ${v}`,
        min: Math.max(0, seats - room),
        max: seats + room,
      })),
    };
  });
  const builder = new PoolBuilder(quotas);
  let home = 0;
  for (let i = 0; i < people; i++) {
    let last = 0;
    const values = sizes.map((size) => {
      last = Math.min(below(size), below(3) === 0 ? below(size) : Math.min(size - 1, last + below(2)));
      return last;
    });
    if (below(3) > 0) home++;
    builder.add(`person-${String(i).padStart(5, '0')}`, values, withHomes ? String(home) : undefined, i);
  }
  return { pool: builder.build().pool, k, onePerHousehold: withHomes };
}
