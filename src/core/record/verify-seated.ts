import type { CheckLines } from './check-lines.js';
import type { DrawRecord } from './draw-record.js';
import type { Manifest } from './manifest.js';
import { areInOrder } from './verify-manifest.js';

/** The list of seated people, and whether the quotas count as many in every feature; silent where nobody is seated. */
export function checkSeatedCounts(lines: CheckLines, { settings: { seated, size }, quotas }: Manifest): boolean {
  if (seated === undefined) {
    const isCounted = quotas.some(({ values }) => values.some((quota) => quota.seated !== undefined));
    if (isCounted) lines.fail('seated', 'the quotas count seated people, but none are listed');
    return !isCounted;
  }
  const isCounted = quotas.every(
    ({ values }) =>
      values.every((quota) => quota.seated !== undefined) &&
      values.reduce((sum, quota) => sum + (quota.seated ?? 0), 0) === seated.length,
  );
  return lines.check(
    'seated',
    areInOrder(seated) && isCounted && seated.length > 0 && seated.length < size,
    `${seated.length} people on the panel already, counted in every feature`,
    'the list is not in order, or not what the quotas count',
  );
}

/** Whoever is seated is on the panel and on every ticket. */
export function checkSeatedPeople(
  lines: CheckLines,
  { manifest: { settings }, panel }: DrawRecord,
  tickets: readonly (readonly string[])[],
): void {
  const { seated } = settings;
  if (seated === undefined) return;
  const lacks = (people: readonly string[]): boolean => {
    const sitting = new Set(people);
    return !seated.every((person) => sitting.has(person));
  };
  const lacking = tickets.findIndex(lacks);
  lines.check(
    'seated',
    lacking < 0 && !lacks(panel) && panel.length === settings.size,
    tickets.length > 0 ? 'on the panel and on every ticket' : 'on the panel',
    lacking < 0 ? 'not all of them are on the panel' : `not all of them are on ticket ${lacking}`,
  );
}
