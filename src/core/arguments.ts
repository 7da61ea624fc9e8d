/**
 * Checks of what callers of the library pass, where a wrong number would give a wrong result without a word. They throw a
 * RangeError that names the argument: the call is wrong, not the data.
 */

/** A whole number, `least` or more. */
export function requireWhole(name: string, value: number, least = 0): void {
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`${name} is ${value}; it must be a whole number, ${least} or more`);
}

/** A finite number, 0 or more. */
export function requireNotNegative(name: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0))
    throw new RangeError(`${name} is ${value}; it must be a number, 0 or more`);
}

/** A share: 0.05 is 5 %. */
export function requireShare(name: string, value: number): void {
  if (!(value >= 0 && value <= 1))
    throw new RangeError(`${name} is ${value}; it is a share, a number from 0 to 1: 5 % is 0.05`);
}

/** Lists that belong together item by item. */
export function requireSameLength(name: string, one: number, other: string, length: number): void {
  if (one !== length)
    throw new RangeError(`${name} has ${one} items and ${other} has ${length}; they must have as many`);
}
