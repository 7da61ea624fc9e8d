import type { LpModel, MipModel, Solver } from '../ports.js';
import type { Quotas } from '../register/features.js';
import { type Bound, hasHouseholdRule, keepBounds, listQuotaBounds, type RowBound } from './bounds.js';
import { type Farkas, findFarkas } from './farkas.js';
import type { Instance } from './instance.js';
import { compositionProgram } from './programs.js';
import { sizeOfOne } from './several-panels.js';

/**
 * Bounds that no panel meets together, while leaving out any one of them would do: an irreducible infeasible set. The
 * people there are and the size of the panel are taken as given.
 *
 * `proof: 'lp'`: not even fractions of people meet the bounds, which the integers in `multipliers` prove by additions
 * alone (see Farkas); leaving out one bound lets fractions meet the rest. `proof: 'integer'`: fractions might do, people
 * do not, and this is the solver's word; leaving out one bound gives a panel.
 */
export type Conflict =
  | { readonly bounds: readonly Bound[]; readonly proof: 'lp'; readonly multipliers: Farkas }
  | { readonly bounds: readonly Bound[]; readonly proof: 'integer' };

/**
 * Why there is no panel; undefined when there is one. `quotas` are those that the instance was built from.
 * Throws SOLVER_FAILED.
 *
 * Deletion filter (Chinneck & Dravnieks 1991): drop the bounds one after the other, and put back each whose absence makes
 * the rest feasible. Those that are tried late tend to stay, so the household rule goes first (a conflict of quotas alone
 * is easier to mend), then the maximums (a minimum says more than the maximums of the other values that amount to it).
 */
export function findConflict(instance: Instance, quotas: Quotas, solver: Solver): Conflict | undefined {
  const program = compositionProgram(instance);
  const relaxed = using(solver.openLp(program), (model) => filter(instance, quotas, model));
  if (relaxed !== undefined) {
    const multipliers = findFarkas(keep(instance, relaxed), solver);
    if (multipliers !== undefined) return { bounds: inWords(relaxed), proof: 'lp', multipliers };
    // Nothing proves what the LP said, so the integer program decides.
  }
  const integer = using(solver.openMip(program), (model) => filter(instance, quotas, model));
  return integer && { bounds: inWords(integer), proof: 'integer' };
}

/** What is left of the bounds at some step of the filter. */
interface Kept {
  readonly quotas: readonly RowBound[];
  readonly households: boolean;
}

const keep = (instance: Instance, kept: Kept): Instance => keepBounds(instance, kept.quotas, kept.households);

/** An irreducible infeasible set by the model's judgement; undefined when everything together is feasible. */
function filter(instance: Instance, quotas: Quotas, model: LpModel | MipModel): Kept | undefined {
  const isFeasible = (kept: Kept): boolean => {
    const { k, cap, lower, upper } = keep(instance, kept);
    model.setBounds(new Float64Array(cap.length), Float64Array.from(cap));
    model.setRowBounds(Float64Array.from([...lower, k]), Float64Array.from([...upper, k]));
    return model.solve() !== undefined;
  };
  const all = listQuotaBounds(quotas, sizeOfOne(instance));
  let kept: Kept = { quotas: all, households: hasHouseholdRule(instance) };
  if (isFeasible(kept)) return undefined;
  const tryWithout = (fewer: Kept): void => {
    if (!isFeasible(fewer)) kept = fewer;
  };
  if (kept.households) tryWithout({ ...kept, households: false });
  for (const side of ['max', 'min'] as const)
    for (const candidate of all)
      if (candidate.bound.side === side) tryWithout({ ...kept, quotas: kept.quotas.filter((b) => b !== candidate) });
  return kept;
}

function inWords(kept: Kept): Bound[] {
  const bounds: Bound[] = kept.quotas.map(({ bound }) => bound);
  if (kept.households) bounds.push({ household: true });
  return bounds;
}

function using<M extends { dispose(): void }, R>(model: M, work: (model: M) => R): R {
  try {
    return work(model);
  } finally {
    model.dispose();
  }
}
