import type { Block, Session } from '../../core/sessions/model.js';
import { ACCENT, QUIET, type Style, TINT } from '../pdf.js';
import { PaperPages, SMALL } from './pages.js';
import type { PaperHead } from './papers.js';
import { type Row, Rows } from './rows.js';
import { blockSpan, dayOfSession, sessionHead, spanOf } from './session-head.js';
import type { PaperWords } from './words.js';

const BODY: Style = { font: 'text', size: 9, leading: 1.35 };
const STRONG: Style = { ...BODY, font: 'textBold' };
const ROUND: Style = { ...SMALL, font: 'textBold', color: ACCENT };
const FREE: Style = { ...BODY, font: 'textItalic', color: QUIET };

/** The days for the team, without a minute left out: what is on, who speaks, what must be there, who does what. */
export async function runSheetPdf(sessions: readonly Session[], head: PaperHead): Promise<Uint8Array> {
  const pages = new PaperPages(head, (words) => words.runSheet);
  const { words } = pages;
  const columns = [
    { width: 88, title: words.when },
    { width: 160, title: words.what },
    { width: 92, title: words.materials },
    { width: 107, title: words.team },
  ];
  pages.turn();
  pages.masthead();
  sessions.forEach((session, i) => {
    // A day is handed out and crossed off by itself.
    if (i > 0) pages.turn();
    const table = new Rows(pages, columns, {
      as: 'table',
      heading: 0,
      again: () => pages.again(dayOfSession(session, head)),
    });
    sessionHead(pages, session, head).draw();
    table.add(rowsOf(session, words));
    table.end();
  });
  return pages.pdf.bytes();
}

/** Blocks, and what is left between them. */
function rowsOf({ start, end, blocks }: Session, words: PaperWords): Row[] {
  const rows: Row[] = [];
  let at = start;
  for (const block of blocks) {
    if (block.start > at) rows.push(freeRow(at, block.start, words));
    rows.push(rowOf(block, words));
    at = Math.max(at, block.start + block.minutes);
  }
  if (end > at) rows.push(freeRow(at, end, words));
  return rows;
}

function rowOf(block: Block, words: PaperWords): Row {
  const { kind, title, minutes, speakers, materials, team, task, round } = block;
  return {
    cells: [
      [
        { text: blockSpan(words, block), style: STRONG },
        { text: `${minutes} ${words.minutes}`, style: SMALL },
      ],
      [
        { text: title, style: STRONG },
        ...(round === undefined ? [] : [{ text: `${words.round} ${round + 1}`, style: ROUND }]),
        ...(speakers.length === 0 ? [] : [{ text: `${words.speakers} ${speakers.join(', ')}`, style: BODY }]),
        ...(task === undefined ? [] : [{ text: task, style: SMALL }]),
      ],
      // A box to tick for each thing that must be there.
      materials.map((material) => ({ text: `☐ ${material}`, style: BODY })),
      team === undefined ? [] : [{ text: team, style: BODY }],
    ],
    ...(kind === 'tables' && { fill: TINT, isMarked: true }),
  };
}

const freeRow = (from: number, to: number, words: PaperWords): Row => ({
  cells: [
    [
      { text: spanOf(words, from, to), style: FREE },
      { text: `${to - from} ${words.minutes}`, style: SMALL },
    ],
    [{ text: words.free, style: FREE }],
  ],
});
