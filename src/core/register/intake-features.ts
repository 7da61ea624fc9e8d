import { comparable } from '../text.js';
import { findPair, type Pair, readingsAsPair } from './crossed-names.js';
import type { FeatureQuotas, Quotas } from './features.js';

/** What a file tells of a person's feature: a value as the quotas spell it, nothing (undefined), or what is wrong with the cell. */
export type Told = string | undefined | { readonly wrong: string };

/** What counts of a person's features, F of them. */
export interface Used {
  /** F values; blank where there is something wrong. */
  readonly values: readonly string[];
  readonly wrong: readonly { readonly feature: number; readonly wrong: string }[];
  readonly differences: readonly {
    readonly feature: number;
    readonly register: string;
    readonly reply: string;
    readonly used: string;
  }[];
}

/** Of a feature that neither file says: it cannot be settled by translating a value. */
export const UNTOLD = 'neither the reply nor the register says it';

/**
 * The value of each feature: that of the preferred file; of the other where the preferred one tells nothing. What somebody
 * did say of themselves, but cannot be read, is not passed over in favour of the register unless the register is preferred.
 */
export function settleFeatures(
  register: readonly Told[],
  reply: readonly Told[],
  prefer: 'replies' | 'register',
): Used {
  const values: string[] = [];
  const wrong: { feature: number; wrong: string }[] = [];
  const differences: { feature: number; register: string; reply: string; used: string }[] = [];
  for (let feature = 0; feature < Math.max(register.length, reply.length); feature++) {
    const [one, other] = [register[feature], reply[feature]];
    const used = prefer === 'replies' ? (other ?? one) : readable(one) ? one : (other ?? one);
    values.push(readable(used) ? used : '');
    if (!readable(used)) wrong.push({ feature, wrong: used?.wrong ?? UNTOLD });
    else if (readable(one) && readable(other) && one !== other)
      differences.push({ feature, register: one, reply: other, used });
  }
  return { values, wrong, differences };
}

const readable = (told: Told): told is string => typeof told === 'string';

/** Quotas of single features, and those of two of them crossed. */
export interface SplitQuotas {
  readonly single: readonly FeatureQuotas[];
  /** Each with the positions in `single` of the two that it crosses. */
  readonly crossed: readonly { readonly quotas: FeatureQuotas; readonly parts: readonly [number, number] }[];
}

/**
 * A feature is crossed where it is declared to be, or where its name is that of two others with a sign between.
 *
 * @param declared feature → the two that it crosses
 */
export function splitQuotas(quotas: Quotas, declared: Readonly<Record<string, Pair>> = {}): SplitQuotas {
  const names = quotas.map(({ feature }) => comparable(feature));
  const known = new Map(Object.entries(declared).map(([name, pair]) => [comparable(name), pair]));
  const pairOf = (name: string): Pair | undefined =>
    known.get(comparable(name)) ??
    findPair(
      name,
      (part) => names.includes(part),
      (part) => names.includes(part),
    );
  const single = quotas.filter(({ feature }) => pairOf(feature) === undefined);
  const position = (name: string): number =>
    single.findIndex(({ feature }) => comparable(feature) === comparable(name));
  const crossed = quotas.flatMap((of) => {
    const pair = pairOf(of.feature);
    return pair === undefined ? [] : [{ quotas: of, parts: [position(pair[0]), position(pair[1])] as const }];
  });
  return { single, crossed };
}

/** A feature, single or crossed, by whose values people are counted. */
export interface CountedFeature {
  readonly quotas: FeatureQuotas;
  /** The value, as the quotas spell it, of somebody with these values of the single features; undefined where one is not known. */
  readonly valueFor: (values: readonly Told[]) => string | undefined;
}

/** Single and crossed features in the order of the quotas. */
export function countedFeatures(quotas: Quotas, { single, crossed }: SplitQuotas): CountedFeature[] {
  return quotas.map((of) => {
    const at = single.indexOf(of);
    if (at >= 0) return { quotas: of, valueFor: (values) => (readable(values[at]) ? values[at] : undefined) };
    const [one, other] = crossed.find((cross) => cross.quotas === of)?.parts ?? [-1, -1];
    // However its values are read as two: those of other features fit none of them.
    const names = new Map(
      of.quotas.flatMap(({ value }) => readingsAsPair(value).map((pair) => [pairKey(...pair), value] as const)),
    );
    return {
      quotas: of,
      valueFor: (values) => {
        const [left, right] = [values[one], values[other]];
        return readable(left) && readable(right) ? names.get(pairKey(left, right)) : undefined;
      },
    };
  });
}

const pairKey = (one: string, other: string): string => `${comparable(one)}\u001f${comparable(other)}`;
