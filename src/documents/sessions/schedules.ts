import type { Block, Session } from '../../core/sessions/model.js';
import { A4, ACCENT, baselineOf, leadingOf, type Part, type Pdf, QUIET, RULE, type Style, TINT } from '../pdf.js';
import { fitText } from './fit.js';
import { LABEL, MARGIN, markRehearsal, PaperPages, SMALL, TEXT, WIDTH } from './pages.js';
import type { PaperHead, ScheduleOptions, SeatedPanel } from './papers.js';
import { asPrinted, bySurname, fullNameOf, namesAt, type Seat, seatsOf } from './people.js';
import { blockSpan, dayOf, namesOfSession } from './session-head.js';
import { type PaperWords, paperWords } from './words.js';

/** A piece of somebody’s schedule: how high it is, and how it is drawn from its top. */
interface Piece {
  readonly height: number;
  /** The day that it belongs to, where what says so may be on the page before. */
  readonly day?: string;
  draw(y: number, within: Part): void;
}

const HALF = A4.height / 2;
const TOP = 46;
const FOOT = 18;
const HALF_ROOM = HALF - TOP - FOOT;
const PAGE_ROOM = A4.height - TOP - 2 * FOOT;

/**
 * For each person where they are to be, and when: two to a sheet, to be cut, where everybody’s fits on half of one. In the order of the
 * attendance list, each in their own language.
 */
export async function schedulesPdf(given: SeatedPanel, head: PaperHead, options: ScheduleOptions): Promise<Uint8Array> {
  const pages = new PaperPages(head, (words) => words.schedule, { isBare: true, isMarked: false });
  const { pdf } = pages;
  const panel = { ...given, participants: asPrinted(given.participants) };
  const seats = seatsOf(panel);
  const piecesOf = (person: number): Piece[] => new Schedule(pdf, { panel, head, options, seats, person }).pieces();
  const isHalf = panel.participants.every((_, person) => heightOf(piecesOf(person)) <= HALF_ROOM);
  const order = bySurname(panel.participants);
  (isHalf ? cutAndStacked(order) : order).forEach((person, i) => {
    const [participant] = panel.participants.slice(person);
    if (participant === undefined) return;
    const { language } = participant;
    const isLower = isHalf && i % 2 === 1;
    const part = pdf.open('Part', language === head.language ? {} : { language });
    let y = TOP;
    const begin = (): void => {
      y = TOP + (isLower ? HALF : 0);
      if (!isLower) pages.turn();
      else pdf.decorate(drawCut);
      markRehearsal(pdf, head, language, y - 28);
    };
    begin();
    const pieces = piecesOf(person);
    const bottom = y + (isHalf ? HALF_ROOM : PAGE_ROOM);
    for (const piece of pieces) {
      if (y + piece.height > bottom && y > TOP) {
        begin();
        const name = `${fullNameOf(participant)} (${paperWords(language).continued})`;
        y += drawAgain(pdf, piece.day === undefined ? name : `${name} · ${piece.day}`, y);
      }
      piece.draw(y, part);
      y += piece.height;
    }
    part.end();
  });
  if (panel.participants.length === 0) pages.turn();
  return pdf.bytes();
}

/** Two a sheet, so that the upper halves laid on the lower ones are in order once the pile is cut. */
function cutAndStacked(order: readonly number[]): number[] {
  const sheets = Math.ceil(order.length / 2);
  return order.slice(0, sheets).flatMap((person, i) => [person, ...order.slice(sheets + i, sheets + i + 1)]);
}

const heightOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { height }) => sum + height, 0);

/** Pages come apart: each says whose it is, and of which day. Gives the height of that. */
function drawAgain(pdf: Pdf, text: string, y: number): number {
  pdf.furnish(() => pdf.paragraph(text, { x: MARGIN, y, width: WIDTH }, SMALL, 1));
  return leadingOf(SMALL) + 6;
}

function drawCut(doc: PDFKit.PDFDocument): void {
  doc
    .lineWidth(0.5)
    .dash(4, { space: 4 })
    .moveTo(14, HALF)
    .lineTo(A4.width - 14, HALF)
    .stroke(RULE)
    .undash();
}

const OVERLINE: Style = { font: 'textBold', size: 8.5, color: ACCENT };
const NAME: Style = { font: 'textBold', size: 18, leading: 1.25 };
const NAME_ROOM = { height: 45, largest: NAME.size, lines: 2 };
const SESSION: Style = { font: 'textBold', size: 10.5, color: ACCENT };
const TITLE: Style = { ...TEXT, font: 'textBold', leading: 1.3 };
const TIME: Style = { ...TEXT, color: QUIET, leading: 1.3 };
const TABLE: Style = { font: 'textBold', size: 17, color: ACCENT, leading: 1 };
const NEIGHBOURS: Style = { ...SMALL, size: 9, color: '#3a3a3a' };

const TIME_WIDTH = 92;
const TABLE_WIDTH = 58;
const GAP = 12;
const PAD = 5;

interface Given {
  readonly panel: SeatedPanel;
  readonly head: PaperHead;
  readonly options: ScheduleOptions;
  readonly seats: readonly (readonly (Seat | undefined)[])[];
  readonly person: number;
}

/** One person’s days. */
class Schedule {
  private readonly pdf: Pdf;
  private readonly given: Given;
  private readonly language: string;
  private readonly words: PaperWords;

  constructor(pdf: Pdf, given: Given) {
    this.pdf = pdf;
    this.given = given;
    this.language = given.panel.participants[given.person]?.language ?? given.head.language;
    this.words = paperWords(this.language);
  }

  pieces(): Piece[] {
    const { panel, options, person } = this.given;
    const [participant] = panel.participants.slice(person);
    const name = participant === undefined ? '' : fullNameOf(participant);
    const sessions = options.sessionsIn?.[this.language] ?? panel.sessions;
    return [
      this.text(`${this.words.schedule} · ${this.title}`, OVERLINE, 'P', 2),
      this.name(name),
      ...(options.neighbours === 'none' ? [this.text(`${this.words.number} ${person + 1}`, TITLE)] : []),
      ...sessions.flatMap((session) => this.session(session)),
    ];
  }

  /** Of the process. */
  private get title(): string {
    const { head, options } = this.given;
    return options.titleIn?.[this.language] ?? head.title;
  }

  /** Smaller where it is long, and never cut. */
  private name(name: string): Piece {
    const { pdf } = this;
    const { lines, size } = fitText(pdf, name, NAME.font, {
      ...NAME_ROOM,
      width: WIDTH,
      leading: leadingOf(NAME) / NAME.size,
    });
    const style = { ...NAME, size };
    return {
      height: lines.length * leadingOf(style),
      draw: (y, within) =>
        pdf.tag(
          'H1',
          () => {
            lines.forEach((line, i) => {
              pdf.line(line, MARGIN, y + i * leadingOf(style) + baselineOf(style), style);
            });
          },
          { within },
        ),
    };
  }

  private session(session: Session): Piece[] {
    const rounds = session.blocks.filter(({ round }) => round !== undefined);
    const [name = '', ...below] = namesOfSession(session, { title: this.title, language: this.language });
    const head = [
      space(10),
      this.text(name, SESSION, 'H2'),
      ...below.map((text) => this.text(text, TITLE)),
      ...(session.place === '' ? [] : [this.text(session.place, TEXT)]),
      space(4),
    ];
    // A session’s name is never alone at the foot of a page.
    const [first, ...others] = rounds.map((block) => this.round(block));
    const day = dayOf(session.date, this.language);
    return [together(first === undefined ? head : [...head, first]), ...others.map((piece) => ({ ...piece, day }))];
  }

  private round(block: Block): Piece {
    const { pdf, words } = this;
    const x = { table: MARGIN + TIME_WIDTH, text: MARGIN + TIME_WIDTH + TABLE_WIDTH + GAP };
    const width = MARGIN + WIDTH - x.text - 4;
    const seat = this.given.seats[block.round ?? -1]?.[this.given.person];
    const lines = this.linesBeside(seat, block);
    const textHeight = lines.reduce((sum, { text, style }) => sum + pdf.heightOf(text, width, style), 0);
    const height = Math.max(textHeight, leadingOf(LABEL) + leadingOf(TABLE) + 4) + 2 * PAD;
    return {
      height,
      draw: (top, within) => {
        const row = pdf.open('Sect', { within });
        const first = top + PAD;
        pdf.decorate((doc) => {
          doc.rect(MARGIN, top, WIDTH, 0.4).fill(RULE);
          if (seat !== undefined) doc.roundedRect(x.table, top + 4, TABLE_WIDTH, height - 8, 3).fill(TINT);
        });
        const time = `${blockSpan(words, block)} `;
        pdf.tag('P', () => pdf.line(time, MARGIN, first + baselineOf(TITLE), TIME), { within: row });
        if (seat !== undefined) this.drawTable(seat.table + 1, x.table + TABLE_WIDTH / 2, top + height / 2, row);
        let y = first;
        for (const { text, style } of lines) {
          const at = y;
          pdf.tag('P', () => pdf.paragraph(text, { x: x.text, y: at, width }, style), { within: row });
          y += pdf.heightOf(text, width, style);
        }
      },
    };
  }

  private drawTable(table: number, x: number, middle: number, within: Part): void {
    const { pdf, words } = this;
    const top = middle - (leadingOf(LABEL) + leadingOf(TABLE)) / 2;
    pdf.tag(
      'P',
      () => {
        pdf.line(`${words.table} `, x, top + baselineOf(LABEL), LABEL, 'center');
        pdf.line(`${table} `, x, top + leadingOf(LABEL) + baselineOf(TABLE), TABLE, 'center');
      },
      { within },
    );
  }

  private linesBeside(seat: Seat | undefined, { title, round = 0 }: Block): { text: string; style: Style }[] {
    const { words } = this;
    const { panel, options } = this.given;
    const lines = [{ text: `${words.round} ${round + 1}${words.colon}${title}`, style: TITLE }];
    if (seat === undefined) return [...lines, { text: words.noTable, style: NEIGHBOURS }];
    const { neighbours } = options;
    if (neighbours === 'none') return lines;
    const names = namesAt(panel.participants, seat.others, neighbours).map(({ name }) => name);
    if (names.length > 0)
      lines.push({ text: `${words.atTable}${words.colon}${inWords(names, words.and)}`, style: NEIGHBOURS });
    return lines;
  }

  private text(text: string, style: Style, type = 'P', most?: number): Piece {
    const at = { x: MARGIN, width: WIDTH };
    return {
      height: this.pdf.heightOf(text, WIDTH, style, most),
      draw: (y, within) => this.pdf.tag(type, () => this.pdf.paragraph(text, { ...at, y }, style, most), { within }),
    };
  }
}

const space = (height: number): Piece => ({ height, draw: () => undefined });

function together(pieces: readonly Piece[]): Piece {
  return {
    height: heightOf(pieces),
    draw: (top, within) => {
      let y = top;
      for (const piece of pieces) {
        piece.draw(y, within);
        y += piece.height;
      }
    },
  };
}

/** Ana, Bo and Cem */
function inWords(names: readonly string[], and: string): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${and} ${last}`;
}
