import type { Quotas } from './features.js';

/**
 * The canonical pool: what is hashed and drawn from, free of names, row order and spelling.
 *
 * n people, F features. People are sorted by the UTF-8 bytes of their pseudonym. `values` is n × F, row-major: the number
 * of the person's value within its feature. `households` has the number of the person's household, numbered by first
 * appearance in this order, or NO_HOUSEHOLD.
 */
export interface Pool {
  /** Canonical order: features, and values within each, sorted by UTF-8 bytes of their comparable spelling. */
  readonly quotas: Quotas;
  readonly pseudonyms: readonly string[];
  readonly values: Uint16Array;
  readonly households: Int32Array;
  /** n random salts of 32 hexadecimal digits, in the same order; none in a one-off. They hide a person's leaf, and decide nothing. */
  readonly salts?: readonly string[];
  /**
   * Where households or properties are drawn in place of people: the pseudonyms of each one's people, in the order in which the
   * rule looks at them. The unit's own pseudonym is the smallest of these.
   */
  readonly members?: readonly (readonly string[])[];
}

/** Lives in nobody's household: no address, or no household rule. */
export const NO_HOUSEHOLD = -1;
