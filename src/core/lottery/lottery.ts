import type { NoiseSource } from '../ports.js';
import { type Classes, classOfPeople } from '../register/classes.js';
import type { Pool } from '../register/pool.js';
import { addSeated } from '../register/seated.js';
import { expectedSeats, SCALE } from '../selection/certificate.js';
import type { PanelDistribution } from '../selection/distribution.js';
import type { Instance } from '../selection/instance.js';
import { Splitter } from '../selection/several-panels.js';
import { dealTicket } from './deal.js';
import { type NamedLottery, seatTickets, ticketsOf } from './named-lottery.js';
import { findTicketCompositions, shareOutTickets } from './ticket-compositions.js';

/**
 * What is committed before any seed: who is drawn for which number. Either M tickets, each a named panel, or weighted
 * compositions whose people the seed picks as well.
 */
export type Lottery = NamedLottery | CompositionLottery;

/** The seed picks a number below 2^40; the weights, laid end to end, say which composition it falls in. */
export interface CompositionLottery {
  readonly form: 'composition';
  readonly distribution: PanelDistribution;
}

export type LotteryForm = Lottery['form'];

export const DEFAULT_TICKETS = 1000;
/** Fewer are too coarse to keep chances; more are too many to publish. */
export const LEAST_TICKETS = 100;
export const MOST_TICKETS = 1_000_000;
/** With fewer tickets a person, rounding to whole tickets would move chances by more than a tenth. */
const LEAST_SHARE = 10;
/** M·k names are what a table of panels can hold. */
const MOST_NAMES = 1_000_000;

/**
 * Named where rounding to M tickets does little harm and the table stays readable; composition otherwise. `size`: seats of
 * the whole panel, or of all panels together.
 */
export function chooseForm(
  instance: Instance,
  distribution: PanelDistribution,
  { tickets: M, size }: { readonly tickets: number; readonly size: number },
): LotteryForm {
  if (M * size > MOST_NAMES) return 'composition';
  const chances = chancesOf(instance, distribution).filter((chance) => chance > 0);
  return chances.every((chance) => M * chance >= LEAST_SHARE) ? 'named' : 'composition';
}

/** T: the chance of each class's people, Σ_c weight_c·y_ct / (2^40·n_t). */
export function chancesOf(instance: Instance, distribution: PanelDistribution): Float64Array {
  const X = expectedSeats(distribution, instance.T);
  return Float64Array.from(X, (seats, t) => Number(seats) / SCALE / instance.count[t]!);
}

export interface LotterySettings {
  readonly form: LotteryForm;
  /** M, of the named form. */
  readonly tickets: number;
  /** Whether tickets have the distribution's own compositions and no others: others may miss the objective. */
  readonly ownCompositions?: boolean;
}

export function buildLottery(
  given: {
    readonly pool: Pool;
    readonly seated: readonly number[];
    readonly classes: Classes;
    readonly instance: Instance;
    readonly distribution: PanelDistribution;
  },
  settings: LotterySettings,
  noise: NoiseSource,
  key: string,
): Lottery {
  const { pool, seated, classes, instance, distribution } = given;
  if (settings.form === 'composition') return { form: 'composition', distribution };
  const stream = noise(key);
  const splitter = distribution.parts && new Splitter(instance, stream, distribution.parts);
  const compositions = settings.ownCompositions
    ? shareOutTickets(distribution, settings.tickets, stream)
    : findTicketCompositions(instance, distribution, settings.tickets, stream, splitter);
  const { panels } = seatTickets(pool, classes, compositions, stream);
  if (splitter !== undefined) {
    const classOf = classOfPeople(classes);
    const parts = panels.map((people, i) => {
      const y = compositions[i] ?? new Int32Array(0);
      return dealTicket(people, classOf, splitter.split(y) ?? [], stream);
    });
    return { form: 'named', panels, parts };
  }
  return { form: 'named', panels: panels.map((drawn) => addSeated(drawn, seated)) };
}

/** How far rounding to whole tickets moved the chances. */
export interface TicketRounding {
  /** The largest |tickets_i − M·π_i| of a person. */
  readonly largestDeviation: number;
  /** The least chance with tickets, as a share of the least chance before. */
  readonly leastKept: number;
}

export function measureRounding(
  lottery: NamedLottery,
  given: {
    readonly pool: Pool;
    readonly classes: Classes;
    readonly instance: Instance;
    readonly distribution: PanelDistribution;
  },
): TicketRounding {
  const { pool, classes, instance, distribution } = given;
  const M = lottery.panels.length;
  const tickets = ticketsOf(lottery, pool.pseudonyms.length);
  let largestDeviation = 0;
  let least = Number.POSITIVE_INFINITY;
  let leastExact = Number.POSITIVE_INFINITY;
  chancesOf(instance, distribution).forEach((chance, t) => {
    if (chance === 0) return;
    leastExact = Math.min(leastExact, M * chance);
    for (const person of classes.members.subarray(classes.starts[t], classes.starts[t + 1])) {
      least = Math.min(least, tickets[person]!);
      largestDeviation = Math.max(largestDeviation, Math.abs(tickets[person]! - M * chance));
    }
  });
  return { largestDeviation, leastKept: least / leastExact };
}
