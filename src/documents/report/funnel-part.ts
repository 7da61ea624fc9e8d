import { drawBars } from './charts.js';
import type { ReportContent } from './content.js';
import { COLOUR } from './drawing.js';
import { figure, paragraphs, type Section, tableOf } from './frame.js';
import type { Writing } from './report-page.js';

/** From the register to the panel: how many were left at each step. */
export async function funnelSection({ funnel }: ReportContent, { words, numbers }: Writing): Promise<Section> {
  const rows = funnel.map(({ step, people }, i) => {
    const before = funnel[i - 1]?.people ?? 0;
    return { name: words.funnelSteps[step], people, share: before > 0 ? numbers.percent(people / before) : '' };
  });
  const chart = await drawBars(
    rows.map(({ name, people }, i) => ({
      name,
      bars: [
        {
          value: people,
          text: numbers.count(people),
          colour: i === rows.length - 1 ? COLOUR.panel : COLOUR.pool,
          isMain: true,
        },
      ],
    })),
    rows.map(({ name, people }) => `${name}${words.colon}${numbers.count(people)}`).join('; '),
  );
  const table = tableOf(
    words.funnel,
    [words.step, words.peopleColumn, words.ofStepBefore],
    rows.map(({ name, people, share }) => [name, numbers.count(people), share]),
  );
  return {
    id: 'funnel',
    title: words.funnel,
    body: `${paragraphs([words.funnelSays])}\n${figure('funnel', chart, table)}`,
  };
}
