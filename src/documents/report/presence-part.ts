import { drawBars } from './charts.js';
import type { ReportContent } from './content.js';
import { COLOUR } from './drawing.js';
import { figure, paragraphs, type Section, tableOf } from './frame.js';
import type { Writing } from './report-page.js';

/** More are no chart any more. */
const SHOWN = 12;

/** Who is under-represented among those who replied. */
export async function presenceSection(
  { presence }: ReportContent,
  { words, numbers }: Writing,
): Promise<Section | undefined> {
  if (presence.length === 0) return undefined;
  const named = presence.map((of) => ({ ...of, name: `${of.feature}${words.colon}${of.names.join(', ')}` }));
  const missing = named.filter(({ isMissing }) => isMissing);
  const list = missing.map(({ name, ratio }) => `${name} (${whole(ratio, numbers.percent)})`).join('; ');
  const shown = named.slice(0, SHOWN);
  const chart = await drawBars(
    shown.map(({ name, ratio, isMissing }) => ({
      name,
      bars: [
        {
          value: ratio,
          text: whole(ratio, numbers.percent),
          colour: isMissing ? COLOUR.panel : COLOUR.pool,
          isMain: true,
        },
      ],
    })),
    words.altPresence(shown.map(({ name, ratio }) => `${name} ${whole(ratio, numbers.percent)}`)),
    1,
  );
  const hasLetters = presence.some(({ letters }) => letters !== undefined);
  const table = tableOf(
    words.presence,
    [words.group, ...(hasLetters ? [words.yesColumn] : []), words.population, words.poolShort, words.ratio],
    named.map(({ name, letters, yes, population, pool, ratio }) => [
      name,
      ...(hasLetters ? [letters === undefined || letters === 0 ? '–' : numbers.percent((yes ?? 0) / letters)] : []),
      numbers.percent(population),
      numbers.percent(pool),
      whole(ratio, numbers.percent),
    ]),
  );
  const says = [
    words.presenceSays,
    missing.length > 0 ? words.missing(list) : words.nobodyMissing,
    ...(shown.length < named.length ? [words.presenceShown(shown.length, named.length)] : []),
  ];
  return { id: 'replies', title: words.presence, body: `${paragraphs(says)}\n${figure('bars', chart, table)}` };
}

/** Ratios are read at a glance: no decimals. */
const whole = (ratio: number, percent: (share: number) => string): string =>
  percent(1).replace('100', String(Math.round(ratio * 100)));
