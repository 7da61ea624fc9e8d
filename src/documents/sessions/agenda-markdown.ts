import type { Block, Session } from '../../core/sessions/model.js';
import type { PaperHead } from './papers.js';
import { blockSpan, isLink, namesOfSession } from './session-head.js';
import { type PaperWords, paperWords } from './words.js';

/** The days for those who take part, as Markdown that reads well as it is too. */
export function agendaMarkdown(sessions: readonly Session[], head: PaperHead): string {
  const { title, language, purpose } = head;
  const words = paperWords(language);
  const lines = [
    `# ${escaped(title)}${words.colon}${words.agenda}`,
    ...(purpose === 'rehearsal' ? ['', `**${words.rehearsal}**`] : []),
  ];
  for (const session of sessions) {
    const [name = '', when] = namesOfSession(session, head);
    lines.push('', `## ${escaped(name)}`);
    if (when !== undefined) lines.push('', `**${words.when}${words.colon.trimEnd()}** ${escaped(when)}`);
    const place = isLink(session.place) ? `<${session.place}>` : escaped(session.place);
    if (place !== '') lines.push('', `**${words.where}${words.colon.trimEnd()}** ${place}`);
    lines.push('');
    for (const block of session.blocks) lines.push(lineOf(block, words));
  }
  return `${lines.join('\n')}\n`;
}

function lineOf(block: Block, words: PaperWords): string {
  const { title, speakers, round } = block;
  const what = [
    `**${escaped(title)}**`,
    ...(round === undefined ? [] : [`${words.round} ${round + 1}`]),
    ...(speakers.length === 0 ? [] : [`${words.speakers} ${escaped(speakers.join(', '))}`]),
  ];
  return `- ${escaped(blockSpan(words, block))} · ${what.join(' · ')}`;
}

/** One line that shows as it is written, whatever stands in it. */
const escaped = (text: string): string =>
  text
    .replace(/[^\S\u00a0]+/gu, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#|~&!$@]/g, '\\$&')
    // What looks like an address is made a link, with whatever stands after it.
    .replace(/(www)(?=\.)|(?=:\/\/)/giu, '$1\\');
