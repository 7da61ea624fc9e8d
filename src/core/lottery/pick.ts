import type { Hash } from '../ports.js';
import type { Classes } from '../register/classes.js';
import type { Pool } from '../register/pool.js';
import { addSeated } from '../register/seated.js';
import { SCALE } from '../selection/certificate.js';
import { type DrawSeed, numberBelow } from './draw-seed.js';
import type { Lottery } from './lottery.js';
import { seatPeople } from './seat-people.js';

/** The number that the seed picks: a ticket from 0 to M − 1, or a number below 2^40. */
export function pickNumber(hash: Hash, seed: DrawSeed, lottery: Lottery): number {
  return lottery.form === 'named'
    ? numberBelow(hash, seed, 'ticket', lottery.panels.length)
    : numberBelow(hash, seed, 'composition', SCALE);
}

/** The whole panel of that number, the seated among it: positions in the pool, ascending. */
export function panelOf(
  hash: Hash,
  seed: DrawSeed,
  number: number,
  drawn: { lottery: Lottery; pool: Pool; classes: Classes; seated: readonly number[] },
): Int32Array {
  const { lottery, pool, classes, seated } = drawn;
  if (lottery.form === 'named') return lottery.panels[number]!;
  const { compositions, weights } = lottery.distribution;
  let end = 0;
  const c = weights.findIndex((weight) => {
    end += weight;
    return number < end;
  });
  return addSeated(seatPeople(hash, seed, pool, classes, compositions[c]!), seated);
}
