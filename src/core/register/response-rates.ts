import { SortitionError } from '../errors.js';

/**
 * How likely each person is to say yes, from the few rates that are known: overall, and by the values of some features.
 *
 * T cells (combinations of values) with n_c people. The rate of a cell is a product of multipliers, one for its value of each
 * feature with stated rates, and never above 1:
 *
 *     r_c = min(1, Π_f m_f[v_f(c)]),   Σ_{c has v} n_c r_c = ρ_v Σ_{c has v} n_c   for every stated rate ρ_v
 *
 * found by iterative proportional fitting (Deming & Stephan 1940; Ireland & Kullback 1968): of all rates that agree with what
 * is stated, those that add nothing else. The values of a feature without a stated rate share one multiplier, which gives them
 * what keeps the rate overall. Where some feature has a rate for everybody, these make the rate overall; otherwise it is the
 * stated one.
 */
export interface Cells {
  /** T × F, row-major: value numbers. */
  readonly values: Uint16Array;
  /** F: how many values each feature has. */
  readonly sizes: readonly number[];
  /** T */
  readonly people: ArrayLike<number>;
}

/** Rates of a feature: `rates[v]` of value v, undefined where none is known. */
export interface StatedRates {
  readonly feature: string;
  /** Its place among the features of the cells. */
  readonly f: number;
  readonly rates: readonly (number | undefined)[];
}

export interface FittedRates {
  /** T */
  readonly rates: Float64Array;
  readonly overall: number;
  /** The feature whose rates make the rate overall. */
  readonly overallBy?: string;
  /** The rate left to the values without a stated one, by feature; undefined where every value has one. */
  readonly rest: readonly (number | undefined)[];
}

/** Values of one feature that share a multiplier: one with a stated rate, or all others. */
interface Group {
  readonly people: number;
  /** Expected people who say yes. */
  readonly yes: number;
}

interface Margin {
  readonly f: number;
  /** The group of each value. */
  readonly groupOf: readonly number[];
  readonly groups: readonly Group[];
}

/** Expected counts agree with the stated rates up to this share of them: far below what anybody knows of a rate. */
const FIT = 1e-10;
/** Where rates can be fitted at all, tens of rounds do, and hundreds where some are capped. */
const ROUNDS = 20_000;
/** Sums of a few products: a difference of this size is rounding, not a contradiction. */
const ROUNDING = 1e-9;

/** Throws RESPONSE_MISSING where no rate overall follows, RESPONSE_CONTRADICTS where no rates agree with all that is stated. */
export function fitRates(cells: Cells, stated: readonly StatedRates[], overall: number | undefined): FittedRates {
  const counted = stated.map((of) => ({ of, people: peopleByValue(cells, of.f) }));
  const total = Array.from(cells.people).reduce((sum, people) => sum + people, 0);
  const made = counted.filter(({ of, people }) => people.every((n, v) => n === 0 || of.rates[v] !== undefined));
  const [first, ...others] = made.map(({ of, people }) => ({ feature: of.feature, rate: yesOf(of, people) / total }));
  const different = others.find(({ rate }) => Math.abs(rate - (first?.rate ?? rate)) > ROUNDING);
  if (first !== undefined && different !== undefined) {
    throw new SortitionError('RESPONSE_CONTRADICTS', { how: 'overall', by: [first, different] });
  }
  const whole = first?.rate ?? overall;
  if (whole === undefined) throw new SortitionError('RESPONSE_MISSING', {});
  const margins = counted.map(({ of, people }) => marginOf(of, people, whole * total));
  const rates = fitMultipliers(cells, margins, whole);
  if (rates === undefined) {
    throw new SortitionError('RESPONSE_CONTRADICTS', { how: 'together', features: stated.map((of) => of.feature) });
  }
  const rest = margins.map(({ groups, groupOf }, i) => {
    const group = stated[i]?.rates.indexOf(undefined) ?? -1;
    const { people, yes } = groups[groupOf[group] ?? -1] ?? { people: 0, yes: 0 };
    return people === 0 ? undefined : yes / people;
  });
  return { rates, overall: whole, ...(first !== undefined && { overallBy: first.feature }), rest };
}

function peopleByValue({ values, sizes, people }: Cells, f: number): number[] {
  const F = sizes.length;
  const counts = new Array<number>(sizes[f] ?? 0).fill(0);
  for (let c = 0; c < people.length; c++) {
    const v = values[c * F + f] ?? 0;
    counts[v] = (counts[v] ?? 0) + (people[c] ?? 0);
  }
  return counts;
}

const yesOf = ({ rates }: StatedRates, people: readonly number[]): number =>
  people.reduce((sum, n, v) => sum + n * (rates[v] ?? 0), 0);

/** `yes`: people expected to say yes overall. */
function marginOf(stated: StatedRates, people: readonly number[], yes: number): Margin {
  const groups: Group[] = [];
  const known = people.map((n, v) => {
    const rate = stated.rates[v];
    return rate === undefined ? undefined : groups.push({ people: n, yes: n * rate }) - 1;
  });
  const others = people.reduce((sum, n, v) => sum + (stated.rates[v] === undefined ? n : 0), 0);
  if (others > 0) {
    const left = yes - yesOf(stated, people);
    const isRounding = Math.abs(left) <= ROUNDING * yes;
    if (!isRounding && (left < 0 || left > others)) {
      throw new SortitionError('RESPONSE_CONTRADICTS', { how: 'rest', feature: stated.feature, rate: left / others });
    }
    groups.push({ people: others, yes: isRounding ? 0 : left });
  }
  return { f: stated.f, groupOf: known.map((group) => group ?? groups.length - 1), groups };
}

/** T rates; undefined where the margins cannot all be met. */
function fitMultipliers(
  { values, sizes, people }: Cells,
  margins: readonly Margin[],
  overall: number,
): Float64Array | undefined {
  const F = sizes.length;
  const multipliers = margins.map(({ groups }, m) => groups.map(() => (m === 0 ? overall : 1)));
  const groupsOf = margins.map(({ f, groupOf }) =>
    Int32Array.from(people, (_, c) => groupOf[values[c * F + f] ?? 0] ?? -1),
  );
  const rates = new Float64Array(people.length).fill(overall);
  const update = (): void => {
    for (let c = 0; c < rates.length; c++) {
      const product = multipliers.reduce((rate, of, m) => rate * (of[groupsOf[m]?.[c] ?? -1] ?? 1), 1);
      rates[c] = margins.length === 0 ? overall : Math.min(1, product);
    }
  };
  for (let round = 0; round < ROUNDS; round++) {
    let worst = 0;
    for (const [m, { groups }] of margins.entries()) {
      const expected = groups.map(() => 0);
      groupsOf[m]?.forEach((group, c) => {
        expected[group] = (expected[group] ?? 0) + (people[c] ?? 0) * (rates[c] ?? 0);
      });
      for (const [group, { yes }] of groups.entries()) {
        const now = expected[group] ?? 0;
        worst = Math.max(worst, Math.abs(now - yes) / Math.max(yes, FIT));
        const of = multipliers[m];
        if (of !== undefined && now > 0) of[group] = ((of[group] ?? 1) * yes) / now;
      }
      update();
    }
    if (worst <= FIT) return rates;
  }
  return undefined;
}
