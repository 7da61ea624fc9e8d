import { relative } from 'node:path';
import { grouped } from '../index.js';

export { grouped };

/** Numbers and tables as people read them, the same in every locale. */

/** 0.0491 → 4.91 %; small chances keep three digits that matter. */
export function percent(share: number): string {
  const value = share * 100;
  let digits = 1;
  for (let rest = Math.abs(value); rest > 0 && rest < 10 && digits < 8; rest *= 10) digits++;
  return `${value.toFixed(Math.abs(value) >= 99.95 ? 0 : digits)} %`;
}

/** 0.0014 → 1 in 714 */
export const oneIn = (chance: number): string => (chance > 0 ? `1 in ${grouped(Math.round(1 / chance))}` : 'none');

/** 4.6 % (1 in 22); what rounds to 1 in 1 needs no such help. */
export const chanceText = (chance: number): string =>
  chance < 2 / 3 ? `${percent(chance)} (${oneIn(chance)})` : percent(chance);

/** 1 person, 2 people */
export const counted = (n: number, one: string, many = `${one}s`): string => `${grouped(n)} ${n === 1 ? one : many}`;

/** How many rows are named where there may be many. */
const NAMED_ROWS = 5;

/** [7] → row 7, [3, 4, 9] → rows 3, 4, 9; no more than a few of them. */
export function someRows(rows: readonly number[]): string {
  const more = rows.length - NAMED_ROWS;
  const named = rows.slice(0, NAMED_ROWS).join(', ');
  return `${rows.length === 1 ? 'row' : 'rows'} ${named}${more > 0 ? ` and ${grouped(more)} more` : ''}`;
}

/** A range as it is written in quotas: 55 or 55–56. */
export const range = (min: number, max: number): string =>
  min === max ? grouped(min) : `${grouped(min)}–${grouped(max)}`;

/** Lines of a table: the first column to the left, all others to the right, two spaces between. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, width(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - width(cell));
        return column === 0 ? cell + space : space + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Code points, without combining marks: near enough to columns for names of features and values. */
const width = (text: string): number => Array.from(text.replaceAll(/\p{M}/gu, '')).length;

/** A path as the person at the terminal would write it. */
export const shortPath = (path: string): string => {
  const short = relative('.', path);
  return short === '' ? '.' : short.startsWith('..') ? path : short;
};
