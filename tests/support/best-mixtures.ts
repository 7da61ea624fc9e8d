import type { Solver } from '../../src/core/ports.js';
import type { Composition, Instance } from '../../src/core/selection/instance.js';
import { solvePositive } from '../../src/core/selection/solve-positive.js';

/** Optima of the objectives over the mixtures of a list of all panels: the slow, plain way, to compare the engine with. */

/** The least greatest chance over all mixtures of the panels that give every seatable class at least `floor`. */
export function leastCeiling(
  instance: Instance,
  panels: readonly Composition[],
  floor: number,
  solver: Solver,
): number {
  const { T, count } = instance;
  const starts = [0];
  const rows: number[] = [];
  const values: number[] = [];
  const put = (row: number, value: number): void => {
    rows.push(row);
    values.push(value);
  };
  for (const y of panels) {
    for (let t = 0; t < T; t++) {
      if (y[t] === 0) continue;
      put(t, y[t]! / count[t]!);
      put(T + t, y[t]! / count[t]!);
    }
    put(2 * T, 1);
    starts.push(rows.length);
  }
  for (let t = 0; t < T; t++) put(t, -1);
  starts.push(rows.length);
  const isSeatable = (t: number): boolean => panels.some((y) => y[t]! > 0);
  const lp = solver.openLp({
    cost: Float64Array.from([...panels.map(() => 0), -1]),
    lower: new Float64Array(panels.length + 1),
    upper: new Float64Array(panels.length + 1).fill(1),
    rowLower: Float64Array.from([
      ...new Array<number>(T).fill(Number.NEGATIVE_INFINITY),
      ...Array.from({ length: T }, (_, t) => (isSeatable(t) ? floor : 0)),
      1,
    ]),
    rowUpper: Float64Array.from([
      ...new Array<number>(T).fill(0),
      ...new Array<number>(T).fill(Number.POSITIVE_INFINITY),
      1,
    ]),
    starts: Int32Array.from(starts),
    rows: Int32Array.from(rows),
    values: Float64Array.from(values),
  });
  const solution = lp.solve();
  lp.dispose();
  return solution === undefined ? Number.POSITIVE_INFINITY : solution.x[panels.length]!;
}

/**
 * The least of u·n/k + γ·k/(n·l) over all mixtures, u and l the greatest and the least chance, n the people of seatable
 * classes. As a function of l it is convex: searched by thirds up to `highest`, the best least chance there is.
 */
export function leastGoldilocks(
  instance: Instance,
  panels: readonly Composition[],
  { gamma, highest, solver }: { gamma: number; highest: number; solver: Solver },
): number {
  const people = instance.count.reduce((sum, n, t) => sum + (panels.some((y) => y[t]! > 0) ? n : 0), 0);
  const kappa = instance.k / people;
  const value = (l: number): number => leastCeiling(instance, panels, l, solver) / kappa + (gamma * kappa) / l;
  let [low, high] = [1e-6, highest - 1e-9];
  for (let i = 0; i < 60; i++) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
    if (value(a) < value(b)) high = b;
    else low = a;
  }
  return value(high);
}

/**
 * T: each class's chance where the product of all people's chances is highest: Newton's method on
 *
 *     min −Σ_t n_t·log π_t − μ·Σ_c log λ_c   s.t.  Σ_c λ_c = 1,     π_t = Σ_c λ_c·y_ct / n_t,
 *
 * over the panels' weights λ, with μ falling to nothing.
 */
export function bestProduct(instance: Instance, panels: readonly Composition[]): Float64Array {
  const { count } = instance;
  const seatable = Array.from(count.keys()).filter((t) => panels.some((y) => y[t]! > 0));
  let lambda = new Float64Array(panels.length).fill(1 / panels.length);
  const chance = (weights: Float64Array, t: number): number =>
    panels.reduce((sum, y, c) => sum + weights[c]! * y[t]!, 0) / count[t]!;
  const chances = (): Float64Array =>
    count.reduce((all, _, t) => all.fill(chance(lambda, t), t, t + 1), new Float64Array(count.length));
  for (let mu = 1; mu > 1e-13; mu *= 0.2) {
    for (let step = 0; step < 30; step++) {
      const pi = chances();
      const minusGradient = panels.map(
        (y, c) => seatable.reduce((sum, t) => sum + y[t]! / pi[t]!, 0) + mu / lambda[c]!,
      );
      const H = (): Float64Array[] =>
        panels.map((y, c) =>
          Float64Array.from(panels, (other, d) => {
            const shared = seatable.reduce((sum, t) => sum + (y[t]! * other[t]!) / (count[t]! * pi[t]! * pi[t]!), 0);
            return shared + (c === d ? mu / (lambda[c]! * lambda[c]!) : 0);
          }),
        );
      const d1 = solvePositive(H(), minusGradient);
      const d2 = solvePositive(H(), new Array<number>(panels.length).fill(1));
      const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
      const nu = total(d1) / total(d2);
      const direction = d1.map((value, c) => value - nu * d2[c]!);
      const room = direction.reduce(
        (most, value, c) => (value < 0 ? Math.min(most, -lambda[c]! / value) : most),
        1 / 0.95,
      );
      const size = Math.min(1, 0.95 * room);
      lambda = lambda.map((value, c) => value + size * direction[c]!);
      const sum = total(lambda);
      lambda = lambda.map((value) => value / sum);
      if (direction.every((value, c) => Math.abs(value) <= 1e-9 * lambda[c]!)) break;
    }
  }
  return chances();
}
