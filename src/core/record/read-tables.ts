import { SortitionError } from '../errors.js';
import type { ClassTable } from '../register/classes.js';
import type { PanelDistribution } from '../selection/distribution.js';
import { sumOf } from '../selection/several-panels.js';
import { compareUtf8 } from '../text.js';
import type { Manifest } from './manifest.js';
import { csvLine, partColumns } from './tables.js';

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

/** distribution.csv, or lottery.csv of the composition form; T seats a composition, `panels` parts where that is more than one. */
export function readDistribution(text: string, T: number, file: string, panels = 1): PanelDistribution {
  const rows = readCsv(text, file, ['weight', ...partColumns('composition', panels)]);
  const parts = rows.map(([, ...cells], i) =>
    cells.map((cell) => {
      const seats = cell.split(' ').map((number) => whole(number, file, i + 2));
      if (seats.length !== T) refuse(file, i + 2);
      return Int32Array.from(seats);
    }),
  );
  return {
    compositions: parts.map((of) => (panels === 1 && of[0]) || sumOf(of, T)),
    weights: rows.map((cells, i) => whole(cells[0] ?? '', file, i + 2)),
    ...(panels > 1 && { parts }),
  };
}

/** lottery.csv of the named form: the pseudonyms on each ticket, tickets numbered from 0; of several panels, on each of its parts. */
export function readTickets(text: string, panels = 1): string[][] {
  const file = 'lottery.csv';
  return readCsv(text, file, ['ticket', ...partColumns('panel', panels)]).flatMap(([number, ...parts], ticket) => {
    if (number !== String(ticket)) refuse(file, ticket + 2);
    return parts.map((panel) => panel.split(' '));
  });
}

/** Everybody on each ticket, in order of bytes: `lists` are its parts, `panels` a ticket. */
export function wholeTickets(lists: readonly (readonly string[])[], panels: number): string[][] {
  return ticketByTicket(lists, panels).map((parts) =>
    parts.length === 1 ? [...(parts[0] ?? [])] : parts.flat().sort(compareUtf8),
  );
}

/** So many a ticket. */
export const ticketByTicket = <T>(lists: readonly T[], panels: number): T[][] =>
  Array.from({ length: Math.ceil(lists.length / panels) }, (_, i) => lists.slice(i * panels, (i + 1) * panels));

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
