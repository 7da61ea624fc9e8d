import type { PoolMember } from './intake.js';
import type { CountedFeature } from './intake-features.js';
import type { Response, Tally } from './response.js';

/** Chance that a number of reminders is to be enough. */
const SURE = 0.9;
/** Beyond as many letters the answer is that letters will not do it. */
const MOST_LETTERS = 1_000_000;

/** The share of reminded people who are expected to say yes, and where it is known from. */
export interface ExpectedRate {
  readonly share: number;
  /** 'declared': as sortition.yaml says · 'value', 'overall': half of what the letters had, of this value or all · 'planned': half of what was expected of letters. */
  readonly from: 'declared' | 'value' | 'overall' | 'planned';
}

/** What the organiser expects; shares between 0 and 1. */
export interface Expectations {
  readonly reminder?: number;
  readonly response?: {
    readonly overall: number;
    readonly by: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
}

/** A value with fewer people in the pool than its minimum. */
export interface Shortage {
  readonly feature: string;
  readonly value: string;
  readonly min: number;
  readonly inPool: number;
  readonly missing: number;
  /** People of this value, by the register, who have not answered; undefined where the register does not know the feature. */
  readonly unanswered?: number;
  /** Undefined where nothing is known. */
  readonly rate?: ExpectedRate;
  /** How many reminders to people of this value would likely close it; undefined where that cannot be told, or all are not enough. */
  readonly reminders?: number;
  /** Where reminding all is not enough: letters to further people of this value, on top. */
  readonly letters?: number;
}

/**
 * The least n for which, with chance 90 % or more, at least `missing` of n people say yes: P(B(n, r) ≥ m) ≥ 0.9, each
 * person for themselves with chance r. Undefined above `most`.
 *
 * With pⱼ = P(B(n, r) = j) for j < m:  p'ⱼ = pⱼ·(1 − r) + pⱼ₋₁·r  for n + 1, and P(B ≥ m) = 1 − Σ pⱼ. Sums of products of
 * numbers between 0 and 1, which lose no digits that matter and are the same on every machine.
 *
 * `before`: people who are asked already, with a chance of their own.
 */
export function leastAsked(
  missing: number,
  rate: number,
  most: number,
  before: { readonly people: number; readonly rate: number } = { people: 0, rate: 0 },
): number | undefined {
  const fewer: number[] = Array.from({ length: missing }, (_, j) => (j === 0 ? 1 : 0));
  const ask = (r: number): void => {
    for (let j = missing - 1; j >= 0; j--) fewer[j] = (fewer[j] ?? 0) * (1 - r) + (fewer[j - 1] ?? 0) * r;
  };
  const isEnough = (): boolean => 1 - fewer.reduce((sum, p) => sum + p, 0) >= SURE;
  for (let i = 0; i < before.people; i++) ask(before.rate);
  for (let n = 0; n <= most; n++) {
    if (isEnough()) return n;
    if (rate <= 0) return undefined;
    ask(rate);
  }
  return undefined;
}

/** What is known when shortages are looked for. */
export interface SoFar {
  readonly features: readonly CountedFeature[];
  readonly pool: readonly PoolMember[];
  readonly response: Response;
  readonly expected: Expectations;
}

/** Values with fewer people in the pool than their minimum, in the order of the quotas, and what would likely close each by itself. */
export function findShortages({ features, pool, response, expected }: SoFar): Shortage[] {
  return features.flatMap(({ quotas: { feature, quotas }, valueFor }, f) => {
    const inPool = new Map<string, number>();
    for (const { values } of pool) {
      const value = valueFor(values) ?? '';
      inPool.set(value, (inPool.get(value) ?? 0) + 1);
    }
    const rows = response.features[f]?.rows ?? [];
    const isKnown = rows.some(({ value, tally }) => value !== '' && tally.letters > 0);
    return quotas.flatMap(({ value, min }) => {
      const people = inPool.get(value) ?? 0;
      if (people >= min) return [];
      const tally = isKnown ? rows.find((row) => row.value === value)?.tally : undefined;
      const expectedHere = { ...expected, planned: expected.response?.by[feature]?.[value] };
      return [{ feature, value, min, inPool: people, ...closeGap(min - people, tally, response.all, expectedHere) }];
    });
  });
}

/** The same for the size of the whole panel; undefined where the pool has people enough. */
export function findOverallShortage(size: number, { pool, response, expected }: SoFar): Shortage | undefined {
  if (pool.length >= size) return undefined;
  const gap = closeGap(size - pool.length, response.all, response.all, { ...expected, planned: undefined });
  return { feature: '', value: '', min: size, inPool: pool.length, ...gap };
}

type Gap = Omit<Shortage, 'feature' | 'value' | 'min' | 'inPool'>;

function closeGap(
  missing: number,
  tally: Tally | undefined,
  all: Tally,
  expected: Expectations & { readonly planned: number | undefined },
): Gap {
  const letterRate = rateOfLetters(tally, all, expected);
  const rate = rateOfReminders(letterRate, expected);
  if (tally === undefined) return { missing };
  const { unanswered } = tally;
  if (rate === undefined) return { missing, unanswered };
  const reminders = leastAsked(missing, rate.share, unanswered);
  if (reminders !== undefined) return { missing, unanswered, rate, reminders };
  const letters =
    letterRate && leastAsked(missing, letterRate.share, MOST_LETTERS, { people: unanswered, rate: rate.share });
  return { missing, unanswered, rate, ...(letters !== undefined && { letters }) };
}

/** Share of yes among the letters: of this value; where nobody of it has said yes, of all; where nobody has, as planned. */
function rateOfLetters(
  tally: Tally | undefined,
  all: Tally,
  { response, planned }: Expectations & { readonly planned: number | undefined },
): ExpectedRate | undefined {
  if (tally !== undefined && tally !== all && tally.yes > 0) return { share: tally.yes / tally.letters, from: 'value' };
  if (all.yes > 0) return { share: all.yes / all.letters, from: 'overall' };
  const share = planned ?? response?.overall;
  return share === undefined ? undefined : { share, from: 'planned' };
}

const rateOfReminders = (letters: ExpectedRate | undefined, { reminder }: Expectations): ExpectedRate | undefined =>
  reminder === undefined ? letters && { ...letters, share: letters.share / 2 } : { share: reminder, from: 'declared' };
