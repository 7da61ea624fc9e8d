import { type DrawSeed, lotOf } from '../lottery/draw-seed.js';
import type { Hash } from '../ports.js';
import type { Pool } from '../register/pool.js';

/**
 * How likely people drop out, in thousandths: overall, and for values with a rate of their own, by feature. Someone's chance is
 * overall · Π (rate of value / overall) over the features with a rate for their value, never above 1: the model of Assos,
 * Baharav, Flanigan and Procaccia (2025, section 5), where chances are a product of one factor a value.
 */
export interface DropOutRates {
  readonly overall: number;
  readonly by: readonly {
    readonly feature: string;
    readonly values: readonly { readonly value: string; readonly rate: number }[];
  }[];
}

/** One in five: a guess. Alternates chosen for it also do well where one in ten or one in three drop out (bench/alternates.md). */
export const DEFAULT_RATES: DropOutRates = { overall: 200, by: [] };
/** Rates are whole numbers of this. */
export const THOUSAND = 1000;
/** Chances are whole numbers of this. */
const MILLION = 1_000_000;

/** The chance of each person to drop out, in millionths; `people` are positions in the pool. */
export function dropOutChances(pool: Pool, people: ArrayLike<number>, { overall, by }: DropOutRates): number[] {
  const F = pool.quotas.length;
  const rates = pool.quotas.map(({ feature, quotas }) => {
    const stated = new Map(by.find((of) => of.feature === feature)?.values.map(({ value, rate }) => [value, rate]));
    return quotas.map(({ value }) => stated.get(value));
  });
  return Array.from(people, (person) => {
    let chance = overall * THOUSAND;
    for (let f = 0; f < F; f++) {
      const rate = rates[f]![pool.values[person * F + f]!];
      if (rate !== undefined) chance = overall === 0 ? 0 : Math.min(MILLION, Math.floor((chance * rate) / overall));
    }
    return chance;
  });
}

/** A lot of 32 bytes is eight numbers of four. */
const NUMBERS = 8;

/** For each scenario, who of the panel drops out: places in `panel`, ascending. */
export function drawDropOuts(
  hash: Hash,
  seed: DrawSeed,
  { pool, panel }: { readonly pool: Pool; readonly panel: Int32Array },
  rates: DropOutRates,
  scenarios: number,
): number[][] {
  const lost = Array.from({ length: scenarios }, (): number[] => []);
  const chances = dropOutChances(pool, panel, rates);
  panel.forEach((person, i) => {
    for (let block = 0; block * NUMBERS < scenarios; block++) {
      const lot = lotOf(hash, seed, `drop-outs ${block}`, pool.pseudonyms[person]!);
      const view = new DataView(lot.buffer, lot.byteOffset, lot.byteLength);
      for (let j = 0; j < NUMBERS; j++) {
        // Below 2^52: exact.
        if (view.getUint32(4 * j) * MILLION < chances[i]! * 2 ** 32) lost[block * NUMBERS + j]?.push(i);
      }
    }
  });
  return lost;
}
