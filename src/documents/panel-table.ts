import { fingerprintOf } from '../core/record/fingerprint.js';
import { type Entry, layOut, NUMBER, type Setting } from './panel-table-layout.js';
import { A4, ACCENT, baselineOf, leadingOf, PAPER, type Part, Pdf, QUIET, RULE, type Style } from './pdf.js';
import { ticketNumber } from './words.js';

/** The tickets of a named lottery, in the order of their numbers. */
export interface PanelTable {
  readonly title: string;
  /** 64 hexadecimal digits. */
  readonly commitment: string;
  readonly purpose: 'draw' | 'rehearsal';
  /** Who sits on each panel: pseudonyms, or ids where there are none. */
  readonly panels: readonly (readonly string[])[];
}

const LEFT = 40;
const WIDTH = A4.width - 2 * LEFT;
const TOP = 84;
const BOTTOM = A4.height - 52;

/**
 * Every panel that can be drawn, by number, to be looked up where the number comes up. A PDF, the same bytes for the same
 * panels.
 */
export async function panelTable(table: PanelTable): Promise<Uint8Array> {
  const { title, commitment, panels } = table;
  const pdf = new Pdf(
    { title: `${title}: panel table`, subject: `Panels of the lottery with commitment ${commitment}` },
    { rareWords: true },
  );
  const { setting, pages } = layOut(pdf, panels, { width: WIDTH, height: BOTTOM - TOP });
  const heading = headingOf(pdf, table);
  let part: Part | undefined;
  pages.forEach((entries, i) => {
    pdf.addPage();
    drawHeader(pdf, table, { heading, entries, page: i + 1, pages: pages.length });
    part ??= pdf.open('Table');
    let y = TOP;
    for (const entry of entries) {
      drawEntry(pdf, part, { entry, number: ticketNumber(entry.ticket, panels.length), setting, y });
      y += entry.height;
    }
    drawFooter(pdf, commitment);
    pdf.release();
  });
  return pdf.bytes();
}

const TITLE: Style = { font: 'bold', size: 12 };
const KIND: Style = { font: 'sans', size: 8, color: QUIET };
const RANGE: Style = { font: 'monoBold', size: 18, color: ACCENT };
const REHEARSAL: Style = { font: 'bold', size: 7.5, color: PAPER };
const FINE: Style = { font: 'sans', size: 7, color: QUIET };

interface PageFacts {
  readonly heading: string;
  readonly entries: readonly Entry[];
  readonly page: number;
  readonly pages: number;
}

function drawHeader(
  pdf: Pdf,
  { commitment, purpose, panels }: PanelTable,
  { heading, entries, page, pages }: PageFacts,
): void {
  const right = LEFT + WIDTH;
  const range = rangeOf(entries, panels.length);
  const drawTitle = (): void => pdf.line(heading, LEFT, 52, TITLE);
  // A heading once; after that it would only be in the way of whoever hears the table.
  if (page === 1) pdf.tag('H1', drawTitle);
  pdf.furnish((doc) => {
    if (page > 1) drawTitle();
    pdf.line(range, right, 54, RANGE, 'right');
    pdf.line(`page ${page} of ${pages}`, right, 68, KIND, 'right');
    const kind = 'Panel table · fingerprint ';
    pdf.line(kind, LEFT, 68, KIND);
    const fingerprint: Style = { ...KIND, font: 'monoBold' };
    pdf.line(fingerprintOf(commitment), LEFT + pdf.widthOf(kind, KIND), 68, fingerprint);
    doc.rect(LEFT, TOP - 8, WIDTH, 1.2).fill(ACCENT);
    if (purpose === 'rehearsal') {
      doc.rect(LEFT, 22, WIDTH, 13).fill(ACCENT);
      pdf.line('REHEARSAL: nobody is drawn', LEFT + WIDTH / 2, 31.3, REHEARSAL, 'center');
    }
  });
}

/** The title, or as much of it as leaves room for the range beside it. */
function headingOf(pdf: Pdf, { title, panels }: PanelTable): string {
  const number = ticketNumber(0, panels.length);
  const room = WIDTH - pdf.widthOf(`${number} – ${number}`, RANGE) - 20;
  return pdf.linesOf(title, room, TITLE, 1)[0] ?? '';
}

function rangeOf(entries: readonly Entry[], tickets: number): string {
  const numbers = [entries.at(0), entries.at(-1)].map((entry) => ticketNumber(entry?.ticket ?? 0, tickets));
  return [...new Set(numbers)].join(' – ');
}

function drawEntry(
  pdf: Pdf,
  table: Part,
  at: { readonly entry: Entry; readonly number: string; readonly setting: Setting; readonly y: number },
): void {
  const { entry, number, setting, y } = at;
  const row = pdf.open('TR', { within: table });
  const top = y + setting.padding;
  // The first line of names stands on the number's baseline.
  const baseline = top + baselineOf(setting.style);
  const drawNumber = (): void => {
    pdf.line(`${number} `, LEFT, baseline + (NUMBER.size - setting.style.size) * 0.2, NUMBER);
  };
  const drawNames = (): void =>
    entry.lines.forEach((line, i) => {
      pdf.line(line, LEFT + setting.indent, baseline + i * leadingOf(setting.style), setting.style);
    });
  pdf.tag('TH', drawNumber, { within: row, scope: 'Row' });
  pdf.tag('TD', drawNames, { within: row });
  pdf.decorate((doc) => doc.rect(LEFT, y + entry.height - 0.2, WIDTH, 0.4).fill(RULE));
}

function drawFooter(pdf: Pdf, commitment: string): void {
  pdf.furnish(() => {
    pdf.line('Every number stands for one panel: the people named beside it.', LEFT, A4.height - 36, FINE);
    pdf.line(`Commitment ${commitment}`, LEFT, A4.height - 26, { ...FINE, font: 'mono', size: 6.5 });
  });
}
