import { LEAST_SHARED } from '../../core/record/publication.js';
import { chancesSection } from './chances-part.js';
import type { ReportContent } from './content.js';
import { crossedSection } from './crossed-part.js';
import { escapeHtml } from './drawing.js';
import { type Html, pageOf, paragraphs, type Section } from './frame.js';
import { funnelSection } from './funnel-part.js';
import { checkSection, lotSection } from './lot-part.js';
import { mirrorSection } from './mirror-part.js';
import { type Numbers, numbersIn } from './numbers.js';
import { presenceSection } from './presence-part.js';
import { answersOf } from './short-answers.js';
import { type ReportWords, reportWords } from './words.js';

/** What every part of a page is written with. */
export interface Writing {
  readonly language: string;
  readonly words: ReportWords;
  readonly numbers: Numbers;
}

export const writingIn = (language: string): Writing => ({
  language,
  words: reportWords(language),
  numbers: numbersIn(language),
});

/** The report as one page. The same content gives the same bytes. */
export async function reportPage(content: ReportContent, language: string): Promise<string> {
  const writing = writingIn(language);
  const { words } = writing;
  const { record, title } = content;
  const sections: (Section | undefined)[] = [
    { id: 'short', title: words.inShort, body: shortHtml(content, writing) },
    await funnelSection(content, writing),
    await mirrorSection(content, writing),
    await presenceSection(content, writing),
    await crossedSection(content, writing),
    await chancesSection(content, writing),
    lotSection(content, writing),
    checkSection(content, writing),
    { id: 'about', title: words.about, body: aboutHtml(content, words) },
  ];
  return pageOf({
    ...{ language, title, kind: words.kind, skip: words.skip, contents: words.contents },
    mark: record.status === 'rehearsal' ? words.rehearsalMark : undefined,
    intro: statusHtml(record.status, words),
    sections: sections.filter((section) => section !== undefined),
    footer: paragraphs([words.aboutMade(record.manifest.software.version)]),
  });
}

const statusHtml = (status: ReportContent['record']['status'], words: ReportWords): Html =>
  `<p class="status ${status}"><strong>${escapeHtml(words.status[status])}</strong> ${escapeHtml(words.statusSays[status])}</p>`;

const shortHtml = (content: ReportContent, writing: Writing): Html =>
  `<dl class="answers">
${answersOf(content, writing)
  .map(({ question, answer }) => `<div><dt>${escapeHtml(question)}</dt><dd>${paragraphs(answer)}</dd></div>`)
  .join('\n')}
</dl>`;

const aboutHtml = ({ population }: ReportContent, words: ReportWords): Html =>
  paragraphs([
    words.aboutPrivacy(LEAST_SHARED),
    ...(population === undefined ? [words.populationUnknown] : [words.sources[population] ?? '']),
    words.cannotShow,
  ]);
