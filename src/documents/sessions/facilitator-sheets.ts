import type { Block, Participant, Session } from '../../core/sessions/model.js';
import { ACCENT, baselineOf, leadingOf, QUIET, RULE, type Style, TINT } from '../pdf.js';
import { LABEL, MARGIN, PaperPages, SMALL, TEXT, WIDTH } from './pages.js';
import type { Facilitator, FacilitatorOptions, PaperHead, SeatedPanel } from './papers.js';
import { asPrinted, bySurname, firstNamesApart } from './people.js';
import { blockSpan, whenOf } from './session-head.js';
import type { PaperWords } from './words.js';

const TABLE: Style = { font: 'textBold', size: 26, color: ACCENT, leading: 1.2 };
const ROUND: Style = { font: 'textBold', size: 12.5, leading: 1.35 };
const NAME: Style = { font: 'textBold', size: 11.5, leading: 1.5 };
const PAD = 10;
const COLUMNS = 2;
const LINE = 24;

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
  const order = bySurname(panel.participants);
  for (let table = 0; table < tables; table++) {
    const sittings = rounds.flatMap(({ session, block, round }): Sitting[] => {
      const seated = new Set(panel.seating.rounds[round]?.[table]);
      const people = order.filter((position) => seated.has(position));
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
    for (const sitting of sittings) this.drawSitting(sitting);
    this.drawNotes();
  }

  private drawSitting({ session, block, people, facilitator }: Sitting): void {
    const { pages } = this;
    const { words, pdf } = pages;
    const participants = people.flatMap((position) => this.panel.participants[position] ?? []);
    const spoken = people.map((position) => this.languagesOf(position));
    const texts: { readonly text: string; readonly style: Style; readonly type?: string }[] = [
      { text: `${words.round} ${(block.round ?? 0) + 1}: ${block.title}`, style: ROUND, type: 'H2' },
      { text: `${blockSpan(words, block)} · ${session.title} · ${whenOf(session, this.head.language)}`, style: SMALL },
      ...(facilitator === undefined ? [] : [{ text: `${words.facilitator}: ${facilitator.name}`, style: TEXT }]),
      ...(block.task === undefined ? [] : [{ text: `${words.task}: ${block.task}`, style: TEXT }]),
      { text: `${words.languages}: ${languageCounts(spoken, facilitator, words)}`, style: TEXT },
    ];
    const names = this.nameLines(participants, spoken);
    const namesHeight = Math.ceil(names.length / COLUMNS) * leadingOf(NAME) + 2 * PAD;
    pages.need(texts.reduce((sum, { text, style }) => sum + pdf.heightOf(text, WIDTH, style), namesHeight + 24));
    for (const { text, style, type = 'P' } of texts) pages.text(text, style, { type });
    pages.y += 6;
    this.drawNames(names, namesHeight);
    pages.y += namesHeight + 18;
  }

  private drawNames(names: readonly { readonly name: string; readonly beside: string }[], height: number): void {
    const { pdf, y } = this.pages;
    const rows = Math.ceil(names.length / COLUMNS);
    const width = (WIDTH - 2 * PAD) / COLUMNS;
    pdf.decorate((doc) => doc.rect(MARGIN, y, WIDTH, height).fill(TINT));
    const list = pdf.open('L');
    names.forEach(({ name, beside }, i) => {
      const x = MARGIN + PAD + Math.floor(i / rows) * width;
      const baseline = y + PAD + (i % rows) * leadingOf(NAME) + baselineOf(NAME);
      const room = width - 16 - pdf.widthOf(beside, SMALL);
      const shown = `${pdf.linesOf(name, room, NAME, 1)[0] ?? ''} `;
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
          pdf.line(shown, x + 16, baseline, NAME);
          if (beside !== '') pdf.line(`${beside} `, x + 16 + pdf.widthOf(shown, NAME), baseline, SMALL);
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

  /** Languages are named only where somebody is to be helped. */
  private nameLines(
    participants: readonly Participant[],
    spoken: readonly (readonly string[])[],
  ): { name: string; beside: string }[] {
    const names = firstNamesApart(participants);
    const isMixed = new Set(spoken.map((languages) => languages.join(' '))).size > 1;
    return names.map((name, i) => ({
      name,
      beside: isMixed ? (spoken[i] ?? []).map((language) => this.nameOfLanguage(language)).join(', ') : '',
    }));
  }

  private nameOfLanguage(language: string): string {
    return this.pages.words.languageNames[language] ?? language;
  }

  private languagesOf(position: number): readonly string[] {
    return this.options.needs?.[position] ?? [this.panel.participants[position]?.language ?? ''];
  }
}

/** French (6), Dutch (2, not spoken by the facilitator) */
function languageCounts(
  spoken: readonly (readonly string[])[],
  facilitator: Facilitator | undefined,
  { languageNames, notSpoken }: PaperWords,
): string {
  const counts = new Map<string, number>();
  for (const languages of spoken) for (const one of languages) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([language, count]) => {
      const isMissing = facilitator !== undefined && !facilitator.languages.includes(language);
      return `${languageNames[language] ?? language} (${count}${isMissing ? `, ${notSpoken}` : ''})`;
    })
    .join(', ');
}
