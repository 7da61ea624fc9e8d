import { fingerprintOf } from '../core/record/fingerprint.js';
import type { Ceremony } from './ceremony.js';
import { commandSection, witnessSection } from './ceremony-afterwards.js';
import { commitmentSection } from './ceremony-commitment.js';
import { frozenSection } from './ceremony-frozen.js';
import { rollSection } from './ceremony-roll.js';
import { RIBBONS, type Ribbon, ribbonOf } from './ceremony-words.js';
import { DENSITIES } from './density.js';
import { A4, ACCENT, baselineOf, PAPER, Pdf, QUIET, type Style, TINT } from './pdf.js';
import { quotaPages, quotasWithin } from './quota-columns.js';
import {
  type Block,
  FULL_HEIGHT,
  hairline,
  MARGIN,
  paragraph,
  Sheet,
  SMALL,
  sectionTitle,
  space,
  stack,
  WIDTH,
} from './sheet.js';

export type { Ceremony } from './ceremony.js';

const BEFORE_SECTION = 18;
/** White above lines to write on, as much of it as there is room for. */
const MOST_ROOM = 30;
const WRITING_LINES = [MOST_ROOM, 24, 18];

/**
 * What is read aloud and filled in by hand where a draw is held: what is frozen, the commitment, room for what comes up and
 * for those who saw it. A PDF, the same bytes for the same ceremony.
 */
export async function ceremonySheet(ceremony: Ceremony): Promise<Uint8Array> {
  const { title, commitment } = ceremony;
  const pdf = new Pdf({
    title: `${title}: ceremony sheet`,
    subject: `Draw from the lottery with commitment ${commitment}`,
  });
  const sheet = new Sheet(pdf);

  sheet.place(masthead(pdf, ceremony));
  const done = placeFrozen(sheet, ceremony);
  sheet.turnPage();
  for (const block of dayOf(pdf, ceremony)) sheet.place(block);
  if (!done) placeQuotas(sheet, ceremony);
  addFooters(pdf, ceremony);
  return pdf.bytes();
}

/** What was fixed before the day. False where the quotas are too many for the first page. */
function placeFrozen(sheet: Sheet, ceremony: Ceremony): boolean {
  const { pdf } = sheet;
  const frozen = frozenSection(pdf, ceremony, 'below');
  for (const line of WRITING_LINES) {
    const seal = stack(space(BEFORE_SECTION), commitmentSection(pdf, ceremony.commitment, line));
    const quotas = quotasWithin(pdf, ceremony.quotas, sheet.room - frozen.height - seal.height);
    if (quotas) {
      sheet.place(stack(frozen, quotas, seal));
      return true;
    }
  }
  sheet.place(frozenSection(pdf, ceremony, 'at the end'));
  sheet.skip(BEFORE_SECTION);
  sheet.place(commitmentSection(pdf, ceremony.commitment, MOST_ROOM));
  return false;
}

/** All of the day on one page, if it can be done; else room is saved, and the rest goes on. */
function dayOf(pdf: Pdf, ceremony: Ceremony): readonly Block[] {
  let blocks: readonly Block[] = [];
  for (const density of DENSITIES) {
    const gap = space(density.betweenSections);
    const roll = rollSection(pdf, ceremony, density);
    blocks = [...roll, gap, commandSection(pdf, ceremony, density), gap, witnessSection(pdf, density)];
    if (stack(...blocks).height <= FULL_HEIGHT) break;
  }
  return blocks;
}

function placeQuotas(sheet: Sheet, { quotas }: Ceremony): void {
  sheet.turnPage();
  sheet.place(sectionTitle(sheet.pdf, 6, 'The quotas, in full'));
  quotaPages(sheet.pdf, quotas, sheet.room).forEach((page, i) => {
    if (i > 0) sheet.turnPage();
    sheet.place(page);
  });
}

const OVERLINE: Style = { font: 'bold', size: 8.5, color: ACCENT };
const SMALLEST_TITLE: Style = { font: 'bold', size: 13, leading: 1.2 };
const TITLES: readonly Style[] = [{ ...SMALLEST_TITLE, size: 24 }, { ...SMALLEST_TITLE, size: 18 }, SMALLEST_TITLE];
/** Longer titles end in an ellipsis; the document's properties have them in full. */
const TITLE_LINES = 3;

function masthead(pdf: Pdf, ceremony: Ceremony): Block {
  return stack(
    paragraph(pdf, 'Ceremony sheet: read aloud, and filled in where everybody can see it', OVERLINE),
    space(2),
    titleOf(pdf, ceremony.title),
    space(8),
    ribbonFor(pdf, ribbonOf(ceremony)),
    space(14),
  );
}

/** As large as fits in two lines. */
function titleOf(pdf: Pdf, title: string): Block {
  const style = TITLES.find((larger) => pdf.linesOf(title, WIDTH, larger).length <= 2) ?? SMALLEST_TITLE;
  return {
    height: pdf.heightOf(title, WIDTH, style, TITLE_LINES),
    draw: (y) => pdf.tag('H1', () => pdf.paragraph(title, { x: MARGIN, y, width: WIDTH }, style, TITLE_LINES)),
  };
}

/** Dark unless it is the draw itself, so that nobody takes a rehearsal's sheet for it. */
function ribbonFor(pdf: Pdf, ribbon: Ribbon): Block {
  const height = 26;
  const { label, says } = RIBBONS[ribbon];
  const [back, front] = ribbon === 'draw' ? [TINT, ACCENT] : [ACCENT, PAPER];
  const bold: Style = { font: 'bold', size: 11, color: front, leading: height / 11 };
  return {
    height,
    draw: (y) => {
      pdf.decorate((doc) => doc.rect(MARGIN, y, WIDTH, height).fill(back));
      pdf.tag('P', () => {
        const start = `${label}: `;
        pdf.line(start, MARGIN + 12, y + baselineOf(bold), bold);
        pdf.line(says, MARGIN + 12 + pdf.widthOf(start, bold), y + baselineOf(bold), { ...bold, font: 'sans' });
      });
    },
  };
}

const FOOTER: Style = { ...SMALL, size: 7 };

/** On every page, so that none is taken for another draw's. */
function addFooters(pdf: Pdf, ceremony: Ceremony): void {
  const { commitment, software } = ceremony;
  const { pages } = pdf;
  const ribbon = ribbonOf(ceremony);
  const title = pdf.linesOf(ceremony.title, WIDTH * 0.5, FOOTER, 1)[0] ?? '';
  const left = ribbon === 'draw' ? title : `${RIBBONS[ribbon].label} · ${title}`;
  for (let page = 0; page < pages; page++) {
    pdf.turnTo(page);
    pdf.furnish((doc) => {
      const y = A4.height - 48;
      hairline(doc, MARGIN, y, WIDTH);
      pdf.line(left, MARGIN, y + 12, FOOTER);
      pdf.line(`page ${page + 1} of ${pages}`, A4.width - MARGIN, y + 12, FOOTER, 'right');
      pdf.line(`fingerprint ${fingerprintOf(commitment)}`, MARGIN, y + 22, { ...FOOTER, font: 'mono', color: QUIET });
      pdf.line(`${software.name} ${software.version}`, A4.width - MARGIN, y + 22, FOOTER, 'right');
    });
  }
}
