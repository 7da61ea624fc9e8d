import { SortitionError } from '../errors.js';
import type { ClassTable } from '../register/classes.js';
import type { PanelDistribution } from '../selection/distribution.js';
import type { Manifest } from './manifest.js';

/** Reads the published tables back, strictly: what differs from what the toolkit writes is refused with its row. */

/** What a 32-bit count can hold. */
const MOST_PEOPLE = 2 ** 31 - 1;

/** classes.csv: profiles as value numbers of the manifest's quotas, people, homes and household groups. */
export function readClasses(text: string, quotas: Manifest['quotas']): ClassTable {
  const file = 'classes.csv';
  const [header, ...rows] = readCsv(text, file);
  const expected = ['class', 'people', 'homes', 'household_group', 'group_homes', ...quotas.map((q) => q.feature)];
  if (header?.join() !== expected.join()) refuse(file, 1);
  const numbers = quotas.map(({ values }) => new Map(values.map(({ value }, number) => [value, number])));
  const F = quotas.length;
  const profiles = new Uint16Array(rows.length * F);
  const groups = new Int32Array(rows.length);
  const homes = new Int32Array(rows.length);
  const starts = new Int32Array(rows.length + 1);
  const limits: number[] = [];
  for (const [t, cells] of rows.entries()) {
    const [number, people, differentHomes, group, limit] = cells.slice(0, 5).map((cell) => whole(cell, file, t + 2));
    if (
      number !== t ||
      people === undefined ||
      differentHomes === undefined ||
      group === undefined ||
      limit === undefined ||
      cells.length !== 5 + F ||
      people === 0 ||
      differentHomes > people ||
      starts[t]! + people > MOST_PEOPLE ||
      group > rows.length
    ) {
      refuse(file, t + 2);
    }
    homes[t] = differentHomes;
    groups[t] = group;
    starts[t + 1] = starts[t]! + people;
    if (limits[group] !== undefined && limits[group] !== limit) refuse(file, t + 2);
    limits[group] = limit;
    for (let f = 0; f < F; f++) profiles[t * F + f] = numbers[f]!.get(cells[5 + f] ?? '') ?? refuse(file, t + 2);
  }
  return { profiles, starts, homes, groups, limits: Array.from(limits, (limit) => limit ?? 0) };
}

/** distribution.csv, or lottery.csv of the composition form; T seats a composition. */
export function readDistribution(text: string, T: number, file: string): PanelDistribution {
  const [header, ...rows] = readCsv(text, file);
  if (header?.join() !== 'weight,composition') refuse(file, 1);
  const compositions = rows.map((cells, i) => {
    const seats = (cells[1] ?? '').split(' ').map((cell) => whole(cell, file, i + 2));
    if (seats.length !== T || cells.length !== 2) refuse(file, i + 2);
    return Int32Array.from(seats);
  });
  return { compositions, weights: rows.map((cells, i) => whole(cells[0] ?? '', file, i + 2)) };
}

/** lottery.csv of the named form: the pseudonyms on each ticket, tickets numbered from 0. */
export function readTickets(text: string): string[][] {
  const file = 'lottery.csv';
  const [header, ...rows] = readCsv(text, file);
  if (header?.join() !== 'ticket,panel') refuse(file, 1);
  return rows.map((cells, ticket) => {
    if (cells.length !== 2 || cells[0] !== String(ticket)) refuse(file, ticket + 2);
    return (cells[1] ?? '').split(' ');
  });
}

/** Rows of canonical CSV. Throws TABLE_SHAPE. */
export function readCsv(text: string, file: string): string[][] {
  if (!text.endsWith('\n')) refuse(file, text.split('\n').length);
  return splitRows(text.slice(0, -1)).map((line, i) => {
    const fields = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)];
    if (fields.map(([field]) => field).join('') !== line) refuse(file, i + 1);
    return fields.map(([, inQuotes, plain]) => inQuotes?.replaceAll('""', '"') ?? plain ?? '');
  });
}

/** A line feed between quotes belongs to the field. */
function splitRows(text: string): string[] {
  const rows: string[] = [];
  let open = '';
  let inQuotes = false;
  for (const line of text.split('\n')) {
    if (line.split('"').length % 2 === 0) inQuotes = !inQuotes;
    if (inQuotes) open += `${line}\n`;
    else {
      rows.push(open + line);
      open = '';
    }
  }
  return inQuotes ? [...rows, open] : rows;
}

export function whole(cell: string, file: string, row: number): number {
  if (!/^(0|[1-9]\d{0,14})$/.test(cell)) refuse(file, row);
  return Number(cell);
}

export function refuse(file: string, row: number): never {
  throw new SortitionError('TABLE_SHAPE', { file }, { file, row });
}
