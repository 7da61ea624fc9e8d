import type { DrawRecord } from '../core/record/draw-record.js';
import type { Manifest } from '../core/record/manifest.js';
import { readPeopleTable } from '../core/record/read-pool.js';
import { range } from '../documents/words.js';
import { columnHeads, element } from './dom.js';
import type { Findings } from './examine.js';

/** The quotas and, for features that are published, what the panel has of each value. */
export function quotaTable({ files, record }: Findings, manifest: Manifest): HTMLElement {
  const seats = record && seatsOf(files.texts.get('people.csv') ?? '', record);
  const bodies = manifest.quotas.map(({ feature, values }) => {
    const counts = seats?.get(feature);
    const rows = values.map(({ value, min, max }) => {
      const cells = [range(min, max), ...(seats === undefined ? [] : [shown(counts, value)])];
      return element(
        'tr',
        {},
        element('th', { scope: 'row', class: 'value' }, value),
        ...cells.map((text) => element('td', { class: 'value' }, text)),
      );
    });
    const columns = String(seats === undefined ? 2 : 3);
    const head = element('tr', {}, element('th', { scope: 'rowgroup', colspan: columns }, feature));
    return element('tbody', {}, head, ...rows);
  });
  const names = ['Who', 'Seats', ...(seats === undefined ? [] : ['On the panel'])];
  return element('table', { class: 'quotas' }, columnHeads(...names), ...bodies);
}

type Counts = ReadonlyMap<string, number>;

const shown = (counts: Counts | undefined, value: string): string =>
  counts === undefined ? 'not published' : String(counts.get(value) ?? 0);

/** Seats by value, for each published feature; undefined where nothing is published, or people.csv cannot be read. */
function seatsOf(text: string, { panel, manifest }: DrawRecord): ReadonlyMap<string, Counts> | undefined {
  const { published = [] } = manifest;
  if (published.length === 0) return undefined;
  const seats = new Map(published.map((feature) => [feature, new Map<string, number>()]));
  try {
    const onPanel = new Set(panel);
    for (const { values } of readPeopleTable(text, manifest).filter(({ pseudonym }) => onPanel.has(pseudonym))) {
      published.forEach((feature, column) => {
        const counts = seats.get(feature);
        const value = values[column] ?? '';
        counts?.set(value, (counts.get(value) ?? 0) + 1);
      });
    }
  } catch {
    return undefined;
  }
  return seats;
}
