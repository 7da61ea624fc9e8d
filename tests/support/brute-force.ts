import type { Solver } from '../../src/core/ports.js';
import type { Instance } from '../../src/core/selection/instance.js';
import { isPanel } from '../../src/core/selection/instance.js';

/**
 * Leximin by enumeration: every panel of a small pool, and the sequence of linear programs of Flanigan et al. over the
 * probabilities of those panels. Which people are tight is found by maximising each one alone, not from duals, so that
 * nothing of the engine's reasoning is shared.
 */
export function enumeratePanels(instance: Instance): Int32Array[] {
  const found: Int32Array[] = [];
  const y = new Int32Array(instance.T);
  const place = (t: number, left: number): void => {
    if (t === instance.T) {
      if (left === 0 && isPanel(instance, y)) found.push(y.slice());
      return;
    }
    for (let seats = 0; seats <= Math.min(left, instance.cap[t]!); seats++) {
      y[t] = seats;
      place(t + 1, left - seats);
    }
    y[t] = 0;
  };
  place(0, instance.k);
  return found;
}

/** T: the leximin chance of each class; 0 for classes in no panel. */
export function bruteForceLeximin(instance: Instance, panels: readonly Int32Array[], solver: Solver): number[] {
  const { T, count } = instance;
  const level: (number | undefined)[] = Array.from({ length: T }, (_, t) =>
    panels.some((y) => y[t]! > 0) ? undefined : 0,
  );
  /** max Σ weight_t·chance_t (+ z where `lift`) with the levels held and everyone else at `least` or z. */
  const maximise = (weight: number[], lift: boolean, least: number): number => {
    const P = panels.length;
    const starts = [0];
    const rows: number[] = [];
    const values: number[] = [];
    for (const y of panels) {
      for (let t = 0; t < T; t++) if (y[t]! > 0) push(rows, values, t, y[t]! / count[t]!);
      push(rows, values, T, 1);
      starts.push(rows.length);
    }
    for (let t = 0; t < T; t++) if (lift && level[t] === undefined) push(rows, values, t, -1);
    starts.push(rows.length);
    const lp = solver.openLp({
      cost: Float64Array.from([
        ...panels.map((y) => weight.reduce((sum, w, t) => sum + (w * y[t]!) / count[t]!, 0)),
        lift ? 1 : 0,
      ]),
      lower: new Float64Array(P + 1),
      upper: new Float64Array(P + 1).fill(1),
      rowLower: Float64Array.from([...level.map((fixed) => (fixed ?? (lift ? 0 : least)) - 1e-9), 1]),
      rowUpper: Float64Array.from([...level.map(() => Number.POSITIVE_INFINITY), 1]),
      starts: Int32Array.from(starts),
      rows: Int32Array.from(rows),
      values: Float64Array.from(values),
    });
    const solution = lp.solve();
    lp.dispose();
    if (solution === undefined) throw new Error('brute force: infeasible');
    return solution.objective;
  };
  while (level.includes(undefined)) {
    const z = maximise(new Array<number>(T).fill(0), true, 0);
    for (let t = 0; t < T; t++) {
      if (level[t] !== undefined) continue;
      const alone = level.map((_, s) => (s === t ? 1 : 0));
      if (maximise(alone, false, z) < z + 1e-6) level[t] = z;
    }
  }
  return level.map((value) => value ?? 0);
}

function push(rows: number[], values: number[], row: number, value: number): void {
  rows.push(row);
  values.push(value);
}
