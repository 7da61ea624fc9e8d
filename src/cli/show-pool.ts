import { comparable, type People, panelsDrawn, type Quotas } from '../index.js';
import { counted, grouped, percent, range, shortPath, table } from './format.js';
import type { Inputs } from './read-inputs.js';
import type { Terminal } from './terminal.js';

/** How many people can be drawn, and why others cannot. */
export function showPool(terminal: Terminal, people: People): void {
  const n = people.ids.length;
  const file = shortPath(people.table.path);
  const { units } = people;
  const all = units?.reduce((sum, members) => sum + members.length, 0) ?? 0;
  const who = units ? `${counted(n, 'unit')} of ${counted(all, 'person', 'people')}` : counted(n, 'person', 'people');
  terminal.line('Pool', `${who} can be drawn, of ${counted(people.rows, 'row')} in ${file}`);
  for (const { reason, count } of people.ineligible) terminal.line('', `${grouped(count)} left out: ${reason}`);
}

/** How many people are on the panel already, or sit beside it; nothing where nobody is. */
export function showSeated(terminal: Terminal, { seated, exOfficio, beside, settings }: Inputs): void {
  if (seated.length > 0) terminal.line('', `already seated  ${grouped(seated.length)}`);
  const { length } = beside.rows;
  if (length === 0) return;
  const elsewhere = length - exOfficio.length;
  const known = elsewhere === 0 ? '' : `, ${grouped(elsewhere)} of them not in the pool`;
  terminal.line(
    '',
    `ex officio  ${grouped(length)}, beside the ${panelsDrawn(settings) > 1 ? 'panels' : 'panel'}${known}`,
  );
}

/**
 * Seats, quota and pool, value by value, in the order of the quotas file. `panels` are positions in the pool; without any
 * there is no column of seats, and of several it has the seats of each.
 */
export function showQuotas(
  terminal: Terminal,
  people: People,
  quotas: Quotas,
  panels: readonly Int32Array[] = [],
): void {
  const { pool } = people;
  const F = pool.quotas.length;
  const rows: string[][] = [['', ...(panels.length === 0 ? [] : ['seats']), 'quota', 'pool', 'of it']];
  const headings = new Set<number>();
  for (const { feature, quotas: values } of quotas) {
    const f = pool.quotas.findIndex((canonical) => canonical.feature === comparable(feature));
    const numbers = new Map(pool.quotas[f]?.quotas.map(({ value }, number) => [value, number]));
    headings.add(rows.length);
    rows.push([feature]);
    for (const { value, min, max } of values) {
      const number = numbers.get(comparable(value)) ?? -1;
      const inPool = countValue(pool.values, F, f, number);
      const seats = panels.map((panel) =>
        panel.reduce((sum, person) => sum + (pool.values[person * F + f] === number ? 1 : 0), 0),
      );
      rows.push([
        `  ${value}`,
        ...(seats.length === 0 ? [] : [seatsOfEach(seats)]),
        range(min, max),
        grouped(inPool),
        percent(inPool / pool.pseudonyms.length),
      ]);
    }
  }
  table(rows).forEach((line, i) => {
    terminal.say(`  ${i === 0 ? terminal.dim(line) : headings.has(i) ? terminal.bold(line) : line}`);
  });
}

/** Above this many panels a line would be too wide. */
const SHOWN_PANELS = 8;

const seatsOfEach = (seats: readonly number[]): string =>
  seats.length > SHOWN_PANELS ? range(Math.min(...seats), Math.max(...seats)) : seats.map(grouped).join(' ');

function countValue(values: Uint16Array, F: number, f: number, number: number): number {
  let count = 0;
  for (let at = f; at < values.length; at += F) if (values[at] === number) count++;
  return count;
}
