import { grouped } from '../core/text.js';
import type { Ceremony } from './ceremony.js';
import { lotteryInWords, objectiveInWords, publishedInWords } from './ceremony-words.js';
import { ACCENT, baselineOf, leadingOf, type Pdf, type Style } from './pdf.js';
import { type Block, columnStart, definitions, paragraph, SMALL, sectionTitle, space, stack } from './sheet.js';

/** What cannot be changed any more. `quotasAre`: where they stand. */
export function frozenSection(pdf: Pdf, ceremony: Ceremony, quotasAre: 'below' | 'at the end'): Block {
  const where = quotasAre === 'below' ? ':' : ' is at the end of this sheet.';
  return stack(
    sectionTitle(pdf, 1, 'What is frozen'),
    paragraph(pdf, 'All of this was fixed before today. Change a comma of it, and the commitment is another one.'),
    space(8),
    figures(pdf, ceremony),
    space(10),
    definitions(pdf, [
      ['Lottery', lotteryInWords(ceremony)],
      ['Chances', objectiveInWords(ceremony.objective)],
      ['Published', publishedInWords(ceremony.published)],
      [
        'Quotas',
        ceremony.quotas.length === 0 ? 'There are none.' : `How many people of each group every panel has${where}`,
      ],
    ]),
    space(2),
  );
}

const FIGURE: Style = { font: 'bold', size: 19, color: ACCENT, leading: 1.2 };
const CAPTION: Style = { ...SMALL, size: 8 };

function figures(pdf: Pdf, { people, size, panels, reserve, seated = 0, alternates }: Ceremony): Block {
  const shown: (readonly [number, string])[] = [
    [people, people === 1 ? 'person can be drawn' : 'people can be drawn'],
    ...(panels === undefined ? [] : [[panels, 'panels'] as const]),
    [size, `${size === 1 ? 'seat' : 'seats'}${panels === undefined ? '' : ' on each'}`],
    ...(reserve === undefined ? [] : [[reserve, reserve === 1 ? 'panel in reserve' : 'panels in reserve'] as const]),
  ];
  if (seated > 0) shown.push([seated, 'of them taken already']);
  shown.push([alternates, alternates === 1 ? 'alternate, in order' : 'alternates, in order']);
  return {
    height: leadingOf(FIGURE) + leadingOf(CAPTION),
    draw: (y) =>
      shown.forEach(([number, caption], i) => {
        const x = columnStart(i, shown.length);
        pdf.tag('P', () => {
          pdf.line(`${grouped(number)} `, x, y + baselineOf(FIGURE), FIGURE);
          pdf.line(caption, x, y + leadingOf(FIGURE) + baselineOf(CAPTION), CAPTION);
        });
      }),
  };
}
