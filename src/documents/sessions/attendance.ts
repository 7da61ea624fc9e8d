import type { Session } from '../../core/sessions/model.js';
import type { Style } from '../pdf.js';
import { PaperPages, SMALL } from './pages.js';
import type { PaperHead, SeatedPanel } from './papers.js';
import { asPrinted, bySurname, seatsOf } from './people.js';
import { type Row, Rows } from './rows.js';
import { dayOfSession, sessionHead } from './session-head.js';

const NAME: Style = { font: 'text', size: 10.5, leading: 1.3 };
const SURNAME: Style = { ...NAME, font: 'textBold' };
const NUMBER: Style = { ...SMALL, leading: 1.6 };

/** To sign within: 9 mm with the white around it. */
const LEAST = 16;

/** For every session a list of all, in the order of surnames, to be signed at the door. */
export async function attendancePdf(panel: SeatedPanel, head: PaperHead): Promise<Uint8Array> {
  const pages = new PaperPages(head, (words) => words.attendance);
  const { words } = pages;
  const columns = [
    { width: 22, title: '', align: 'right' as const },
    { width: 128, title: words.surname },
    { width: 104, title: words.givenName },
    { width: 68, title: words.firstTable },
    { width: 113, title: words.signature },
  ];
  const participants = asPrinted(panel.participants);
  const order = bySurname(participants);
  const seats = seatsOf(panel);
  for (const session of panel.sessions) {
    pages.turn();
    pages.masthead();
    sessionHead(pages, session, head).draw();
    pages.text(`${words.people(order.length)}. ${words.sorting}`, SMALL);
    pages.y += 8;
    const seatsThere = seats[firstRoundOf(session) ?? -1];
    const table = new Rows(pages, columns, {
      as: 'table',
      heading: 1,
      least: LEAST,
      again: () => pages.again(dayOfSession(session, head)),
    });
    table.add(
      order.map((position, i): Row => {
        const { givenName = '', surname = '', id = '' } = participants[position] ?? {};
        const seat = seatsThere?.[position];
        return {
          cells: [
            [{ text: String(i + 1), style: NUMBER }],
            [{ text: surname || (givenName === '' ? id : '–'), style: SURNAME, isName: true }],
            [{ text: givenName, style: NAME, isName: true }],
            seat === undefined ? [] : [{ text: String(seat.table + 1), style: NAME }],
            [],
          ],
        };
      }),
    );
    table.end();
  }
  if (panel.sessions.length === 0) pages.turn();
  return pages.pdf.bytes();
}

const firstRoundOf = ({ blocks }: Session): number | undefined =>
  blocks.find(({ round }) => round !== undefined)?.round;
