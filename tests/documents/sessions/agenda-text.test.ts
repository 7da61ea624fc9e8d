import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import type { Session } from '../../../src/core/sessions/model.js';
import { agendaHtml } from '../../../src/documents/sessions/agenda-html.js';
import { agendaMarkdown } from '../../../src/documents/sessions/agenda-markdown.js';
import { PAPER_LANGUAGES, paperWords } from '../../../src/documents/sessions/words.js';
import fc from '../../support/laws.js';
import { seatedTown, townHead } from '../../support/seated-town.js';

const { sessions } = seatedTown();

/** What a browser shows of HTML without entities other than these. */
const shown = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Text with everything in it that means something to Markdown or HTML. */
const nasty = fc
  .array(
    fc.constantFrom(
      ...'*_`[]()<>#|~&!$\\"\'=+-.:/1aé'.split(''),
      '<b>',
      '&amp;',
      '</style>',
      'www.x.be',
      'a@b.be',
      'https://x.be',
      ' ',
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => parts.join('').replace(/ +/g, ' ').trim())
  .filter((text) => text !== '');

const [saturday] = sessions as [Session];
const [first] = saturday.blocks as [Session['blocks'][number]];
const sessionOf = (text: string): Session => ({
  ...saturday,
  title: text,
  place: text,
  blocks: [{ ...first, kind: 'expert', title: text, speakers: [text] }],
});

const isAddress = (text: string): boolean => /^https:\/\/\S+$/.test(text);

/** A session that is called what the panel is. */
const named: Session = { ...saturday, title: townHead().title };

describe('The agenda as Markdown', () => {
  test.each(PAPER_LANGUAGES)('says in %s when and where everything is', (language) => {
    const words = paperWords(language);
    const text = agendaMarkdown(sessions, townHead(language));
    for (const { title, place, blocks } of sessions) {
      expect(text).toContain(`## ${title}`);
      expect(text).toContain(place);
      for (const block of blocks) expect(shown(marked.parse(text) as string)).toContain(block.title);
    }
    for (const one of [words.agenda, words.when, words.where, `${words.round} 4`, `${words.speakers} Prof. Noor`])
      expect(text).toContain(one);
    expect(text).not.toContain('undefined');
    // What the team does is its own business.
    expect(text).not.toContain('flip charts');
    expect(text).not.toContain('Everybody speaks once');
  });

  test('shows every text as it was written', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const html = marked.parse(agendaMarkdown([sessionOf(text)], { ...townHead(), title: `${text} 2` })) as string;
        const squeezed = (value: string): string => value.replace(/\s+/g, ' ');
        const all = squeezed(shown(html));
        expect(all.split(squeezed(text)).length).toBeGreaterThanOrEqual(6);
        // Nothing of it became a tag.
        const tags = [...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag);
        const others = tags.filter((tag) => tag !== 'a' || !isAddress(text));
        expect(others.filter((tag) => !['h1', 'h2', 'p', 'strong', 'ul', 'li'].includes(tag ?? ''))).toEqual([]);
      }),
    );
  });

  test('says once what panel and session are called, where that is the same', () => {
    const text = agendaMarkdown([named], townHead());
    expect(text.split(named.title)).toHaveLength(2);
    expect(text).toMatch(/^## Saturday 5 December 2026, /m);
    expect(text).not.toContain('**When:**');
  });

  test('links to where a panel meets online, and to nowhere else', () => {
    const linked = (place: string): string =>
      marked.parse(agendaMarkdown([{ ...saturday, place }], townHead())) as string;
    expect(linked('https://x.be/?a&b_c')).toContain('<a href="https://x.be/?a&amp;b_c">https://x.be/?a&amp;b_c</a>');
    for (const place of ['javascript:alert(1)', 'https://x.be and more', 'https://x.be><b>', 'Town hall'])
      expect(linked(place)).not.toContain('<a');
  });

  test('says so in a rehearsal', () => {
    expect(agendaMarkdown(sessions, townHead('nl', 'rehearsal'))).toContain('**OEFENING – er is niemand echt geloot**');
    expect(agendaMarkdown(sessions, townHead('nl'))).not.toContain('OEFENING');
  });
});

describe('The agenda as HTML', () => {
  test.each(PAPER_LANGUAGES)('says in %s when and where everything is, and asks for nothing', (language) => {
    const words = paperWords(language);
    const html = agendaHtml(sessions, townHead(language));
    expect(html).toContain(`<html lang="${language}">`);
    for (const { title, place, blocks } of sessions) {
      for (const text of [title, place, ...blocks.flatMap((block) => [block.title, ...block.speakers])])
        expect(shown(html)).toContain(text);
    }
    for (const one of [words.agenda, words.when, words.where, `${words.round} 4`]) expect(html).toContain(one);
    expect(html).not.toMatch(/undefined|<script|<link|<img|url\(|@import|https?:/);
    expect(html).toContain(`content="default-src 'none';`);
    expect(html).not.toContain('flip charts');
    expect(html).not.toContain('Everybody speaks once');
  });

  test('shows every text as it was written', () => {
    const tagsOf = (html: string): string[] => [...html.matchAll(/<\/?[a-z0-9]+/g)].map(([tag]) => tag);
    const expected = tagsOf(agendaHtml([sessionOf('x')], townHead()));
    fc.assert(
      fc.property(nasty, (text) => {
        const html = agendaHtml([sessionOf(text)], { ...townHead(), title: `${text} 2` });
        // An address alone is a link; nothing else of a text is a tag.
        const tags = tagsOf(html).filter((tag) => !(isAddress(text) && /^<\/?a$/.test(tag)));
        expect(tags).toEqual(expected);
        expect(shown(html.replace(/<style>.*<\/style>/s, '')).split(text).length).toBeGreaterThanOrEqual(6);
      }),
    );
  });

  test('says once what panel and session are called, where that is the same', () => {
    const html = agendaHtml([named], townHead()).replace(/<title>.*<\/title>/, '');
    expect(html.split(named.title)).toHaveLength(2);
    expect(html).toMatch(/<h2 id="session-1"><time datetime="2026-12-05">Saturday 5 December 2026, /);
  });

  test('links to where a panel meets online, and to nowhere else', () => {
    const linked = (place: string): string => agendaHtml([{ ...saturday, place }], townHead());
    expect(linked('https://x.be/?a&b')).toContain('<dd><a href="https://x.be/?a&amp;b">https://x.be/?a&amp;b</a></dd>');
    for (const place of ['javascript:alert(1)', 'https://x.be and more', 'Town hall'])
      expect(linked(place)).not.toContain('<a');
  });

  test('says so in a rehearsal', () => {
    const rehearsal = '<p class="rehearsal">PROBE – niemand wurde wirklich ausgelost</p>';
    expect(agendaHtml(sessions, townHead('de', 'rehearsal'))).toContain(rehearsal);
    expect(agendaHtml(sessions, townHead('de'))).not.toContain('PROBE');
  });
});
