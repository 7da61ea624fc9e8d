import { SortitionError } from '../errors.js';
import type { Solver } from '../ports.js';
import type { Quotas } from '../register/features.js';
import { findConflict } from './conflict.js';
import type { Instance } from './instance.js';
import { suggestRelaxations } from './relaxation.js';

/**
 * Why there is no panel and what would help, as the error to show; undefined when there is a panel. For quotas that pass
 * checkQuotas; `quotas` are those that the instance was built from. Throws SOLVER_FAILED.
 */
export function explainConflict(
  instance: Instance,
  quotas: Quotas,
  solver: Solver,
): SortitionError<'QUOTAS_CONFLICT'> | undefined {
  const conflict = findConflict(instance, quotas, solver);
  if (conflict === undefined) return undefined;
  const { bounds, proof } = conflict;
  const relaxations = suggestRelaxations(instance, quotas, solver);
  return new SortitionError('QUOTAS_CONFLICT', { size: instance.k, bounds, proof, relaxations });
}
