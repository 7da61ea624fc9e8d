import { inNumberOrder } from '../lottery/deal.js';
import type { DrawSeed } from '../lottery/draw-seed.js';
import type { Hash } from '../ports.js';
import { compareUtf8, grouped } from '../text.js';
import { canonicalJson } from './canonical-json.js';
import { type CheckLines, whatIsDrawn } from './check-lines.js';
import type { DrawRecord } from './draw-record.js';
import type { PublicPerson } from './read-pool.js';
import { panelsDrawn } from './several-settings.js';
import { areInOrder } from './verify-manifest.js';

export interface PublicEvidence {
  /** Of each ticket, its panels. */
  readonly tickets: readonly (readonly (readonly string[])[])[] | undefined;
  readonly people: readonly PublicPerson[] | undefined;
  /** Undefined where the number is not the one that it gives. */
  readonly seed: DrawSeed | undefined;
}

/** Where several panels are drawn: as many as there should be, and who is on those not in reserve. Silent where they are. */
export function checkPanelList(lines: CheckLines, { panel, panels, manifest: { settings } }: DrawRecord): boolean {
  const drawn = panelsDrawn(settings);
  if (panels === undefined && drawn === 1) return true;
  const inUse = (panels ?? [panel]).slice(0, drawn - (settings.reserve ?? 0)).flat();
  const isWhole = panels === undefined ? drawn === 1 : drawn > 1 && panels.length === drawn && panels.every(areInOrder);
  const isThat = inUse.sort(compareUtf8).join(' ') === panel.join(' ');
  if (!isWhole) lines.fail('panel', `the record has not the ${drawn} panels that were to be drawn`);
  else if (!isThat) lines.fail('panel', 'the panels of the record are not the people on its panel');
  return isWhole && isThat;
}

/**
 * Without the pool: the panel of the named form is what stands on the ticket; who gets the seats of a composition, and who the
 * alternates are, stays open, but not that they are as many different people as there should be.
 */
export function checkPublicPanel(
  lines: CheckLines,
  hash: Hash,
  record: DrawRecord,
  { tickets, people, seed }: PublicEvidence,
): void {
  const { panel, alternates, number, manifest } = record;
  const { settings } = manifest;
  const { panels: ofRecord = [panel] } = record;
  const known = people && new Set(people.map(({ pseudonym }) => pseudonym));
  const areKnown = (names: readonly string[]): boolean => known === undefined || names.every((name) => known.has(name));
  const everybody = ofRecord.flat();
  if (tickets === undefined) {
    const several = ofRecord.length === 1 ? '' : `, on ${ofRecord.length} panels`;
    const isWhole = (people: readonly string[]): boolean => people.length === settings.size && areInOrder(people);
    const areDifferent = new Set(everybody).size === settings.size * panelsDrawn(settings);
    lines.check(
      'panel',
      ofRecord.every(isWhole) && areDifferent && areKnown(everybody),
      `${grouped(everybody.length)} different ${whatIsDrawn(settings)}${several}`,
      `not ${grouped(settings.size)} different ${whatIsDrawn(settings)} of the pool, in order${several}`,
    );
  } else {
    const expected = seed === undefined ? undefined : inNumberOrder(hash, seed, tickets[number] ?? []);
    lines.check(
      'panel',
      canonicalJson(expected ?? []) === canonicalJson(ofRecord),
      `the people of ticket ${number}`,
      `not the people of ticket ${number}`,
    );
  }
  const seats = new Set([...everybody, ...alternates]).size;
  lines.check(
    'alternates',
    alternates.length <= settings.alternates && seats === everybody.length + alternates.length && areKnown(alternates),
    `${alternates.length}, nobody twice or on the panel`,
    'they are too many, or somebody is called twice, sits on the panel, or is not in the pool',
  );
}
