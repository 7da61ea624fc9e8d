import type { ChanceFigures, ChanceStep } from '../../core/record/figures/chance-figures.js';
import { drawCurve } from './charts.js';
import type { ReportContent } from './content.js';
import { escapeHtml } from './drawing.js';
import { figure, type Html, paragraphs, type Section, tableOf } from './frame.js';
import type { Writing } from './report-page.js';

/** The chances of everybody, beside what plain random selection would give. */
export async function chancesSection({ facts }: ReportContent, writing: Writing): Promise<Section> {
  const { words } = writing;
  const { steps, figures } = facts.chances;
  const chart = await chancesCurve(steps, figures, writing);
  const random = chanceColumn(
    { ...figures, ...RANDOM, least: figures.mean, greatest: figures.mean, geometricMean: figures.mean },
    writing,
  );
  const own = chanceColumn(figures, writing);
  const table = tableOf(
    words.chances,
    [words.chance, words.thisLottery, words.plainRandom],
    own.map(([name, text], i) => [name, text, random[i]?.[1] ?? '']),
  );
  return {
    id: 'chances',
    title: words.chances,
    body: `${paragraphs([words.chancesSay])}\n${figure('curve', chart, `${table}\n<p class="say">${escapeHtml(words.giniSays)}</p>`)}`,
  };
}

/** The curve of all chances, with the level of plain random selection. `frame`: where several are to be compared. */
export function chancesCurve(
  steps: readonly ChanceStep[],
  { least, greatest, mean }: ChanceFigures,
  { words, numbers }: Writing,
  frame: { readonly most?: number; readonly height?: number } = {},
): Promise<Html> {
  return drawCurve(steps, {
    alt: words.altCurve(numbers.percent(least), numbers.percent(greatest), numbers.percent(mean)),
    axes: { x: words.peopleFromLowest, y: words.chance },
    level: { value: mean, text: `${words.plainRandom}${words.colon}${numbers.percent(mean)}` },
    percent: numbers.mark,
    ...frame,
  });
}

/** 1 in 2 is the last that says more than its percentage. */
const OFTEN = 0.5;
const RANDOM = { gini: 0, withoutChance: 0 };

/** The figures of a list of chances, each with its name. */
function chanceColumn(figures: ChanceFigures, { words, numbers }: Writing): [string, string][] {
  const chance = (value: number): string =>
    value > 0 && value < OFTEN ? `${numbers.percent(value)} (${words.oneIn(value)})` : numbers.percent(value);
  return [
    [words.lowest, chance(figures.least)],
    [words.highest, chance(figures.greatest)],
    [words.geometricMean, numbers.percent(figures.geometricMean)],
    [words.gini, numbers.decimal(figures.gini, 3)],
    ...(figures.withoutChance > 0
      ? [[words.withoutChance, numbers.count(figures.withoutChance)] as [string, string]]
      : []),
  ];
}
