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

/** The list of people who sit beside the panel, and that none of them was drawn; silent where there are none. */
export function checkExOfficio(
  lines: CheckLines,
  { settings: { seated = [], ex_officio: exOfficio } }: Manifest,
  { tickets, people }: { readonly tickets?: readonly (readonly string[])[]; readonly people?: ReadonlySet<string> },
): void {
  if (exOfficio === undefined) return;
  const given = new Set(exOfficio);
  const isSound = exOfficio.length > 0 && areInOrder(exOfficio) && !seated.some((person) => given.has(person));
  const areKnown = people === undefined || exOfficio.every((person) => people.has(person));
  const on = (tickets ?? []).findIndex((ticket) => ticket.some((person) => given.has(person)));
  lines.check(
    'ex officio',
    isSound && areKnown && on < 0,
    `${exOfficio.length} people of the pool who sit beside the panel${tickets === undefined ? '' : ', on no ticket'}`,
    !isSound
      ? 'the list is not in order, or names somebody who is on the panel already'
      : areKnown
        ? `somebody who sits ex officio is on ticket ${on}`
        : 'somebody of them is not in the pool',
  );
}

/** Nobody who sits ex officio was drawn, nor is to be called; silent where all is well. */
export function checkExOfficioDrawn(
  lines: CheckLines,
  { manifest: { settings }, panel, alternates }: DrawRecord,
): void {
  const given = new Set(settings.ex_officio);
  if ([...panel, ...alternates].some((person) => given.has(person)))
    lines.fail('ex officio', 'somebody who sits ex officio was drawn, or is an alternate');
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
