import { SortitionError, type Where } from '../errors.js';
import { type Apportioned, apportionExactly, type Fraction } from './apportionment.js';

/** A value of a feature and its share of the population, in any unit that its feature keeps to. */
export interface ValueShare {
  readonly value: string;
  readonly share: number;
  /** Seats that it is to have at least, however small its share. */
  readonly floor?: number;
  /** How many people can be drawn who have it, where that is known. */
  readonly people?: number;
  /** Where it is written, for messages. */
  readonly where?: Where;
}

export interface FeatureShares {
  readonly feature: string;
  /** The shares are written as per cent; otherwise they are counts, or in any other scale. */
  readonly isPercent: boolean;
  readonly values: readonly ValueShare[];
}

/** Why a value has the seats that it has, and not one more or fewer. */
export type Rounding =
  /** Its entitlement is a whole number. */
  | { readonly kind: 'whole' }
  /** Its remainder was, or was not, among the `left` largest; values of the same remainder that went the other way. */
  | { readonly kind: 'up' | 'down'; readonly left: number; readonly tied: readonly string[] }
  /** It was raised to its floor, which is above what was due to it. */
  | { readonly kind: 'floor' }
  /** A cell of a crossed table, which was rounded as a whole. `beyond`: floors elsewhere took or gave it more than rounding does. */
  | { readonly kind: 'cell'; readonly to: 'whole' | 'up' | 'down' | 'beyond' };

/** The seats of a value, with their reason. */
export interface ValueSeats extends ValueShare {
  /** Its share of all seats. */
  readonly entitlement: Fraction;
  /** Its share of the seats that were left when others had been raised to their floors; where there are none, the same. */
  readonly due: Fraction;
  readonly seats: number;
  /** Of a crossed feature: the numbers of the two values that it crosses, in their features' order. */
  readonly cell?: readonly [number, number];
  readonly rounding: Rounding;
}

/**
 * The seats of a feature's values by the largest remainder. Values whose seats fall short of their floor get the floor, and
 * the rest is shared out anew among the others, until no floor is broken: a value raised has more than it is entitled to, so
 * those left are never due more than before, and this ends.
 *
 * @returns values in the order given, whose seats sum to `size`; equal remainders go in that order too
 * @throws SortitionError SHARES_ALL_ZERO · FLOORS_ABOVE_SIZE
 */
export function seatsByShare(
  { feature, values }: Pick<FeatureShares, 'feature' | 'values'>,
  size: number,
): ValueSeats[] {
  if (values.every(({ share }) => share === 0)) {
    throw new SortitionError('SHARES_ALL_ZERO', { feature }, values[0]?.where);
  }
  const floors = values.reduce((sum, { floor = 0 }) => sum + floor, 0);
  if (floors > size) throw new SortitionError('FLOORS_ABOVE_SIZE', { feature, sum: floors, size }, values[0]?.where);

  const entitlements = apportionExactly(size, sharesOf(values)).map(({ entitlement }) => entitlement);
  /** What was due to a value when it was raised to its floor; undefined for the others. */
  const raised: (Fraction | undefined)[] = values.map(() => undefined);
  for (;;) {
    const others = values.flatMap((value, i) => (raised[i] === undefined ? [{ value, i }] : []));
    const left = size - values.reduce((sum, { floor = 0 }, i) => sum + (raised[i] === undefined ? 0 : floor), 0);
    const shared = apportionExactly(left, sharesOf(others.map(({ value }) => value)));
    const short = others.map(({ value: { floor = 0 } }, at) => (shared[at]?.count ?? 0) < floor);
    others.forEach(({ i }, at) => {
      if (short[at]) raised[i] = shared[at]?.entitlement;
    });
    if (short.includes(true)) continue;
    return values.map((value, i) => {
      const at = others.findIndex((other) => other.i === i);
      const share = shared[at];
      const entitlement = entitlements[i] ?? { numerator: 0n, denominator: 1n };
      if (share === undefined) {
        const due = raised[i] ?? entitlement;
        return { ...value, entitlement, due, seats: value.floor ?? 0, rounding: { kind: 'floor' } };
      }
      const tied = share.tied.map((other) => others[other]?.value.value ?? '');
      const { entitlement: due, count: seats } = share;
      return { ...value, entitlement, due, seats, rounding: roundingOf(share, tied) };
    });
  }
}

const sharesOf = (values: readonly ValueShare[]): number[] => values.map(({ share }) => share);

function roundingOf({ entitlement, isRaised, left }: Apportioned, tied: readonly string[]): Rounding {
  if (isRaised) return { kind: 'up', left, tied };
  return entitlement.numerator % entitlement.denominator === 0n ? { kind: 'whole' } : { kind: 'down', left, tied };
}
