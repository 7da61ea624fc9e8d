import type { ChanceFigures, ChanceStep } from '../../core/record/figures/chance-figures.js';
import { chancesCurve } from './chances-part.js';
import { escapeHtml } from './drawing.js';
import { type Html, pageOf, paragraphs, tableOf } from './frame.js';
import { type Writing, writingIn } from './report-page.js';

/** The chances that an objective gives, before any draw. */
export interface ComparedObjective {
  readonly objective: string;
  readonly steps: readonly ChanceStep[];
  readonly figures: ChanceFigures;
}

export interface Comparison {
  readonly title: string;
  readonly seats: number;
  readonly pool: number;
  readonly unseatable: number;
  readonly version: string;
  readonly objectives: readonly ComparedObjective[];
}

/** Objectives side by side, for the choice before the draw. */
export async function objectivesPage(comparison: Comparison, language: string): Promise<string> {
  const writing = writingIn(language);
  const { words } = writing;
  const { title, seats, pool, unseatable, version, objectives } = comparison;
  const next = words.compareNext(objectives.map(({ objective }) => objective).join(', '));
  return pageOf({
    ...{ language, title, kind: words.compareKind, skip: words.skip, contents: words.contents },
    intro: paragraphs([words.compareLead(pool, seats)]),
    sections: [
      {
        id: 'table',
        title: words.compareTable,
        body: `${paragraphs([
          words.compareTableSays,
          ...(unseatable > 0 ? [words.compareUnseatable(unseatable)] : []),
        ])}\n${tableHtml(objectives, writing)}\n${paragraphs([words.compareBest, words.plainRandomNote, words.giniSays])}`,
      },
      { id: 'curves', title: words.compareCurves, body: await cardsHtml(objectives, writing) },
    ],
    footer: paragraphs([next, words.aboutMade(version)]),
  });
}

function tableHtml(objectives: readonly ComparedObjective[], { words, numbers }: Writing): Html {
  const columns: {
    name: string;
    of: (figures: ChanceFigures) => number;
    text: (value: number) => string;
    isHigh: boolean;
  }[] = [
    { name: words.lowest, of: ({ least }) => least, text: numbers.percent, isHigh: true },
    { name: words.highest, of: ({ greatest }) => greatest, text: numbers.percent, isHigh: false },
    { name: words.geometricMean, of: ({ geometricMean }) => geometricMean, text: numbers.percent, isHigh: true },
    { name: words.gini, of: ({ gini }) => gini, text: (gini) => numbers.decimal(gini, 3), isHigh: false },
    ...(objectives.some(({ figures }) => figures.withoutChance > 0)
      ? [
          {
            name: words.withoutChance,
            of: ({ withoutChance }: ChanceFigures) => withoutChance,
            text: numbers.count,
            isHigh: false,
          },
        ]
      : []),
  ];
  // What is written the same is the same: the last digits of a solver are nobody’s reason to choose.
  const best = columns.map(({ of, text, isHigh }) => {
    const values = objectives.map(({ figures }) => of(figures));
    return text(isHigh ? Math.max(...values) : Math.min(...values));
  });
  const rows = objectives.map(({ objective, figures }) => [
    objective,
    ...columns.map(({ of, text }, c) => {
      const told = text(of(figures));
      return told === best[c] ? { html: `<b>${escapeHtml(told)}</b>` } : told;
    }),
  ]);
  const mean = objectives[0]?.figures.mean ?? 0;
  const even = { least: mean, greatest: mean, geometricMean: mean, mean, gini: 0, withoutChance: 0, people: 0 };
  return tableOf(
    words.compareTable,
    [words.compareObjective, ...columns.map(({ name }) => name)],
    [...rows, [words.plainRandom, ...columns.map(({ of, text }) => text(of(even)))]],
  );
}

async function cardsHtml(objectives: readonly ComparedObjective[], writing: Writing): Promise<Html> {
  const { words } = writing;
  const most = Math.max(...objectives.map(({ figures }) => figures.greatest));
  const cards: Html[] = [];
  for (const { objective, steps, figures } of objectives) {
    const chart = await chancesCurve(steps, figures, writing, { most, height: 220 });
    cards.push(`<div class="chart curve">
<h3>${escapeHtml(objective)}</h3>
${paragraphs([words.objectives[objective] ?? '', words.givesUp[objective] ?? ''])}
<figure>${chart}</figure>
</div>`);
  }
  return `${paragraphs([words.chancesSay])}\n<div class="cards">\n${cards.join('\n')}\n</div>`;
}
