import { SortitionError } from '../errors.js';
import { comparable, compareUtf8 } from '../text.js';
import type { FeatureQuotas, Quotas } from './features.js';
import { NO_HOUSEHOLD, type Pool } from './pool.js';

/**
 * Quotas in canonical order and spelling: features, and values within each, by the UTF-8 bytes of their comparable names,
 * which replace the written ones. Only these are hashed and compared, so that no other implementation needs our rules.
 */
export function canonicalQuotas(quotas: Quotas): Quotas {
  return quotas.map(canonicalFeature).sort((a, b) => compareUtf8(a.feature, b.feature));
}

function canonicalFeature({ feature, quotas }: FeatureQuotas): FeatureQuotas {
  return {
    feature: comparable(feature),
    quotas: quotas
      .map((quota) => ({ ...quota, value: comparable(quota.value) }))
      .sort((a, b) => compareUtf8(a.value, b.value)),
  };
}

/** What a pool is built to: `sources[i]` is the source that `add` was given for the person now at position i. */
export interface BuiltPool {
  readonly pool: Pool;
  readonly sources: Int32Array;
}

/** Builds the canonical pool from people in any order. Holds a pseudonym and a few numbers a person. */
export class PoolBuilder {
  /** The canonical quotas: their order numbers the features and values. */
  readonly quotas: Quotas;
  private readonly pseudonyms: string[] = [];
  private values = new Uint16Array(1024);
  private readonly householdNumbers = new Map<string, number>();
  private readonly households: number[] = [];
  private readonly sources: number[] = [];

  constructor(quotas: Quotas) {
    this.quotas = canonicalQuotas(quotas);
  }

  /**
   * Adds a person. `values` has the value number of each canonical feature and may be reused by the caller. People with
   * the same `household` share it; undefined shares it with nobody.
   */
  add(pseudonym: string, values: ArrayLike<number>, household: string | undefined, source: number): void {
    const features = this.quotas.length;
    const start = this.pseudonyms.length * features;
    if (start + features > this.values.length) this.values = grown(this.values);
    for (let f = 0; f < features; f++) this.values[start + f] = values[f] ?? 0;
    this.pseudonyms.push(pseudonym);
    this.households.push(household === undefined ? NO_HOUSEHOLD : this.householdNumber(household));
    this.sources.push(source);
  }

  /** Throws PSEUDONYM_TWICE when two people have the same pseudonym. */
  build(): BuiltPool {
    const order = this.sortedOrder();
    const features = this.quotas.length;
    const pseudonyms: string[] = [];
    const values = new Uint16Array(order.length * features);
    const sources = new Int32Array(order.length);
    for (let position = 0; position < order.length; position++) {
      const person = order[position] ?? 0;
      const pseudonym = this.pseudonyms[person] ?? '';
      if (position > 0 && pseudonyms[position - 1] === pseudonym)
        throw new SortitionError('PSEUDONYM_TWICE', { pseudonym });
      pseudonyms.push(pseudonym);
      for (let f = 0; f < features; f++) values[position * features + f] = this.values[person * features + f] ?? 0;
      sources[position] = this.sources[person] ?? 0;
    }
    return { pool: { quotas: this.quotas, pseudonyms, values, households: this.householdsIn(order) }, sources };
  }

  private householdNumber(household: string): number {
    const known = this.householdNumbers.get(household);
    if (known !== undefined) return known;
    const number = this.householdNumbers.size;
    this.householdNumbers.set(household, number);
    return number;
  }

  /** The people by the bytes of their pseudonyms. A register is often sorted already, which costs one comparison each. */
  private sortedOrder(): Uint32Array {
    const { pseudonyms } = this;
    const order = new Uint32Array(pseudonyms.length);
    const compare = pseudonyms.every((name) => belowSurrogates.test(name)) ? compareUnits : compareUtf8;
    let isSorted = true;
    for (let i = 0; i < order.length; i++) {
      order[i] = i;
      if (i > 0 && isSorted) isSorted = compare(pseudonyms[i - 1] ?? '', pseudonyms[i] ?? '') <= 0;
    }
    if (!isSorted) order.sort((a, b) => compare(pseudonyms[a] ?? '', pseudonyms[b] ?? ''));
    return order;
  }

  /** Household numbers by first appearance in `order`, so that the order of adding leaves no trace. */
  private householdsIn(order: Uint32Array): Int32Array {
    const renumbered = new Int32Array(this.householdNumbers.size).fill(NO_HOUSEHOLD);
    const households = new Int32Array(order.length);
    let next = 0;
    for (let position = 0; position < order.length; position++) {
      const household = this.households[order[position] ?? 0] ?? NO_HOUSEHOLD;
      if (household !== NO_HOUSEHOLD && renumbered[household] === NO_HOUSEHOLD) renumbered[household] = next++;
      households[position] = renumbered[household] ?? NO_HOUSEHOLD;
    }
    return households;
  }
}

/** Where all code units are below the surrogates, JavaScript's own order is that of the bytes, in half the time. */
const belowSurrogates = /^[\0-\ud7ff]*$/;
const compareUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function grown(array: Uint16Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(array.length * 2);
  larger.set(array);
  return larger;
}
