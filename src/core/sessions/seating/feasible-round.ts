import type { Noise } from '../../ports.js';
import { shuffle } from '../../register/synthetic/chance.js';
import { maximumFlow } from './flow.js';
import type { RoundRules } from './round-rules.js';

/** People who move as one: kept together, or a single person. */
interface Unit {
  readonly people: readonly number[];
  /** Where all of them may sit: 1 a table. */
  readonly allowed: Uint8Array;
  /** Numbers of the units that must not sit at their table. */
  readonly apart: readonly number[];
}

/** `impossible` is proved; `unknown`: not found within the limit of steps. */
export type RoundAnswer = { readonly steps: number } & (
  | { readonly found: readonly (readonly number[])[] }
  | { readonly found?: never; readonly why: 'impossible' | 'unknown' }
);

/** Steps of the search; a round without a trap takes one for everybody who is kept together or apart. */
const MOST_STEPS = 20_000;

/**
 * A table for everybody in one round under its rules, by backtracking over those kept together or apart (fewest tables left
 * first), the others by a flow, which also cuts branches: without it everybody left could not be seated even one by one.
 * Exact within the limit of steps. Where `noise` is given, any seating may come out; otherwise always the same.
 */
export function seatRound(rules: RoundRules, noise?: Noise): RoundAnswer {
  const units = unitsOf(rules);
  if (units === undefined) return { why: 'impossible', steps: 1 };
  return new RoundSearch(rules.sizes, units, noise).run();
}

/** Undefined where people kept together are kept apart too. */
function unitsOf({ present, sizes, together, apart, allowed }: RoundRules): Unit[] | undefined {
  const T = sizes.length;
  const groups = present.map((p) => together.get(p) ?? [p]).filter((group, i) => group[0] === present[i]);
  const unitOf = new Map(groups.flatMap((group, i) => group.map((p) => [p, i])));
  const units = groups.map((people) => ({
    people,
    allowed: Uint8Array.from({ length: T }, (_, t) => (people.every((p) => allowed[p * T + t] === 1) ? 1 : 0)),
    apart: [...new Set(people.flatMap((p) => apart.get(p) ?? []).map((p) => unitOf.get(p)!))],
  }));
  return units.some((unit, i) => unit.apart.includes(i)) ? undefined : units;
}

class RoundSearch {
  private readonly sizes: readonly number[];
  private readonly units: readonly Unit[];
  private readonly noise: Noise | undefined;
  private readonly T: number;
  /** Unit → table, −1 where none yet. */
  private readonly tableOf: Int32Array;
  private readonly left: Int32Array;
  /** Units placed a table. */
  private readonly placed: Int32Array;
  /** Units × tables: how many of those kept apart from a unit sit at a table. */
  private readonly barred: Int32Array;
  /** Tables with the same seats and the same people allowed have the same kind: while empty, one is as good as another. */
  private readonly kind: readonly number[];
  /** Units that the backtracking places. */
  private readonly hard: readonly number[];
  private steps = 0;

  constructor(sizes: readonly number[], units: readonly Unit[], noise?: Noise) {
    this.sizes = sizes;
    this.units = units;
    this.noise = noise;
    this.T = sizes.length;
    this.tableOf = new Int32Array(units.length).fill(-1);
    this.left = Int32Array.from(sizes);
    this.placed = new Int32Array(this.T);
    this.barred = new Int32Array(units.length * this.T);
    const looks = sizes.map((size, t) => `${size} ${units.map((unit) => unit.allowed[t]).join('')}`);
    this.kind = looks.map((look) => looks.indexOf(look));
    this.hard = this.mixed(units.keys()).filter((i) => units[i]!.people.length > 1 || units[i]!.apart.length > 0);
  }

  run(): RoundAnswer {
    const isFound = this.placeNext(this.hard.length);
    const { steps } = this;
    if (isFound) return { found: this.tables(), steps };
    return { why: steps > MOST_STEPS ? 'unknown' : 'impossible', steps };
  }

  private placeNext(toPlace: number): boolean {
    if (++this.steps > MOST_STEPS || !this.flowFits(toPlace === 0)) return false;
    if (toPlace === 0) return true;
    const unit = this.mostConstrained();
    const tried = new Set<number>();
    for (const t of this.mixed(this.sizes.keys())) {
      if (!this.fits(unit, t)) continue;
      if (this.placed[t] === 0) {
        if (tried.has(this.kind[t]!)) continue;
        tried.add(this.kind[t]!);
      }
      this.place(unit, t, 1);
      if (this.placeNext(toPlace - 1)) return true;
      this.place(unit, t, -1);
      if (this.steps > MOST_STEPS) return false;
    }
    return false;
  }

  private fits(i: number, t: number): boolean {
    const { people, allowed } = this.units[i]!;
    return allowed[t] === 1 && people.length <= this.left[t]! && this.barred[i * this.T + t] === 0;
  }

  private place(i: number, t: number, sign: 1 | -1): void {
    this.tableOf[i] = sign === 1 ? t : -1;
    this.left[t]! -= sign * this.units[i]!.people.length;
    this.placed[t]! += sign;
    for (const other of this.units[i]!.apart) this.barred[other * this.T + t]! += sign;
  }

  /** Fewest tables left, then most people, then most others to be apart from. */
  private mostConstrained(): number {
    let best = -1;
    let bestKey = Number.POSITIVE_INFINITY;
    for (const i of this.hard) {
      if (this.tableOf[i] !== -1) continue;
      let tables = 0;
      for (let t = 0; t < this.T; t++) if (this.fits(i, t)) tables++;
      const { people, apart } = this.units[i]!;
      const key = tables * 1e6 - people.length * 1e3 - apart.length;
      if (key < bestKey) [best, bestKey] = [i, key];
    }
    return best;
  }

  /** Whether everybody not placed yet finds a seat, each for themselves; where `seat` says so they take it. */
  private flowFits(seat: boolean): boolean {
    const waiting = new Map<string, { readonly tables: Uint8Array; readonly units: number[]; people: number }>();
    for (const i of this.mixed(this.units.keys())) {
      if (this.tableOf[i] !== -1) continue;
      const tables = Uint8Array.from(this.sizes, (_, t) => (this.fits(i, t) ? 1 : 0));
      const group = waiting.get(tables.join('')) ?? { tables, units: [], people: 0 };
      waiting.set(tables.join(''), group);
      group.units.push(i);
      group.people += this.units[i]!.people.length;
    }
    const groups = [...waiting.values()];
    const demand = groups.map(({ people }) => people);
    const flow = maximumFlow(demand, this.left, (g, t) => groups[g]!.tables[t] === 1, this.mixed(this.sizes.keys()));
    if (flow === undefined) return false;
    if (seat)
      for (const [g, { units }] of groups.entries())
        for (let t = 0; t < this.T; t++) for (const i of units.splice(0, flow[g * this.T + t])) this.tableOf[i] = t;
    return true;
  }

  private tables(): number[][] {
    const tables: number[][] = this.sizes.map(() => []);
    for (const [i, { people }] of this.units.entries()) tables[this.tableOf[i]!]!.push(...people);
    return tables.map((people) => people.sort((a, b) => a - b));
  }

  private mixed(numbers: Iterable<number>): number[] {
    const list = [...numbers];
    return this.noise === undefined ? list : shuffle(list, this.noise);
  }
}
