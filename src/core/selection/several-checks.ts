import { FaultList, type SortitionError } from '../errors.js';
import type { Pool } from '../register/pool.js';

/**
 * Whether the pool has people enough for so many panels of `size`, as far as can be seen without a solver, all at once; for
 * quotas and a size that one panel meets (checkQuotas). `exOfficio`: people of the pool who sit beside the panels.
 */
export function checkSeveral(
  pool: Pool,
  size: number,
  panels: number,
  exOfficio: readonly number[] = [],
): SortitionError[] {
  const faults = new FaultList(Number.POSITIVE_INFINITY);
  const people = pool.pseudonyms.length - exOfficio.length;
  const F = pool.quotas.length;
  if (size * panels > people) faults.add('PANELS_ABOVE_POOL', { panels, size, people });
  for (const [f, { feature, quotas }] of pool.quotas.entries()) {
    const counts = quotas.map(() => 0);
    for (let at = f; at < pool.values.length; at += F)
      counts[pool.values[at] ?? 0] = (counts[pool.values[at] ?? 0] ?? 0) + 1;
    for (const person of exOfficio) {
      const v = pool.values[person * F + f] ?? 0;
      counts[v] = (counts[v] ?? 0) - 1;
    }
    let seats = 0;
    for (const [v, { value, min, max }] of quotas.entries()) {
      const of = counts[v] ?? 0;
      seats += Math.min(of, max * panels);
      if (min * panels > of) faults.add('PANELS_MIN_ABOVE_POOL', { panels, feature, value, min, people: of });
    }
    if (seats < size * panels && size * panels <= people)
      faults.add('PANELS_PEOPLE_BELOW_SIZE', { panels, size, feature, seats });
  }
  return faults.faults;
}
