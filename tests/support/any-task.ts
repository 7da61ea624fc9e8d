import type { Quotas } from '../../src/core/register/features.js';
import { NO_HOUSEHOLD } from '../../src/core/register/pool.js';
import { PoolBuilder } from '../../src/core/register/pool-builder.js';
import fc from './laws.js';
import type { SmallTask } from './tight-pools.js';

/** A task before it is a pool: people in the order of a register, with a panel that meets the quotas. */
export interface Draft {
  readonly quotas: Quotas;
  readonly people: readonly DraftPerson[];
  readonly k: number;
  readonly onePerHousehold: boolean;
}

export interface DraftPerson {
  readonly pseudonym: string;
  readonly values: readonly number[];
  readonly home: string | undefined;
}

/**
 * 10 to 30 people with 2 or 3 features of 2 or 3 values, half of the tasks with homes of about two; 2 to 6 seats. The
 * first people of different homes are a panel: quotas are its seats, with up to one of room at either end.
 */
export const anyDraft: fc.Arbitrary<Draft> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 2, max: 3 }), { minLength: 2, maxLength: 3 }),
    people: fc.array(fc.tuple(fc.array(fc.nat(5), { minLength: 3, maxLength: 3 }), fc.nat(9)), {
      minLength: 10,
      maxLength: 30,
    }),
    k: fc.integer({ min: 2, max: 6 }),
    onePerHousehold: fc.boolean(),
    room: fc.array(fc.tuple(fc.nat(1), fc.nat(1)), { minLength: 9, maxLength: 9 }),
  })
  .map(({ sizes, people, k: wanted, onePerHousehold, room }) => {
    const own = people.map(([numbers]) => sizes.map((size, f) => numbers[f]! % size));
    // Numbers above 5 live alone, which leaves homes of one to several people.
    const homes = people.map(([, home]) => (onePerHousehold && home < 6 ? home : NO_HOUSEHOLD));
    // The first, second, … of home 0 have the profiles of those of homes 3, 6, …: many homes are alike.
    const values = homes.map((home, i) => {
      const place = homes.slice(0, i).filter((other) => other === home).length;
      return own[home === NO_HOUSEHOLD ? i : (home % 3) * 3 + (place % 3)]!;
    });
    const isFirst = homes.map((home, i) => home === NO_HOUSEHOLD || homes.indexOf(home) === i);
    const panel = people.flatMap((_, i) => (isFirst[i] ? [i] : [])).slice(0, wanted);
    return {
      quotas: sizes.map((size, f) => ({
        feature: `f${f}`,
        quotas: Array.from({ length: size }, (_, v) => {
          const seats = panel.filter((i) => values[i]![f] === v).length;
          const [below, above] = room[f * 3 + v]!;
          return { value: `v${v}`, min: Math.max(0, seats - below), max: seats + above };
        }),
      })),
      people: people.map((_, i) => ({
        pseudonym: `p${String(i).padStart(2, '0')}`,
        values: values[i]!,
        home: homes[i] === NO_HOUSEHOLD ? undefined : String(homes[i]),
      })),
      k: panel.length,
      onePerHousehold,
    };
  });

export function taskOf({ quotas, people, k, onePerHousehold }: Draft): SmallTask {
  const builder = new PoolBuilder(quotas);
  people.forEach(({ pseudonym, values, home }, i) => {
    builder.add(pseudonym, values, home, i);
  });
  return { pool: builder.build().pool, k, onePerHousehold };
}

export const anyTask: fc.Arbitrary<SmallTask> = anyDraft.map(taskOf);
