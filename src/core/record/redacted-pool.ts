import type { Quotas } from '../register/features.js';
import { NO_HOUSEHOLD, type Pool } from '../register/pool.js';
import { comparable } from '../text.js';
import { csvLine } from './tables.js';

const ROWS_AT_ONCE = 4096;

/** Names of the two columns before the features; one that a feature has already gets a line under it. */
export function redactedColumns(quotas: Quotas): { readonly pseudonym: string; readonly household: string } {
  const taken = new Set(quotas.map(({ feature }) => comparable(feature)));
  const free = (name: string): string => (taken.has(name) ? free(`${name}_`) : name);
  return { pseudonym: free('pseudonym'), household: free('household') };
}

/**
 * The pool as a file to draw from that holds nothing else of anybody: pseudonym, number of the household (blank: nobody's)
 * and a column a feature, names and values as `written` has them. In pieces.
 */
export function* redactedPoolTable(pool: Pool, written: Quotas): Generator<string> {
  const F = pool.quotas.length;
  const columns = redactedColumns(written);
  const features = written.map(({ feature, quotas }) => {
    const f = pool.quotas.findIndex((canonical) => canonical.feature === comparable(feature));
    const spelled = new Map(quotas.map(({ value }) => [comparable(value), value]));
    return { f, values: (pool.quotas[f]?.quotas ?? []).map(({ value }) => spelled.get(value) ?? value) };
  });
  let rows = csvLine([columns.pseudonym, columns.household, ...written.map(({ feature }) => feature)]);
  for (const [i, pseudonym] of pool.pseudonyms.entries()) {
    const household = pool.households[i] ?? NO_HOUSEHOLD;
    const values = features.map((feature) => feature.values[pool.values[i * F + feature.f] ?? 0] ?? '');
    rows += csvLine([pseudonym, household === NO_HOUSEHOLD ? '' : household, ...values]);
    if ((i + 1) % ROWS_AT_ONCE > 0) continue;
    yield rows;
    rows = '';
  }
  yield rows;
}
