import type { NamedLottery } from '../lottery/named-lottery.js';
import type { Classes } from '../register/classes.js';
import type { Pool } from '../register/pool.js';
import type { PanelDistribution } from '../selection/distribution.js';
import type { Composition } from '../selection/instance.js';
import type { PersonChance } from './draw.js';

/** The published tables, as canonical text: comma, LF, a header, fields quoted only where they must be. */

export const csvLine = (fields: readonly (string | number)[]): string => `${fields.map(csvField).join(',')}\n`;

export const csvField = (field: string | number): string => {
  const text = String(field);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** `class,people,homes,household_group,group_homes` and a column a feature; group 0 cannot be overdrawn. */
export function classesTable(pool: Pool, classes: Classes): string {
  const F = pool.quotas.length;
  const header = ['class', 'people', 'homes', 'household_group', 'group_homes'];
  let text = csvLine([...header, ...pool.quotas.map(({ feature }) => feature)]);
  classes.groups.forEach((group, t) => {
    const profile = pool.quotas.map(({ quotas }, f) => quotas[classes.profiles[t * F + f]!]!.value);
    const people = classes.starts[t + 1]! - classes.starts[t]!;
    text += csvLine([t, people, classes.homes[t]!, group, classes.limits[group]!, ...profile]);
  });
  return text;
}

/** `weight,composition`: weights over 2^40, seats in the order of classes.csv; of several panels, a column a part. */
export function distributionTable({ compositions, weights, parts }: PanelDistribution): string {
  const header = csvLine(['weight', ...partColumns('composition', parts?.[0]?.length)]);
  return header + compositions.map((y, c) => `${weights[c]},${seatsOf(parts?.[c] ?? [y])}\n`).join('');
}

const seatsOf = (parts: readonly Composition[]): string => parts.map((part) => part.join(' ')).join(',');

/** The columns of what is drawn: one, or where several panels are drawn at once, one for each. */
export const partColumns = (name: string, parts = 1): string[] =>
  parts === 1 ? [name] : Array.from({ length: parts }, (_, i) => `part_${i + 1}`);

/**
 * `id,tickets,probability,exact_probability`, a person a row in pool order: tickets of M (blank in the composition form),
 * the chance the lottery gives, and the objective's probability before any rounding; with panels in reserve, then the
 * chance of a seat there, `reserve_probability`. In pieces, since a register has a
 * million people.
 */
export function* probabilitiesTable(ids: readonly string[], chances: readonly PersonChance[]): Generator<string> {
  const hasReserve = chances[0]?.reserve !== undefined;
  let rows = csvLine([
    'id',
    'tickets',
    'probability',
    'exact_probability',
    ...(hasReserve ? ['reserve_probability'] : []),
  ]);
  let last: PersonChance | undefined;
  let numbers = '';
  for (const [person, chance] of chances.entries()) {
    // People of a class share their chance: told once, while they follow one another.
    if (chance !== last) numbers = numbersOf(chance);
    last = chance;
    rows += `${csvField(ids[person]!)},${numbers}`;
    if ((person + 1) % ROWS_AT_ONCE > 0) continue;
    yield rows;
    rows = '';
  }
  yield rows;
}

const numbersOf = ({ tickets, probability, exact, reserve }: PersonChance): string =>
  `${[tickets ?? '', ...[probability, exact, ...(reserve === undefined ? [] : [reserve])].map(decimal)].join(',')}\n`;

const ROWS_AT_ONCE = 4096;

/** Twelve digits after the point, trailing zeros left out. */
const decimal = (value: number): string => (Number.isNaN(value) ? '' : value.toFixed(12).replace(/\.?0+$/, ''));

/** `id,arm`, a row for each of the panel, in its order. */
export const armsTable = (ids: readonly string[], arms: readonly string[]): string =>
  csvLine(['id', 'arm']) + ids.map((id, i) => csvLine([id, arms[i] ?? ''])).join('');

/** `ticket,panel`: pseudonyms in canonical order, joined by a space; of several panels, a column a part. */
export function ticketsTable(pool: Pool, { panels, parts }: NamedLottery): string {
  const names = (people: Int32Array): string => Array.from(people, (person) => pool.pseudonyms[person]).join(' ');
  const rows = panels.map((people, ticket) => `${ticket},${(parts?.[ticket] ?? [people]).map(names).join(',')}\n`);
  return csvLine(['ticket', ...partColumns('panel', parts?.[0]?.length)]) + rows.join('');
}
