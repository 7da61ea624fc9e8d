import type { Block, Session } from '../../core/sessions/model.js';
import { AGENDA_STYLE } from './agenda-style.js';
import type { PaperHead } from './papers.js';
import { blockSpan, isLink, namesOfSession } from './session-head.js';
import { type PaperWords, paperWords } from './words.js';

/**
 * The days for those who take part, as one page that asks for nothing else: no script, no font, no picture, and a policy that forbids
 * them. For screens of any size, bright or dark, and for paper.
 */
export function agendaHtml(sessions: readonly Session[], head: PaperHead): string {
  const { title, language, purpose } = head;
  const words = paperWords(language);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}${words.colon}${escaped(words.agenda)}</title>
<style>${AGENDA_STYLE}</style>
</head>
<body>
<header>
${purpose === 'rehearsal' ? `<p class="rehearsal">${escaped(words.rehearsal)}</p>\n` : ''}<p class="kind">${escaped(words.agenda)}</p>
<h1>${escaped(title)}</h1>
</header>
<main>
${sessions.map((session, i) => sessionHtml(session, i, head)).join('\n')}
</main>
</body>
</html>
`;
}

function sessionHtml(session: Session, number: number, head: PaperHead): string {
  const words = paperWords(head.language);
  const { place, date, blocks } = session;
  const [name = '', when] = namesOfSession(session, head);
  const timed = (text: string): string => `<time datetime="${escaped(date)}">${escaped(text)}</time>`;
  const facts = [
    ...(when === undefined ? [] : [`<dt>${escaped(words.when)}</dt><dd>${timed(when)}</dd>`]),
    ...(place === '' ? [] : [`<dt>${escaped(words.where)}</dt><dd>${placeHtml(place)}</dd>`]),
  ];
  return `<section aria-labelledby="session-${number + 1}">
<h2 id="session-${number + 1}">${when === undefined ? timed(name) : escaped(name)}</h2>
${facts.length === 0 ? '' : `<dl>\n${facts.join('\n')}\n</dl>\n`}<ol>
${blocks.map((block) => blockHtml(block, words)).join('\n')}
</ol>
</section>`;
}

function blockHtml(block: Block, words: PaperWords): string {
  const { kind, title, speakers, round } = block;
  const below = [
    ...(round === undefined ? [] : [`<p class="round">${escaped(words.round)} ${round + 1}</p>`]),
    ...(speakers.length === 0 ? [] : [`<p>${escaped(`${words.speakers} ${speakers.join(', ')}`)}</p>`]),
  ];
  const span = escaped(blockSpan(words, block));
  return `<li class="${kind}"><p class="time">${span}</p><div><h3>${escaped(title)}</h3>${below.join('')}</div></li>`;
}

const placeHtml = (place: string): string =>
  isLink(place) ? `<a href="${escaped(place)}">${escaped(place)}</a>` : escaped(place);

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
