import { SortitionError } from '../errors.js';
import type { Solver } from '../ports.js';
import type { Quotas } from '../register/features.js';
import type { SeatsLeft } from '../register/seated.js';
import type { Bound } from './bounds.js';
import { findConflict } from './conflict.js';
import type { Instance } from './instance.js';
import { suggestRelaxations } from './relaxation.js';
import { sizeOfOne } from './several-panels.js';

/**
 * Why there is no panel and what would help, as the error to show; undefined when there is one. For quotas that pass
 * checkQuotas; `quotas` are those that the instance was built from. Where they are what `seated` people (counted by feature
 * and value) leave, it is told of the whole panel. Of several
 * panels at once undefined may also mean that the seats of all of them never split into panels. Throws SOLVER_FAILED.
 */
export function explainConflict(
  instance: Instance,
  quotas: Quotas,
  solver: Solver,
  seated?: SeatsLeft['counts'],
): SortitionError<'QUOTAS_CONFLICT'> | undefined {
  const { panels = 1 } = instance;
  const size = sizeOfOne(instance);
  const conflict = findConflict(instance, quotas, solver);
  if (conflict === undefined) return undefined;
  const { bounds, proof } = conflict;
  const relaxations = suggestRelaxations(instance, quotas, solver);
  const people = seated?.[0]?.reduce((sum, count) => sum + count, 0) ?? 0;
  if (people === 0) {
    const several = panels === 1 ? {} : { panels };
    return new SortitionError('QUOTAS_CONFLICT', { size, ...several, bounds, proof, relaxations });
  }
  const sitting = (feature: string, value: string): number => {
    const f = quotas.findIndex((of) => of.feature === feature);
    return seated?.[f]?.[quotas[f]?.quotas.findIndex((of) => of.value === value) ?? -1] ?? 0;
  };
  return new SortitionError('QUOTAS_CONFLICT', {
    size: instance.k + people,
    seated: people,
    bounds: bounds.map(
      (bound): Bound =>
        'household' in bound ? bound : { ...bound, seats: bound.seats + sitting(bound.feature, bound.value) },
    ),
    proof,
    relaxations: relaxations.map(({ changes, seats }) => ({
      changes: changes.map((change) => {
        const count = sitting(change.feature, change.value);
        return { ...change, from: change.from + count, to: change.to + count };
      }),
      seats,
    })),
  });
}
