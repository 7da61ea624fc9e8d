import { type DrawSeed, inOrderOfLots } from '../lottery/draw-seed.js';
import type { Hash } from '../ports.js';
import { type DropOutRates, drawDropOuts } from './drop-outs.js';
import { type DrawnPanel, type FreePeople, type FreeProfile, findFreeProfiles } from './free-people.js';
import { countSeats, quotaCosts, valuesOf, WHOLE } from './quota-costs.js';
import { type QuotaCosts, Scenario } from './scenario.js';

/** On panels of 40 and 112, alternates found with 100, 200 and 300 did about as well in fresh scenarios. */
const MOST_SCENARIOS = 200;
const LEAST_SCENARIOS = 10;
/** Steps of arithmetic for one search over all scenarios, which bound their number: about a second. */
const SEARCH_STEPS = 1_000_000_000;
/** Steps for all searches, which bound the number of starts: only where people are few do they matter. */
const START_STEPS = 30_000_000;
/** Times that every alternate is put to the test again. On those panels, rounds after the second changed the violation by less than 1 %. */
const ROUNDS = 2;

interface Tries {
  readonly scenarios: number;
  /** A search starts with each of so many first alternates, and after each of them with so many second ones. */
  readonly firsts: number;
  readonly seconds: number;
}

/** How much is tried for N alternates of P profiles of F features. */
export function countTries(N: number, P: number, F: number): Tries {
  const steps = Math.max(1, N * P * F * (1 + Math.min(N, P)));
  const scenarios = Math.max(LEAST_SCENARIOS, Math.min(MOST_SCENARIOS, Math.floor(SEARCH_STEPS / steps)));
  const starts = Math.floor(START_STEPS / (scenarios * steps * (1 + ROUNDS)));
  const firsts = Math.max(1, Math.min(P, starts));
  const seconds = Math.max(1, Math.min(P, Math.floor(starts / firsts)));
  return { scenarios, firsts, seconds };
}

/**
 * The alternates with the least expected quota violation after drop-outs: empirical risk minimisation over scenarios drawn from
 * the draw's seed (Assos, Baharav, Flanigan & Procaccia 2025, “Alternates, Assemble!”, EC ’25). The paper solves one
 * integer program over all scenarios; here the set grows by whoever lowers the sum over the scenarios most, then each in turn
 * is exchanged for somebody better. Where people are few, two can do together what neither does alone: there the search
 * starts from several pairs of first alternates. Whole numbers throughout, so that everybody gets the same alternates.
 *
 * Between equals the smallest lot decides: where nobody would lower the violation any more, alternates are drawn by lot.
 * Positions in the pool; fewer than `wanted` when nobody is left.
 */
export function findLeastViolation(
  hash: Hash,
  seed: DrawSeed,
  drawn: DrawnPanel & { readonly free: FreePeople },
  { wanted, rates }: { readonly wanted: number; readonly rates: DropOutRates },
): number[] {
  const found = findFreeProfiles(hash, seed, drawn, drawn.free);
  const tries = countTries(wanted, found.length, drawn.pool.quotas.length);
  const search = new Search(hash, seed, drawn, { found, rates, count: tries.scenarios });
  let best: readonly number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const first of search.ranked().slice(0, tries.firsts)) {
    search.startWith(first);
    const seconds = search.ranked().slice(0, wanted > 1 ? tries.seconds : 0);
    for (const second of seconds.length === 0 ? [undefined] : seconds) {
      search.startWith(first, second);
      for (let slot = search.people.length; slot < wanted; slot++) if (!search.fill(slot)) break;
      for (let round = 0; round < ROUNDS; round++) if (!search.improve()) break;
      const violation = search.violation();
      if (violation < least) [least, best] = [violation, [...search.people]];
    }
  }
  return [...best];
}

class Search {
  people: number[] = [];
  /** The number of the profile of each. */
  private readonly numbers: number[] = [];
  private slots: (Int32Array | undefined)[] = [];
  private readonly free: FreePeople;
  private readonly found: readonly FreeProfile[];
  private readonly profiles: Int32Array;
  private scenarios: readonly Scenario[] = [];
  private readonly freshScenarios: () => Scenario[];
  private readonly inOrder: (people: readonly number[]) => number[];

  constructor(
    hash: Hash,
    seed: DrawSeed,
    drawn: DrawnPanel & { readonly free: FreePeople },
    {
      found,
      rates,
      count,
    }: { readonly found: readonly FreeProfile[]; readonly rates: DropOutRates; readonly count: number },
  ) {
    const { pool, panel, free } = drawn;
    const costs = quotaCosts(pool, panel.length, drawn.panels);
    this.free = free;
    this.found = found;
    this.profiles = Int32Array.from(found.flatMap(({ values }) => values.map((v, f) => costs.firsts[f]! + v)));
    this.freshScenarios = drawScenarios(hash, seed, drawn, { costs, rates, count });
    this.scenarios = this.freshScenarios();
    this.inOrder = (people) => inOrderOfLots(hash, seed, 'alternate', people, pool.pseudonyms);
  }

  /** All candidates for the next slot: who lowers the violation most first. */
  ranked(): Candidate[] {
    const { candidates } = this.candidates();
    const byPerson = new Map(candidates.map((one) => [one.person, one]));
    const inOrder = this.inOrder(candidates.map(({ person }) => person)).map((person) => byPerson.get(person)!);
    return inOrder.sort((a, b) => a.change - b.change);
  }

  startWith(...first: readonly (Candidate | undefined)[]): void {
    for (const person of this.people) this.free.release(person);
    this.people = [];
    this.slots = [];
    this.scenarios = this.freshScenarios();
    first.forEach((one, slot) => {
      if (one !== undefined) this.put(slot, one);
    });
  }

  violation(): number {
    return this.scenarios.reduce((sum, scenario) => sum + scenario.violation(), 0);
  }

  /** Puts whoever lowers the violation most into an empty slot; false where nobody is free. */
  fill(slot: number): boolean {
    const { least, candidates } = this.candidates();
    if (candidates.length === 0) return false;
    const best = candidates.filter(({ change }) => change === least);
    const person = best.length === 1 ? best[0]!.person : this.inOrder(best.map((one) => one.person))[0];
    this.put(slot, best.find((one) => one.person === person)!);
    return true;
  }

  /** Takes everybody out once, and puts somebody strictly better in, if there is one. False where nobody was better. */
  improve(): boolean {
    let isBetter = false;
    for (const slot of this.people.keys()) {
      const number = this.numbers[slot]!;
      this.take(slot);
      const { least, candidates } = this.candidates();
      const same = candidates.find((one) => one.number === number)!;
      if (same.change === least) {
        this.put(slot, same);
      } else {
        isBetter = true;
        this.fill(slot);
      }
    }
    return isBetter;
  }

  /** For every profile with somebody free, the one with the smallest lot and the change by one more such alternate. */
  private candidates() {
    const P = this.found.length;
    const totals = new Float64Array(P);
    const changes = new Float64Array(P);
    for (const scenario of this.scenarios) {
      if (!scenario.changes(this.profiles, this.slots, changes)) continue;
      for (let p = 0; p < P; p++) totals[p]! += changes[p]!;
    }
    const candidates: Candidate[] = [];
    let least = 0;
    this.found.forEach(({ line }, number) => {
      const change = totals[number]!;
      const person = line().find((one) => this.free.has(one));
      if (person === undefined) return;
      candidates.push({ number, person, change });
      least = Math.min(least, change);
    });
    return { least, candidates };
  }

  private put(slot: number, { person, number }: Candidate): void {
    const F = this.found[number]!.values.length;
    this.people[slot] = person;
    this.numbers[slot] = number;
    this.slots[slot] = this.profiles.subarray(number * F, number * F + F);
    this.free.take(person);
    for (const scenario of this.scenarios) scenario.settle(this.slots);
  }

  private take(slot: number): void {
    const profile = this.slots[slot]!;
    this.slots[slot] = undefined;
    this.free.release(this.people[slot]!);
    for (const scenario of this.scenarios) scenario.vacate(slot, profile, this.slots);
  }
}

interface Candidate {
  /** Of the profile. */
  readonly number: number;
  readonly person: number;
  /** The change of the violation, summed over the scenarios. */
  readonly change: number;
}

/** Makes, as often as it is called, those scenarios of `count` in which somebody drops out. */
function drawScenarios(
  hash: Hash,
  seed: DrawSeed,
  { pool, panel }: DrawnPanel,
  { costs, rates, count }: { readonly costs: QuotaCosts; readonly rates: DropOutRates; readonly count: number },
): () => Scenario[] {
  const seats = countSeats(pool, costs, panel);
  const left = drawDropOuts(hash, seed, { pool, panel }, rates, count)
    .filter((lost) => lost.length > 0)
    .map((lost) => {
      const gone = countSeats(
        pool,
        costs,
        lost.map((i) => panel[i]!),
      );
      return { seats: seats.map((n, v) => n - gone[v]!), empty: lost.length };
    });
  return () => left.map((one) => new Scenario(costs, one.seats.slice(), one.empty));
}

/**
 * The quota violation to be expected after drop-outs, with and without these alternates: 1 is a whole quota missed. Estimated
 * over `count` scenarios of this seed.
 */
export function expectedViolation(
  hash: Hash,
  seed: DrawSeed,
  drawn: DrawnPanel,
  {
    alternates,
    rates,
    count,
  }: { readonly alternates: readonly number[]; readonly rates: DropOutRates; readonly count: number },
): { readonly without: number; readonly with: number } {
  const { pool, panel } = drawn;
  const costs = quotaCosts(pool, panel.length, drawn.panels);
  const scenarios = drawScenarios(hash, seed, drawn, { costs, rates, count })();
  const slots: Int32Array[] = [];
  const mean = (): number => scenarios.reduce((sum, scenario) => sum + scenario.violation(), 0) / count / WHOLE;
  const without = mean();
  for (const person of alternates) {
    slots.push(valuesOf(pool, costs, person));
    for (const scenario of scenarios) scenario.settle(slots);
  }
  return { without, with: mean() };
}
