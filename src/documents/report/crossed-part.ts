import type { CrossTable } from '../../core/record/figures/crossed.js';
import { drawMirror } from './charts.js';
import type { ReportContent } from './content.js';
import { escapeHtml } from './drawing.js';
import { figure, type Html, paragraphs, type Section, tableOf } from './frame.js';
import type { Writing } from './report-page.js';

/** Two features together, against the population. */
export async function crossedSection(
  { facts }: ReportContent,
  { words, numbers }: Writing,
): Promise<Section | undefined> {
  const { crosses, features } = facts;
  const nameOf = (f: number): string => features[f]?.feature ?? '';
  const rowName = (f: number, row: number): string => features[f]?.rows[row]?.names.join(', ') ?? '';
  const named = crosses.map((cross) => ({
    cross,
    pair: cross.of.map(nameOf).join(' × '),
    cells: cross.cells.map((cell) => ({
      ...cell,
      name: `${rowName(cross.of[0], cell.row)} × ${rowName(cross.of[1], cell.column)}`,
    })),
  }));
  const cells = named.flatMap(({ cells: of }) => of);
  const [furthest] = [...cells].sort((a, b) => Math.abs(b.panel - b.expected) - Math.abs(a.panel - a.expected));
  if (furthest === undefined) return undefined;
  const seats = (value: number): string => numbers.decimal(value, 1);
  const mean = (of: (cross: CrossTable) => number): number =>
    crosses.reduce((sum, cross) => sum + of(cross), 0) / crosses.length;
  const chart = await drawMirror(cells, {
    alt: words.altCrossed(cells.length, words.altCrossedCell(furthest.name, seats(furthest.expected), furthest.panel)),
    axes: { x: words.expectedSeats, y: words.panelSeats },
    count: (value) => numbers.decimal(value, Number.isInteger(value) ? 0 : 1),
  });
  const summary = tableOf(
    words.crossed,
    [words.pairColumn, words.offColumn, words.chanceColumn],
    named.map(({ pair, cross }) => [pair, seats(cross.seatsOff), seats(cross.byChance)]),
  );
  const details = named.map(({ pair, cross: { others }, cells: of }): Html => {
    const rest =
      others === undefined
        ? []
        : [[words.otherCombinations(others.cells), seats(others.expected), numbers.count(others.panel)]];
    const rows = of.map(({ name, expected, panel }) => [name, seats(expected), numbers.count(panel)]);
    const table = tableOf(pair, [words.group, words.expectedSeats, words.panelSeats], [...rows, ...rest]);
    return `<details><summary>${escapeHtml(words.allCombinations(pair))}</summary>\n${table}\n</details>`;
  });
  const says = [
    words.crossedSays,
    words.crossedSum(crosses.length, seats(mean(({ seatsOff }) => seatsOff)), seats(mean(({ byChance }) => byChance))),
  ];
  return {
    id: 'crossed',
    title: words.crossed,
    body: `${paragraphs(says)}\n${figure('scatter', chart, summary)}\n${details.join('\n')}`,
  };
}
