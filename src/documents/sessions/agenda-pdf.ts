import type { Block, Session } from '../../core/sessions/model.js';
import { ACCENT, QUIET, type Style, TINT } from '../pdf.js';
import { PaperPages, SMALL, TEXT } from './pages.js';
import type { PaperHead } from './papers.js';
import { type Row, Rows } from './rows.js';
import { blockSpan, dayOfSession, sessionHead } from './session-head.js';
import type { PaperWords } from './words.js';

const TIME: Style = { ...TEXT, color: QUIET };
const TITLE: Style = { ...TEXT, font: 'textBold', size: 10.5 };
const PAUSE: Style = { ...TEXT, color: QUIET };
const ROUND: Style = { ...SMALL, font: 'textBold', color: ACCENT };

const TIME_WIDTH = 92;
const BETWEEN_SESSIONS = 24;

/** The days for those who take part: when what happens, and who speaks. A PDF, the same bytes for the same sessions. */
export async function agendaPdf(sessions: readonly Session[], head: PaperHead): Promise<Uint8Array> {
  const pages = new PaperPages(head, (words) => words.agenda);
  pages.turn();
  pages.masthead();
  for (const session of sessions) {
    const rows = session.blocks.map((block) => rowOf(block, pages.words));
    const table = new Rows(
      pages,
      [
        { width: TIME_WIDTH, title: '' },
        { width: 365, title: '' },
      ],
      {
        as: 'list',
        again: () => pages.again(dayOfSession(session, head)),
      },
    );
    const title = sessionHead(pages, session, head);
    const height = title.height + table.heightOf(rows);
    // On one page where one has room for it.
    pages.need(height <= pages.fullRoom ? height : title.height + table.heightOf(rows.slice(0, 2)));
    title.draw();
    table.add(rows);
    table.end();
    pages.y += BETWEEN_SESSIONS;
  }
  return pages.pdf.bytes();
}

function rowOf(block: Block, words: PaperWords): Row {
  const { kind, title, speakers, round } = block;
  const isPause = kind === 'break' || kind === 'meal';
  const isTables = kind === 'tables';
  return {
    cells: [
      [{ text: blockSpan(words, block), style: TIME }],
      [
        { text: title, style: isPause ? PAUSE : TITLE },
        ...(round === undefined ? [] : [{ text: `${words.round} ${round + 1}`, style: ROUND }]),
        ...(speakers.length === 0 ? [] : [{ text: `${words.speakers} ${speakers.join(', ')}`, style: SMALL }]),
      ],
    ],
    ...(isTables && { fill: TINT, isMarked: true }),
  };
}
