import type { Hash } from '../ports.js';
import { type Classes, classOfPeople } from '../register/classes.js';
import type { Pool } from '../register/pool.js';
import { addSeated } from '../register/seated.js';
import { SCALE } from '../selection/certificate.js';
import { dealDrawn, inNumberOrder } from './deal.js';
import { type DrawSeed, numberBelow } from './draw-seed.js';
import type { CompositionLottery, Lottery } from './lottery.js';
import { seatPeople } from './seat-people.js';

/** The number that the seed picks: a ticket from 0 to M − 1, or a number below 2^40. */
export function pickNumber(hash: Hash, seed: DrawSeed, lottery: Lottery): number {
  return lottery.form === 'named'
    ? numberBelow(hash, seed, 'ticket', lottery.panels.length)
    : numberBelow(hash, seed, 'composition', SCALE);
}

/** What a number is looked up in. */
interface Drawn {
  readonly lottery: Lottery;
  readonly pool: Pool;
  readonly classes: Classes;
  readonly seated: readonly number[];
}

/** Everybody of that number, the seated among them: positions in the pool, ascending. */
export function panelOf(hash: Hash, seed: DrawSeed, number: number, drawn: Drawn): Int32Array {
  const { lottery, pool, classes, seated } = drawn;
  if (lottery.form === 'named') return lottery.panels[number]!;
  const y = lottery.distribution.compositions[compositionOf(lottery, number)]!;
  return addSeated(seatPeople(hash, seed, pool, classes, y), seated);
}

/** `people`, everybody of that number, as the panels 1, 2, … of it; one where one is drawn. */
export function panelsOf(
  hash: Hash,
  seed: DrawSeed,
  number: number,
  people: Int32Array,
  { lottery, pool, classes }: Drawn,
): Int32Array[] {
  const parts =
    lottery.form === 'named'
      ? lottery.parts?.[number]
      : lottery.distribution.parts &&
        dealDrawn(hash, seed, people, {
          classOf: classOfPeople(classes),
          parts: lottery.distribution.parts[compositionOf(lottery, number)] ?? [],
          pseudonyms: pool.pseudonyms,
        });
  return parts === undefined ? [people] : inNumberOrder(hash, seed, parts);
}

/** The composition whose weight the number falls in. */
function compositionOf({ distribution: { weights } }: CompositionLottery, number: number): number {
  let end = 0;
  return weights.findIndex((weight) => {
    end += weight;
    return number < end;
  });
}
