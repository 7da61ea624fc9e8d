import { SortitionError } from '../errors.js';
import type { Solver } from '../ports.js';
import type { ActiveSet } from './active-set.js';
import {
  average,
  type Decomposition,
  decompose,
  direction,
  dot,
  type SearchTools,
  withinTolerance,
} from './decompose.js';
import type { Composition, Cut, Instance } from './instance.js';
import { PanelProgram } from './panel-program.js';
import { findSeparation } from './separation.js';

/**
 * The exact optimum where the LP relaxation promises more than panels can give (small pools, tight overlapping quotas):
 * project the relaxed optimum onto the hull of the panels, with an integer program as pricing; when it lies outside, find
 * the face of the hull that it breaks by most (separation.ts). Rounded to small integers, with the integer program's
 * optimum as right-hand side, that is a valid inequality; add it to the relaxation and repeat until bound and value meet.
 */
export interface Exact<R extends { readonly x: Float64Array }> {
  readonly relaxed: R;
  readonly active: ActiveSet;
  readonly cuts: readonly Cut[];
}

/** Cuts tried before giving up; 0 to 4 is what pools need. */
const MOST_CUTS = 200;
/** How finely weights are rounded; coarse first, since small integers keep the LPs well conditioned. */
const FINENESS = [1, 2, 3, 4, 6, 12, 24, 60, 240, 2520, 50_000];
/** A cut must be broken by the relaxed optimum by this much per unit of fineness, or it would change nothing. */
const DEPTH = 1e-6;
/** Pricing gains below this, on weights of at most 1, are the solver's noise. */
const NO_GAIN = 1e-7;

/** The relaxed optimum under these cuts; its point x must be unique. Undefined when there is none. */
export type Relax<R> = (cuts: readonly Cut[]) => R | undefined;

/** Whether expected seats within tolerance of the relaxed optimum under these cuts will do. */
export type Accepts<R> = (relaxed: R, cuts: readonly Cut[]) => (p: Float64Array) => boolean;

/** Undefined when there is no panel at all. `first` is the decomposition that did not reach the relaxed optimum. */
export function findExact<R extends { readonly x: Float64Array }>(
  instance: Instance,
  relax: Relax<R>,
  first: Decomposition,
  { accepts, ...tools }: SearchTools & { readonly accepts: Accepts<R> },
): Exact<R> | undefined {
  const panels = new PanelProgram(instance, tools.solver, tools.splitter);
  try {
    const known = first.active.mixture().compositions.slice();
    const unseatable = findUnseatable(instance, panels, known);
    if (unseatable === undefined) return undefined;
    const cuts: Cut[] = unseatable;
    for (let i = cuts.length; i <= MOST_CUTS; i++) {
      const relaxed = relax(cuts);
      if (relaxed === undefined) return undefined;
      const { active } = decompose(instance, relaxed.x, tools, { known });
      if (project(instance, relaxed.x, { active, panels, accepts: accepts(relaxed, cuts) }))
        return { relaxed, active, cuts };
      for (const y of active.mixture().compositions) if (!known.some((other) => equal(other, y))) known.push(y);
      cuts.push(findCut(relaxed.x, known, panels, tools.solver));
    }
  } finally {
    panels.dispose();
  }
  throw new SortitionError('NOT_CERTIFIED', { cuts: MOST_CUTS });
}

/**
 * Finds panels until every class that can have a seat has had one; the rest is unseatable, which becomes a cut
 * Σ_unseatable x_t ≤ 0. Panels found are added to `known`. Undefined when there is no panel.
 */
function findUnseatable(instance: Instance, panels: PanelProgram, known: Composition[]): Cut[] | undefined {
  const uncovered = new Float64Array(instance.T).fill(1);
  const cover = (y: Composition): void => {
    for (let t = 0; t < y.length; t++) if (y[t]! > 0) uncovered[t] = 0;
  };
  known.forEach(cover);
  while (uncovered.includes(1)) {
    const y = panels.farthest(uncovered);
    if (y === undefined) return undefined;
    if (dot(uncovered, y) === 0) return [{ weights: Int32Array.from(uncovered), bound: 0 }];
    known.push(y);
    cover(y);
  }
  return [];
}

/**
 * Continues the decomposition with exact pricing: whether x is reached. Otherwise the residual w separates it from every
 * panel: w·x > max w·y.
 */
function project(
  instance: Instance,
  x: Float64Array,
  { active, panels, accepts }: { active: ActiveSet; panels: PanelProgram; accepts: (p: Float64Array) => boolean },
): boolean {
  for (;;) {
    const r = active.residual();
    const isNear = active.size > 0 && withinTolerance(instance, x, active.mixture());
    if (isNear && accepts(average(instance.T, active.mixture()))) return true;
    const w = direction(instance, r);
    const y = panels.farthest(w);
    if (y === undefined) throw new SortitionError('SOLVER_FAILED', { solver: 'pricing', status: 'infeasible' });
    if (dot(w, y) <= dot(w, x) - dot(w, r) + NO_GAIN || !active.add(y)) return isNear;
    active.correct();
  }
}

/**
 * The direction in which x is farthest out, in the coarsest rounding that, with its integer optimum over the panels, still
 * cuts x off. Throws NOT_CERTIFIED where there is none.
 */
function findCut(x: Float64Array, known: Composition[], panels: PanelProgram, solver: Solver): Cut {
  const w = findSeparation(x, known, (weights) => panels.farthest(weights), solver) ?? new Float64Array(x.length);
  for (const fineness of FINENESS) {
    const weights = Int32Array.from(w, (value) => Math.round(value * fineness));
    const y = panels.farthest(Float64Array.from(weights));
    if (y === undefined) break;
    const bound = dot(weights, y);
    if (dot(weights, x) > bound + DEPTH * fineness) return { weights, bound };
  }
  throw new SortitionError('NOT_CERTIFIED', { cuts: 0 });
}

const equal = (a: Composition, b: Composition): boolean => a.every((seats, t) => seats === b[t]);
