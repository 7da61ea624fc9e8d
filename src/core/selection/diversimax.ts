import { SortitionError } from '../errors.js';
import type { Solver } from '../ports.js';
import type { Mixture } from './active-set.js';
import { requirePanel } from './find-panel.js';
import type { Composition, Instance } from './instance.js';
import { compositionProgram, type Extra } from './programs.js';

/**
 * Diversimax: panels as diverse as can be over intersections of features (the Sortition Foundation's library
 * sortition-algorithms, committee_generation/diversimax.py).
 *
 * Let S run over the single features and the pairs of features, m_S be the product of the numbers of values that occur,
 * and keep the S with m_S ≤ k and n/m_S ≥ 2. A cell c of S is a combination of values that somebody has; s_c its seats. How
 * crowded a panel is, is the sum of what its cells have above an even share:
 *
 *     C(x) = Σ_S Σ_c max(0, s_c − k/m_S),
 *
 * half of Σ_S Σ_c |s_c − k/m_S| over all m_S combinations, since Σ_c s_c = k. Times Q, the least common multiple of the m_S,
 * it is a whole number. A panel is optimal when no panel is less crowded.
 *
 * The library takes intersections of any number of features under the same two conditions, in random order up to 50 sets,
 * and stops 10 % from the optimum or after 30 seconds. Here the sets are singles and pairs in canonical order, and the optimum is
 * proved by an integer program.
 */
interface FeatureSet {
  /** m_S. */
  readonly m: number;
  /** Q/m_S. */
  readonly weight: number;
  /** The cell of each class. */
  readonly cellOf: Int32Array;
  /** Cells that somebody is in. */
  readonly cells: number;
}

function listFeatureSets({ k, T, count, width, rowsOf }: Instance): FeatureSet[] {
  const features = width - 1;
  const n = count.reduce((sum, people) => sum + people, 0);
  const rowOf = (t: number, f: number): number => rowsOf[t * width + f]!;
  const values = Array.from(
    { length: features },
    (_, f) => new Set(Array.from(count, (_people, t) => rowOf(t, f))).size,
  );
  const pairs = values.flatMap((_, f) => values.slice(f + 1).map((_value, i) => [f, f + 1 + i]));
  const sets = [...values.map((_, f) => [f]), ...pairs]
    .map((set) => ({ set, m: set.reduce((product, f) => product * values[f]!, 1) }))
    .filter(({ m }) => m <= k && n >= 2 * m);
  const Q = sets.reduce((lcm, { m }) => (lcm / gcd(lcm, m)) * m, 1);
  if (!Number.isSafeInteger(Q * k * sets.length)) throw new RangeError('too many values to count in integers');
  return sets.map(({ set, m }) => {
    const numbers = new Map<string, number>();
    const cellOf = new Int32Array(T);
    for (let t = 0; t < T; t++) {
      const key = set.map((f) => rowOf(t, f)).join();
      if (!numbers.has(key)) numbers.set(key, numbers.size);
      cellOf[t] = numbers.get(key)!;
    }
    return { m, weight: Q / m, cellOf, cells: numbers.size };
  });
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** Q·C(x), a whole number: what diversimax minimises, from the seats alone. */
export function crowdingOf(instance: Instance): (x: Composition) => number {
  const sets = listFeatureSets(instance);
  return (x) =>
    sets.reduce((total, { m, weight, cellOf, cells }) => {
      const seats = new Float64Array(cells);
      for (let t = 0; t < x.length; t++) seats[cellOf[t]!]! += x[t]!;
      return total + weight * seats.reduce((sum, s) => sum + Math.max(0, m * s - instance.k), 0);
    }, 0);
}

/** The least crowding of a panel, and a panel that has it. Undefined when there is no panel. */
export function findLeastCrowded(instance: Instance, solver: Solver): { crowding: number; x: Composition } | undefined {
  const model = openModel(instance, solver);
  try {
    return model.least();
  } finally {
    model.dispose();
  }
}

/** Compositions at most; classes that none of them seats are left without a chance. */
const MOST_COMPOSITIONS = 100;
/** How far from most new classes a panel may be: one that seats fewer will do, as long as none is missed in the end. */
const COVER_GAP = 0.5;

/**
 * A mixture of panels that are all optimal: as long as an optimal panel can seat a class that none has seated yet, one
 * with many seats for such classes; then the weights at which the least chance of the people seated is highest. That is no
 * fairness optimum (there are optimal panels that were not looked for), and who fits into no optimal panel has no chance.
 */
export function findDiversePanels(
  instance: Instance,
  solver: Solver,
  onPanel?: (classes: number) => void,
): Mixture | undefined {
  const first = findLeastCrowded(instance, solver);
  if (first === undefined) return undefined;
  const model = openModel(instance, solver, COVER_GAP);
  try {
    const compositions = [first.x];
    const covered = new Set<number>();
    for (let x: Composition | undefined = first.x; x !== undefined; ) {
      x.forEach((seats, t) => {
        if (seats > 0) covered.add(t);
      });
      onPanel?.(covered.size);
      if (compositions.length === MOST_COMPOSITIONS || covered.size === instance.T) break;
      x = model.seatNew(first.crowding, covered);
      if (x !== undefined) compositions.push(x);
    }
    return { compositions, weights: raiseLeast(instance, compositions, covered, solver) };
  } finally {
    model.dispose();
  }
}

interface DiversityModel {
  least(): { crowding: number; x: Composition } | undefined;
  /** A panel of that crowding with seats for classes not covered; undefined when none has any. */
  seatNew(crowding: number, covered: ReadonlySet<number>): Composition | undefined;
  dispose(): void;
}

function openModel(instance: Instance, solver: Solver, gap = 0): DiversityModel {
  const { T } = instance;
  const crowdingAt = crowdingOf(instance);
  const { extra, cost, unit } = crowdingColumns(instance);
  const program = compositionProgram(instance, [], extra);
  const model = solver.openMip(program, gap);
  const last = program.rowUpper.length - 1;
  const solve = (): Composition | undefined => {
    const x = model.solve()?.x.slice(0, T);
    if (x !== undefined) requirePanel(instance, x, solver);
    return x;
  };
  return {
    least() {
      model.setCost(Float64Array.from([...new Float64Array(T), ...cost.map((value) => -value)]));
      const x = solve();
      return x && { crowding: crowdingAt(x), x };
    },
    seatNew(crowding, covered) {
      const rowUpper = program.rowUpper.slice();
      // Costs are whole: half a unit of room keeps the solver's rounding from making its own optimum infeasible.
      rowUpper[last] = crowding / unit + 0.5;
      model.setRowBounds(program.rowLower, rowUpper);
      const wanted = Float64Array.from(instance.count, (_, t) => (covered.has(t) ? 0 : 1));
      model.setCost(Float64Array.from([...wanted, ...cost.map(() => 0)]));
      const x = solve();
      if (x === undefined || crowdingAt(x) !== crowding)
        throw new SortitionError('SOLVER_FAILED', { solver: solver.name, status: 'lost its optimum' });
      return x.some((seats, t) => seats > 0 && !covered.has(t)) ? x : undefined;
    },
    dispose: () => model.dispose(),
  };
}

/**
 * For every cell, with q = ⌊k/m⌋ and r = k mod m, a row s_c − a_c − b_c ≤ q: the first seat above q, a_c ≤ 1, costs
 * (Q/m)(m − r), every further one, b_c, costs Q. A last row sums the costs. `unit`: what the costs were divided by.
 */
function crowdingColumns(instance: Instance): { extra: Extra; cost: number[]; unit: number } {
  const { k } = instance;
  const sets = listFeatureSets(instance);
  const firstRow: number[] = [];
  const rowUpper: number[] = [];
  const costs: number[] = [];
  for (const { m, weight, cells } of sets) {
    firstRow.push(rowUpper.length);
    for (let c = 0; c < cells; c++) {
      rowUpper.push(Math.floor(k / m));
      costs.push(weight * (m - (k % m)), weight * m);
    }
  }
  const R = rowUpper.length;
  const unit = Math.max(1, costs.reduce(gcd, 0));
  const cost = costs.map((value) => value / unit);
  const extra: Extra = {
    rowLower: new Float64Array(R + 1).fill(Number.NEGATIVE_INFINITY),
    rowUpper: Float64Array.from([...rowUpper, Number.POSITIVE_INFINITY]),
    entries: (t) => sets.map(({ cellOf }, i) => [firstRow[i]! + cellOf[t]!, 1] as const),
    columns: cost.map((value, j) => ({
      cost: -value,
      lower: 0,
      upper: j % 2 === 0 ? 1 : k,
      entries: [
        [Math.floor(j / 2), -1],
        [R, value],
      ],
    })),
  };
  return { extra, cost, unit };
}

/** max z  s.t.  Σ_c λ_c·y_ct ≥ n_t·z for every class covered,  Σ_c λ_c = 1,  λ ≥ 0. */
function raiseLeast(
  { count }: Instance,
  compositions: readonly Composition[],
  covered: ReadonlySet<number>,
  solver: Solver,
): Float64Array {
  const C = compositions.length;
  const classes = [...covered].sort((s, t) => s - t);
  const R = classes.length;
  const starts = [0];
  const rows: number[] = [];
  const values: number[] = [];
  const put = (row: number, value: number): void => {
    rows.push(row);
    values.push(value);
  };
  for (const y of compositions) {
    classes.forEach((t, row) => {
      if (y[t] !== 0) put(row, y[t]!);
    });
    put(R, 1);
    starts.push(rows.length);
  }
  classes.forEach((t, row) => {
    put(row, -count[t]!);
  });
  starts.push(rows.length);
  const cost = new Float64Array(C + 1);
  cost[C] = 1;
  const lp = solver.openLp({
    cost,
    lower: new Float64Array(C + 1),
    upper: new Float64Array(C + 1).fill(1),
    rowLower: Float64Array.from([...classes.map(() => 0), 1]),
    rowUpper: Float64Array.from([...classes.map(() => Number.POSITIVE_INFINITY), 1]),
    starts: Int32Array.from(starts),
    rows: Int32Array.from(rows),
    values: Float64Array.from(values),
  });
  const solution = lp.solve();
  lp.dispose();
  if (solution === undefined)
    throw new SortitionError('SOLVER_FAILED', { solver: solver.name, status: 'found no weights' });
  return solution.x.slice(0, C).map((weight) => Math.max(0, weight));
}
