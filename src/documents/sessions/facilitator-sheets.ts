import type { Block, Session } from '../../core/sessions/model.js';
import { ACCENT, baselineOf, leadingOf, QUIET, RULE, type Style, TINT } from '../pdf.js';
import { fitText } from './fit.js';
import { LABEL, MARGIN, PaperPages, SMALL, TEXT, WIDTH } from './pages.js';
import type { Facilitator, FacilitatorOptions, PaperHead, SeatedPanel } from './papers.js';
import { asPrinted, namesAt } from './people.js';
import { blockSpan, dayOf } from './session-head.js';

const TABLE: Style = { font: 'textBold', size: 26, color: ACCENT, leading: 1.2 };
const ROUND: Style = { font: 'textBold', size: 12.5, leading: 1.35 };
const NAME: Style = { font: 'textBold', size: 11.5, leading: 1.5 };
const NAME_ROOM = { height: 100, largest: NAME.size, lines: 1, leading: 1 };
const PAD = 10;
const FACT: Style = { ...TEXT, size: 9.5 };
const FACT_LABEL: Style = { ...FACT, font: 'textBold', color: QUIET };
const FACT_LEFT = 112;
const FACT_WIDTH = WIDTH - FACT_LEFT;
const COLUMNS = 2;
const LINE = 24;

type Fact = readonly [label: string, text: string];

interface Sitting {
  readonly session: Session;
  readonly block: Block;
  readonly people: readonly number[];
  readonly facilitator: Facilitator | undefined;
}

/**
 * For whoever leads a table: its rounds, what they are about, who comes, and in which languages. First names alone, and nothing else of
 * anybody; where two at a table share one, the first letter of their surnames tells them apart.
 */
export async function facilitatorSheetsPdf(
  given: SeatedPanel,
  head: PaperHead,
  options: FacilitatorOptions = {},
): Promise<Uint8Array> {
  const pages = new PaperPages(head, (words) => words.facilitatorSheet);
  const panel = { ...given, participants: asPrinted(given.participants) };
  const rounds = panel.sessions.flatMap((session) =>
    session.blocks.flatMap((block) => (block.round === undefined ? [] : [{ session, block, round: block.round }])),
  );
  const tables = Math.max(0, ...panel.seating.rounds.map(({ length }) => length));
  for (let table = 0; table < tables; table++) {
    const sittings = rounds.flatMap(({ session, block, round }): Sitting[] => {
      const people = panel.seating.rounds[round]?.[table] ?? [];
      return people.length === 0
        ? []
        : [{ session, block, people, facilitator: options.facilitators?.[round]?.[table] }];
    });
    if (sittings.length > 0) new TableSheet(pages, panel, { head, options }).draw(table, sittings);
  }
  if (pages.pdf.pages === 0) pages.turn();
  return pages.pdf.bytes();
}

/** The pages of one table. */
class TableSheet {
  private readonly pages: PaperPages;
  private readonly panel: SeatedPanel;
  private readonly head: PaperHead;
  private readonly options: FacilitatorOptions;

  constructor(
    pages: PaperPages,
    panel: SeatedPanel,
    { head, options }: { readonly head: PaperHead; readonly options: FacilitatorOptions },
  ) {
    this.pages = pages;
    this.panel = panel;
    this.head = head;
    this.options = options;
  }

  draw(table: number, sittings: readonly Sitting[]): void {
    const { pages } = this;
    pages.turn();
    pages.text(`${pages.words.facilitatorSheet} · ${this.head.title}`, { ...LABEL, size: 9, color: ACCENT });
    pages.text(`${pages.words.table} ${table + 1}`, TABLE, { type: 'H1' });
    pages.y += 8;
    for (const sitting of sittings) this.drawSitting(table, sitting);
    this.drawNotes();
  }

  private drawSitting(table: number, { session, block, people, facilitator }: Sitting): void {
    const { pages } = this;
    const { words, pdf } = pages;
    const title = `${words.round} ${(block.round ?? 0) + 1}${words.colon}${block.title}`;
    const when = `${dayOf(session.date, this.head.language)}, ${blockSpan(words, block)}${session.title === this.head.title ? '' : ` · ${session.title}`}`;
    const facts = this.factsOf(block, people, facilitator);
    const names = namesAt(this.panel.participants, people, 'given');
    const namesHeight = Math.ceil(names.length / COLUMNS) * leadingOf(NAME) + 2 * PAD;
    const factsHeight = facts.reduce((sum, [, text]) => sum + pdf.heightOf(text, FACT_WIDTH, FACT), 0);
    const titleHeight = pdf.heightOf(title, WIDTH, ROUND) + pdf.heightOf(when, WIDTH, SMALL);
    pages.need(titleHeight + factsHeight + namesHeight + 8, `${words.table} ${table + 1}`);
    pages.text(title, ROUND, { type: 'H2' });
    pages.text(when, SMALL);
    pages.y += 3;
    for (const fact of facts) this.drawFact(fact);
    pages.y += 5;
    this.drawNames(names, namesHeight);
    pages.y += namesHeight + 18;
  }

  private factsOf({ task }: Block, people: readonly number[], facilitator: Facilitator | undefined): Fact[] {
    const { words } = this.pages;
    const counts = this.languageCounts(people);
    const named = counts.map(([language, count]) => `${this.nameOfLanguage(language)} (${count})`);
    const notSpoken = counts
      .filter(([language]) => facilitator !== undefined && !facilitator.languages.includes(language))
      .map(([language]) => this.nameOfLanguage(language));
    const facts: Fact[] = [
      [words.facilitator, facilitator?.name ?? ''],
      [words.task, task ?? ''],
      [words.languages, named.join(', ')],
      [words.notSpoken, notSpoken.join(', ')],
    ];
    return facts.filter(([, text]) => text !== '');
  }

  private drawFact([label, text]: Fact): void {
    const { pages } = this;
    const { pdf, y } = pages;
    const part = pdf.open('P');
    pdf.tag(
      'Span',
      () =>
        pdf.paragraph(`${label}${pages.words.colon.trimEnd()} `, { x: MARGIN, y, width: FACT_LEFT - 8 }, FACT_LABEL, 2),
      {
        within: part,
      },
    );
    pdf.tag('Span', () => pdf.paragraph(text, { x: MARGIN + FACT_LEFT, y, width: FACT_WIDTH }, FACT), { within: part });
    part.end();
    const labelHeight = pdf.heightOf(label, FACT_LEFT - 8, FACT_LABEL, 2);
    pages.y += Math.max(labelHeight, pdf.heightOf(text, FACT_WIDTH, FACT));
  }

  private drawNames(names: readonly { readonly name: string; readonly position: number }[], height: number): void {
    const { pdf, y } = this.pages;
    const rows = Math.ceil(names.length / COLUMNS);
    const width = (WIDTH - 2 * PAD) / COLUMNS;
    // Languages are named only where they differ: who is to be helped.
    const spoken = names.map(({ position }) =>
      this.languagesOf(position)
        .map((one) => this.nameOfLanguage(one))
        .join(', '),
    );
    const isMixed = new Set(spoken).size > 1;
    pdf.decorate((doc) => doc.rect(MARGIN, y, WIDTH, height).fill(TINT));
    const list = pdf.open('L');
    names.forEach(({ name }, i) => {
      const beside = isMixed ? (spoken[i] ?? '') : '';
      const x = MARGIN + PAD + Math.floor(i / rows) * width;
      const baseline = y + PAD + (i % rows) * leadingOf(NAME) + baselineOf(NAME);
      const room = width - 22 - pdf.widthOf(beside, SMALL);
      const fitted = fitText(pdf, name, NAME.font, { ...NAME_ROOM, width: room });
      const style = { ...NAME, size: fitted.size };
      const shown = `${fitted.lines[0] ?? ''} `;
      const item = pdf.open('LI', { within: list });
      pdf.decorate((doc) =>
        doc
          .lineWidth(0.7)
          .rect(x, baseline - 7.5, 8, 8)
          .stroke(QUIET),
      );
      pdf.tag(
        'LBody',
        () => {
          pdf.line(shown, x + 16, baseline, style);
          if (beside !== '') pdf.line(`${beside} `, x + 16 + pdf.widthOf(shown, style), baseline, SMALL);
        },
        { within: item },
      );
    });
    list.end();
  }

  /** Lines to write on, where there is room for some. */
  private drawNotes(): void {
    const { pages } = this;
    const { pdf, words, y, room } = pages;
    const lines = Math.floor((room - leadingOf(LABEL)) / LINE);
    if (lines < 2) return;
    pages.text(words.notes, LABEL);
    pdf.decorate((doc) => {
      for (let i = 1; i <= lines; i++) doc.rect(MARGIN, y + leadingOf(LABEL) + i * LINE, WIDTH, 0.5).fill(RULE);
    });
  }

  /** The most needed first. */
  private languageCounts(people: readonly number[]): [language: string, count: number][] {
    const counts = new Map<string, number>();
    for (const position of people) {
      for (const one of this.languagesOf(position)) counts.set(one, (counts.get(one) ?? 0) + 1);
    }
    return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  }

  private nameOfLanguage(language: string): string {
    return this.pages.words.languageNames[language] ?? language;
  }

  private languagesOf(position: number): readonly string[] {
    return this.options.needs?.[position] ?? [this.panel.participants[position]?.language ?? ''];
  }
}
