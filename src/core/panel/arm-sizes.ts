import { SortitionError } from '../errors.js';
import { apportion } from '../register/apportionment.js';
import type { Arms } from './arms.js';

/** An arm as it was asked for: so many people, a percentage, or nothing for equal shares. */
export interface ArmWish {
  readonly arm: string;
  /** 2500, 2500 or 50 % as text; undefined or blank for an equal share. */
  readonly share?: string | number | undefined;
}

/** Percentages are sums of decimals that need not be binary fractions. */
const HUNDRED_WITHIN = 1e-9;

/**
 * Arms of whole sizes that sum to `size`. Shares are rounded by the largest remainder, equal remainders in the order given.
 * Throws ARMS_UNREADABLE or ARMS_SUM.
 */
export function sizeArms(wishes: readonly ArmWish[], size: number, unit: Arms['unit']): Arms {
  const named = wishes.map(({ arm, share }) => ({ arm: arm.trim(), share: String(share ?? '').trim() }));
  const text = named.map(({ arm, share }) => (share === '' ? arm : `${arm}:${share}`)).join(',');
  const unreadable = (): never => {
    throw new SortitionError('ARMS_UNREADABLE', { text });
  };
  const names = new Set(named.map(({ arm }) => arm));
  if (names.size < named.length || names.size < 2 || names.has('')) unreadable();
  const shares = named.map(({ share }) => share);
  const sizes = shares.every((share) => share === '')
    ? apportion(size, Array(named.length).fill(1))
    : shares.every((share) => /^[1-9]\d{0,8}$/.test(share))
      ? shares.map(Number)
      : apportion(size, percentages(shares) ?? unreadable());
  const sum = sizes.reduce((a, b) => a + b, 0);
  if (sum !== size || sizes.includes(0)) throw new SortitionError('ARMS_SUM', { sum, size, text });
  return { unit, sizes: named.map(({ arm }, a) => ({ arm, size: sizes[a] ?? 0 })) };
}

/** Undefined where they are none, or do not sum to 100. */
function percentages(shares: readonly string[]): number[] | undefined {
  const read = shares.map((share) => Number(/^(\d{1,3}(?:\.\d{1,4})?) ?%$/.exec(share)?.[1]));
  const isWhole = read.every((share) => share > 0);
  const sum = read.reduce((a, b) => a + b, 0);
  return isWhole && Math.abs(sum - 100) < HUNDRED_WITHIN ? read : undefined;
}

/** `control:2500,offer:2500`, `control:50%,A:25%,B:25%` or `control,A,B`. */
export const armWishes = (text: string): ArmWish[] =>
  text.split(',').map((item) => {
    const colon = item.lastIndexOf(':');
    return colon < 0 ? { arm: item } : { arm: item.slice(0, colon), share: item.slice(colon + 1) };
  });
