import { SortitionError } from '../errors.js';
import type { ClassTable } from '../register/classes.js';
import type { PanelDistribution } from '../selection/distribution.js';
import type { Manifest } from './manifest.js';
import { csvLine } from './tables.js';

/** Reads the published tables back, strictly: what differs from what the toolkit writes is refused with its row. */

/** What a 32-bit count can hold. */
const MOST_PEOPLE = 2 ** 31 - 1;

/** classes.csv: profiles as value numbers of the manifest's quotas, people, homes and household groups. */
export function readClasses(text: string, quotas: Manifest['quotas']): ClassTable {
  const file = 'classes.csv';
  const columns = ['class', 'people', 'homes', 'household_group', 'group_homes'];
  const rows = readCsv(text, file, [...columns, ...quotas.map(({ feature }) => feature)]);
  const numbers = quotas.map(({ values }) => new Map(values.map(({ value }, number) => [value, number])));
  const F = quotas.length;
  const profiles = new Uint16Array(rows.length * F);
  const groups = new Int32Array(rows.length);
  const homes = new Int32Array(rows.length);
  const starts = new Int32Array(rows.length + 1);
  const limits: number[] = [];
  const known = new Set<string>();
  for (const [t, cells] of rows.entries()) {
    const [number, people, differentHomes, group, limit] = cells.slice(0, 5).map((cell) => whole(cell, file, t + 2));
    if (
      number !== t ||
      people === undefined ||
      differentHomes === undefined ||
      group === undefined ||
      limit === undefined ||
      differentHomes === 0 ||
      differentHomes > people ||
      starts[t]! + people > MOST_PEOPLE ||
      group > rows.length + 1
    ) {
      refuse(file, t + 2);
    }
    homes[t] = differentHomes;
    groups[t] = group;
    starts[t + 1] = starts[t]! + people;
    if (limits[group] !== undefined && limits[group] !== limit) refuse(file, t + 2);
    limits[group] = limit;
    for (let f = 0; f < F; f++) profiles[t * F + f] = numbers[f]!.get(cells[5 + f] ?? '') ?? refuse(file, t + 2);
    // A class is everybody of a profile and household group.
    const key = [group, ...profiles.subarray(t * F, t * F + F)].join();
    if (known.has(key)) refuse(file, t + 2);
    known.add(key);
  }
  // Group 0 has no limit of its own: everybody is what stands there.
  if (limits[0] !== undefined && limits[0] !== starts[rows.length]) refuse(file, groups.indexOf(0) + 2);
  return { profiles, starts, homes, groups, limits: Array.from(limits, (limit) => limit ?? 0) };
}

/** distribution.csv, or lottery.csv of the composition form; T seats a composition. */
export function readDistribution(text: string, T: number, file: string): PanelDistribution {
  const rows = readCsv(text, file, ['weight', 'composition']);
  const compositions = rows.map((cells, i) => {
    const seats = (cells[1] ?? '').split(' ').map((cell) => whole(cell, file, i + 2));
    if (seats.length !== T) refuse(file, i + 2);
    return Int32Array.from(seats);
  });
  return { compositions, weights: rows.map((cells, i) => whole(cells[0] ?? '', file, i + 2)) };
}

/** lottery.csv of the named form: the pseudonyms on each ticket, tickets numbered from 0. */
export function readTickets(text: string): string[][] {
  const file = 'lottery.csv';
  return readCsv(text, file, ['ticket', 'panel']).map(([number, panel = ''], ticket) => {
    if (number !== String(ticket)) refuse(file, ticket + 2);
    return panel.split(' ');
  });
}

/** The rows below the header of canonical CSV: what would be written otherwise is refused. Throws TABLE_SHAPE. */
export function readCsv(text: string, file: string, header: readonly string[]): string[][] {
  if (!text.endsWith('\n')) refuse(file, text.split('\n').length);
  const [first, ...rows] = splitRows(text.slice(0, -1)).map((line, i) => {
    const isPlain = !line.includes('"') && !line.includes('\r');
    const fields = isPlain ? line.split(',') : fieldsOf(line);
    if (fields.length !== header.length || (!isPlain && csvLine(fields) !== `${line}\n`)) refuse(file, i + 1);
    return fields;
  });
  if (header.some((name, column) => first?.[column] !== name)) refuse(file, 1);
  return rows;
}

const fieldsOf = (line: string): string[] =>
  Array.from(
    `${line},`.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*)),/g),
    ([, inQuotes, plain]) => inQuotes?.replaceAll('""', '"') ?? plain ?? '',
  );

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
