import type { MirrorFeature } from '../../core/record/figures/mirror.js';
import { fingerprintOf } from '../../core/record/fingerprint.js';
import { A4, ACCENT, baselineOf, INK, leadingOf, PAPER, Pdf, QUIET, RULE, type Style, TINT } from '../pdf.js';
import { hairline } from '../sheet.js';
import type { ReportContent } from './content.js';
import { proofText, seedText } from './lot-part.js';
import { columnsOf, knownSeats, quotaText } from './mirror-part.js';
import { type Writing, writingIn } from './report-page.js';
import { answersOf } from './short-answers.js';

const MARGIN = 48;
const WIDTH = A4.width - 2 * MARGIN;
const GUTTER = 22;
const COLUMN = (WIDTH - GUTTER) / 2;
const BOTTOM = A4.height - 46;

const KIND: Style = { font: 'textBold', size: 9.5, color: ACCENT };
const TITLE: Style = { font: 'textBold', size: 22, leading: 1.2 };
const STATUS: Style = { font: 'textBold', size: 10 };
const QUESTION: Style = { font: 'textBold', size: 9, color: ACCENT, leading: 1.35 };
const BODY: Style = { font: 'text', size: 8.5, leading: 1.35 };
const HEADING: Style = { font: 'textBold', size: 11.5, color: ACCENT, leading: 1.35 };
const FEATURE: Style = { font: 'textBold', size: 8, leading: 1.45 };
const CELL: Style = { font: 'text', size: 7.5, leading: 1.4 };
const HEAD: Style = { font: 'text', size: 6.5, color: QUIET, leading: 1.4 };
const HASH: Style = { font: 'mono', size: 7.5, leading: 1.4 };

/** One page for the council’s file: the five answers, every feature as far as there is room, chances and commitment. */
export async function summaryPdf(content: ReportContent, language: string): Promise<Uint8Array> {
  const writing = writingIn(language);
  const pdf = new Pdf({ title: content.title, subject: writing.words.summaryKind, language });
  pdf.addPage();
  if (content.record.status === 'rehearsal') drawMark(pdf, writing);
  const top = drawHead(pdf, content, writing);
  const below = drawAnswers(pdf, top, content, writing);
  const foot = footHeight(pdf, content, writing);
  drawFeatures(pdf, { top: below + 8, bottom: BOTTOM - foot - 8 }, content, writing);
  drawFoot(pdf, BOTTOM - foot, content, writing);
  return pdf.bytes();
}

/** Across the top of the sheet, as on the papers of the days. */
function drawMark(pdf: Pdf, { words }: Writing): void {
  const [top, height] = [22, 15];
  const style: Style = { font: 'textBold', size: 9, color: PAPER, leading: height / 9 };
  pdf.furnish((doc) => {
    doc.rect(MARGIN, top, WIDTH, height).fill(ACCENT);
    pdf.line(words.status.rehearsal, A4.width / 2, top + baselineOf(style), style, 'center');
  });
}

/** Draws text from `y`, and gives where the next begins. */
function put(pdf: Pdf, type: string, text: string, at: { x: number; y: number; width: number }, style: Style): number {
  pdf.tag(type, () => pdf.paragraph(text, at, style));
  return at.y + pdf.heightOf(text, at.width, style);
}

function drawHead(pdf: Pdf, { title, record }: ReportContent, { words }: Writing): number {
  const at = (y: number) => ({ x: MARGIN, y, width: WIDTH });
  let y = put(pdf, 'P', words.summaryKind, at(44), KIND);
  const titles = pdf.linesOf(title, WIDTH, TITLE, 2);
  const start = y;
  pdf.tag('H1', () =>
    titles.forEach((line, i) => {
      pdf.line(line, MARGIN, start + i * leadingOf(TITLE) + baselineOf(TITLE), TITLE);
    }),
  );
  y += titles.length * leadingOf(TITLE) + 6;
  const inner = WIDTH - 20;
  const says = words.statusSays[record.status];
  const height = leadingOf(STATUS) + pdf.heightOf(says, inner, BODY) + 10;
  pdf.decorate((doc) => {
    doc.rect(MARGIN, y, WIDTH, height).fill(TINT);
    doc.rect(MARGIN, y, 3, height).fill(ACCENT);
  });
  put(pdf, 'P', words.status[record.status], { x: MARGIN + 12, y: y + 5, width: inner }, STATUS);
  put(pdf, 'P', says, { x: MARGIN + 12, y: y + 5 + leadingOf(STATUS), width: inner }, BODY);
  return y + height + 10;
}

/** In two columns, one after the other. */
function drawAnswers(pdf: Pdf, top: number, content: ReportContent, writing: Writing): number {
  const answers = answersOf(content, writing).map(({ question, answer }) => ({ question, answer: answer.join(' ') }));
  const heightOf = ({ question, answer }: { question: string; answer: string }): number =>
    pdf.heightOf(question, COLUMN, QUESTION) + pdf.heightOf(answer, COLUMN, BODY) + 6;
  const total = answers.reduce((sum, of) => sum + heightOf(of), 0);
  let [x, y, lowest, used] = [MARGIN, top, top, 0];
  for (const of of answers) {
    if (x === MARGIN && used > 0 && used + heightOf(of) / 2 > total / 2) [x, y] = [MARGIN + COLUMN + GUTTER, top];
    used += heightOf(of);
    y = put(pdf, 'H2', of.question, { x, y, width: COLUMN }, QUESTION);
    y = put(pdf, 'P', of.answer, { x, y, width: COLUMN }, BODY) + 6;
    lowest = Math.max(lowest, y);
  }
  return lowest;
}

interface Room {
  readonly top: number;
  readonly bottom: number;
}

/** Tables of the features in two columns, the shorter one first; what does not fit is counted. */
function drawFeatures(pdf: Pdf, { top, bottom }: Room, content: ReportContent, writing: Writing): void {
  const { words } = writing;
  pdf.decorate((doc) => doc.rect(MARGIN, top, WIDTH, 1).fill(ACCENT));
  const start = put(pdf, 'H2', words.mirror, { x: MARGIN, y: top + 5, width: WIDTH }, HEADING) + 2;
  const end = bottom - leadingOf(BODY);
  const heights = [start, start];
  let left = 0;
  for (const feature of content.facts.features.filter(({ rows }) => rows.length > 1)) {
    const height = leadingOf(FEATURE) + feature.rows.length * leadingOf(CELL) + 7;
    const column = (heights[0] ?? 0) <= (heights[1] ?? 0) ? 0 : 1;
    const y = heights[column] ?? 0;
    if (y + height > end) {
      left++;
      continue;
    }
    drawFeature(pdf, { feature, x: MARGIN + column * (COLUMN + GUTTER), y }, content, writing);
    heights[column] = y + height;
  }
  if (left > 0) put(pdf, 'P', words.summaryMore(left), { x: MARGIN, y: end, width: WIDTH }, BODY);
}

function drawFeature(
  pdf: Pdf,
  { feature: { feature, rows }, x, y }: { readonly feature: MirrorFeature; readonly x: number; readonly y: number },
  content: ReportContent,
  writing: Writing,
): void {
  const { words, numbers } = writing;
  const { hasPopulation, hasPool } = columnsOf(content);
  const columns: { name: string; text: (row: MirrorFeature['rows'][number]) => string }[] = [
    ...(hasPopulation
      ? [{ name: words.population, text: (row: MirrorFeature['rows'][number]) => numbers.percent(row.population ?? 0) }]
      : []),
    ...(hasPool
      ? [
          {
            name: words.poolShort,
            text: (row: MirrorFeature['rows'][number]) => numbers.percent(row.pool / content.facts.pool),
          },
        ]
      : []),
    { name: words.panel, text: (row) => numbers.percent(row.panel / knownSeats(content)) },
    { name: words.seatsColumn, text: (row) => numbers.count(row.panel) },
    { name: words.quota, text: (row) => quotaText(row, writing) },
  ];
  const step = 33;
  const right = (i: number): number => x + COLUMN - (columns.length - 1 - i) * step;
  const nameWidth = COLUMN - columns.length * step - 2 + 6;
  const table = pdf.open('Table');
  const head = pdf.open('TR', { within: table });
  pdf.tag('TH', () => pdf.line(shortened(pdf, feature, nameWidth, FEATURE), x, y + baselineOf(FEATURE), FEATURE), {
    ...{ within: head, scope: 'Column' },
  });
  columns.forEach(({ name }, i) => {
    pdf.tag(
      'TH',
      () => pdf.line(shortened(pdf, name, step - 2, HEAD), right(i), y + baselineOf(FEATURE), HEAD, 'right'),
      {
        ...{ within: head, scope: 'Column' },
      },
    );
  });
  rows.forEach((row, r) => {
    const baseline = y + leadingOf(FEATURE) + r * leadingOf(CELL) + baselineOf(CELL);
    pdf.decorate((doc) => hairline(doc, x, y + leadingOf(FEATURE) + r * leadingOf(CELL), COLUMN));
    const line = pdf.open('TR', { within: table });
    pdf.tag('TH', () => pdf.line(shortened(pdf, row.names.join(', '), nameWidth, CELL), x, baseline, CELL), {
      ...{ within: line, scope: 'Row' },
    });
    columns.forEach(({ text }, i) => {
      pdf.tag('TD', () => pdf.line(text(row), right(i), baseline, CELL, 'right'), { within: line });
    });
  });
}

const shortened = (pdf: Pdf, text: string, width: number, style: Style): string =>
  pdf.linesOf(text, width, style, 1)[0] ?? '';

function footLines(content: ReportContent, writing: Writing): [string, string, Style][] {
  const { words } = writing;
  const { record } = content;
  return [
    [words.proof, proofText(content, writing), BODY],
    [words.seed, seedText(record.seed, writing), BODY],
    [words.fingerprint, fingerprintOf(record.commitment), { ...HASH, font: 'monoBold' }],
    [words.commitment, record.commitment, HASH],
    [words.check, words.summaryFull, BODY],
  ];
}

const LABEL = 92;

function footHeight(pdf: Pdf, content: ReportContent, writing: Writing): number {
  return footLines(content, writing).reduce(
    (sum, [, text, style]) => sum + pdf.heightOf(text, WIDTH - LABEL, style, 3) + 2,
    6 + leadingOf(HEADING) + 4,
  );
}

function drawFoot(pdf: Pdf, top: number, content: ReportContent, writing: Writing): void {
  pdf.decorate((doc) => doc.rect(MARGIN, top, WIDTH, 1).fill(RULE));
  let y = put(pdf, 'H2', writing.words.lot, { x: MARGIN, y: top + 6, width: WIDTH }, HEADING) + 4;
  const list = pdf.open('L');
  for (const [name, text, style] of footLines(content, writing)) {
    const item = pdf.open('LI', { within: list });
    const at = y;
    const label: Style = { ...BODY, font: 'textBold', color: INK };
    pdf.tag('Lbl', () => pdf.line(shortened(pdf, name, LABEL - 4, label), MARGIN, at + baselineOf(label), label), {
      within: item,
    });
    pdf.tag('LBody', () => pdf.paragraph(text, { x: MARGIN + LABEL, y: at, width: WIDTH - LABEL }, style, 3), {
      within: item,
    });
    y += pdf.heightOf(text, WIDTH - LABEL, style, 3) + 2;
  }
}
