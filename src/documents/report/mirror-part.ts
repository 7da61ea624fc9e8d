import type { MirrorFeature, MirrorRow } from '../../core/record/figures/mirror.js';
import { type Bar, drawBars } from './charts.js';
import type { ReportContent } from './content.js';
import { COLOUR, escapeHtml } from './drawing.js';
import { figure, type Html, paragraphs, type Section, tableOf } from './frame.js';
import type { Writing } from './report-page.js';

/** Which columns there are: where everybody could be drawn, the pool is the population. */
interface Columns {
  readonly hasPopulation: boolean;
  readonly hasPool: boolean;
}

export const columnsOf = ({ population }: ReportContent): Columns => ({
  hasPopulation: population !== undefined,
  hasPool: population !== 'pool',
});

/** 55 or 55–56. */
export const quotaText = ({ min, max }: Pick<MirrorRow, 'min' | 'max'>, { numbers }: Writing): string =>
  min === max ? numbers.count(min) : `${numbers.count(min)}–${numbers.count(max)}`;

/** Of whom it is still known what they are: shares of the panel are shares of these. */
export const knownSeats = ({ record, facts }: ReportContent): number => Math.max(1, record.panel.length - facts.erased);

/** Population, pool, panel and quota of every feature side by side. */
export async function mirrorSection(content: ReportContent, writing: Writing): Promise<Section> {
  const { words } = writing;
  const columns = columnsOf(content);
  const { hasPopulation, hasPool } = columns;
  const parts: Html[] = [];
  for (const feature of content.facts.features)
    if (feature.rows.length > 1) parts.push(await featureHtml(feature, content, writing));
  const says = hasPopulation ? (hasPool ? words.mirrorSays.all : words.mirrorSays.population) : words.mirrorSays.pool;
  const notes = content.facts.erased > 0 ? [words.erased(content.facts.erased)] : [];
  return {
    id: 'mirror',
    title: words.mirror,
    body: `${paragraphs([says, ...notes])}\n${keyHtml(columns, writing)}\n${parts.join('\n')}`,
  };
}

function keyHtml({ hasPopulation, hasPool }: Columns, { words }: Writing): Html {
  const items: [string, string][] = [
    ...(hasPopulation ? [['population', words.population] as [string, string]] : []),
    ...(hasPool ? [['pool', words.pool] as [string, string]] : []),
    ['panel', words.panel],
    ['quota', words.quota],
  ];
  return `<ul class="key">${items.map(([kind, name]) => `<li><span class="${kind}"></span>${escapeHtml(name)}</li>`).join('')}</ul>`;
}

async function featureHtml({ feature, rows }: MirrorFeature, content: ReportContent, writing: Writing): Promise<Html> {
  const { words, numbers } = writing;
  const { facts, record } = content;
  const { hasPopulation, hasPool } = columnsOf(content);
  const seats = record.panel.length;
  const told = rows.map((row) => {
    const { names, population, pool, panel, min, max } = row;
    const name = names.join(', ');
    const shares = {
      population: population === undefined ? '' : numbers.percent(population),
      pool: numbers.percent(pool / facts.pool),
      panel: numbers.percent(panel / knownSeats(content)),
    };
    const bars: Bar[] = [
      ...(population !== undefined && hasPopulation
        ? [{ value: population, text: shares.population, colour: COLOUR.population }]
        : []),
      ...(hasPool ? [{ value: pool / facts.pool, text: shares.pool, colour: COLOUR.pool }] : []),
      {
        value: panel / knownSeats(content),
        text: `${words.seats(panel)} · ${shares.panel}`,
        colour: COLOUR.panel,
        isMain: true,
        bracket: [min / seats, Math.min(max, seats) / seats],
      },
    ];
    const cells = [
      name,
      ...(hasPopulation ? [shares.population] : []),
      ...(hasPool ? [shares.pool] : []),
      shares.panel,
      numbers.count(panel),
      quotaText(row, writing),
    ];
    const alt = words.altMirrorRow(name, [
      ...(hasPopulation ? [`${words.population} ${shares.population}`] : []),
      ...(hasPool ? [`${words.pool} ${shares.pool}`] : []),
      `${words.panel} ${shares.panel}, ${words.seats(panel)}`,
      `${words.quota} ${quotaText(row, writing)}`,
    ]);
    return { name, bars, cells, alt };
  });
  const chart = await drawBars(
    told.map(({ name, bars }) => ({ name, bars })),
    words.altMirror(
      feature,
      told.map(({ alt }) => alt),
    ),
  );
  const head = [
    words.group,
    ...(hasPopulation ? [words.population] : []),
    ...(hasPool ? [words.poolShort] : []),
    words.panel,
    words.seatsColumn,
    words.quota,
  ];
  const table = tableOf(
    feature,
    head,
    told.map(({ cells }) => cells),
  );
  return `<h3>${escapeHtml(feature)}</h3>\n${figure('bars', chart, table)}`;
}
