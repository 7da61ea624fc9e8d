import { describe, expect, test } from 'vitest';
import { FaultList } from '../../../src/core/errors.js';
import type { LetterBlock, RichText } from '../../../src/documents/letters/markdown.js';
import { compileTemplate, type FilledTemplate, type OwnValues } from '../../../src/documents/letters/template.js';
import { valueText } from '../../../src/documents/letters/value-text.js';
import fc from '../../support/laws.js';

const text = `# Invitation: {{ panel.title }}

Dear {{ person.name }},

**{{ person.name }}** is *not* {{ person.name }}_{{ person.name }}. {% if session.help %}Help: {{ session.help }}{% endif %}

- {{ person.name }}
- one **{{ panel.topic }}**

[[reply]]

{{ person.name }}

{% if reply.card %}A card.{% endif %}
`;
const shared = { 'panel.title': 'The town’s jury', 'panel.topic': 'water', 'reply.card': true as const };

function compile(source: string) {
  const faults = new FaultList();
  const template = compileTemplate({ file: 'invitation.en.md', language: 'en', text: source }, faults);
  return { template, faults };
}

function fill(source: string, own: OwnValues): FilledTemplate | undefined {
  const { template, faults } = compile(source);
  const filled = template?.fill(shared, own, { faults });
  faults.throwIfAny();
  return filled;
}

const wording = (rich: RichText, values: readonly string[]): string =>
  rich
    .map((line) => line.map(({ text: own, value }) => (value === undefined ? own : values[value])).join(''))
    .join('\n');
const wordings = (filled: FilledTemplate | undefined): string[] =>
  (filled?.blocks ?? []).map((block) =>
    block.kind === 'marker' ? block.marker : wording(block.text, filled?.values ?? []),
  );
const faultsOf = (source: string): string[] =>
  compile(source).faults.faults.map(({ code, where }) => `${code} ${where.row}`);

/** A condition on a person's own value makes Liquid read the template for everybody. */
const slow = `${text}\n{% if person.code %}{% endif %}\n`;

/** Everything that could be taken for markup, and everything else. */
const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom(
      '*',
      '_',
      '#',
      '[',
      ']',
      '(',
      '<b>',
      '|',
      '\n',
      '- ',
      '1. ',
      '`',
      '{{ x }}',
      '{% if %}',
      '\ue000',
      '0',
      '\ue001',
      ' ',
      'a',
      '&amp;',
      '![',
      'https://x.y',
    ),
    maxLength: 20,
  }),
);

describe('A name', () => {
  test('never changes what a letter is made of, whatever is in it', () => {
    fc.assert(
      fc.property(names, fc.constantFrom(text, slow), (name, template) => {
        const plain = fill(template, { 'person.name': 'Ana' });
        const filled = fill(template, { 'person.name': name });
        expect(filled?.blocks).toEqual(plain?.blocks);
        const own = (filled?.values ?? []).filter((_, i) => plain?.values[i] === 'Ana');
        expect(own).toEqual(Array.from({ length: 6 }, () => valueText(name)));
      }),
    );
  });

  test('is filled in without Liquid as Liquid fills it in', () => {
    fc.assert(
      fc.property(
        names.filter((name) => valueText(name) !== ''),
        (name) => {
          expect(wordings(fill(slow, { 'person.name': name }))).toEqual(wordings(fill(text, { 'person.name': name })));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('goes through a filter where the template says so', () => {
    expect(wordings(fill('# A\n\n{{ person.name | upcase }}\n', { 'person.name': 'Ana' }))).toEqual(['A', 'ANA']);
  });
});

describe('A template', () => {
  test('is read into subject, paragraphs, items and markers', () => {
    const filled = fill(text, { 'person.name': 'Ana' });
    expect(filled?.blocks.map((block: LetterBlock) => block.kind)).toEqual([
      'subject',
      'paragraph',
      'paragraph',
      'item',
      'item',
      'marker',
      'paragraph',
      'paragraph',
    ]);
    expect(wordings(filled).slice(0, 3)).toEqual(['Invitation: The town’s jury', 'Dear Ana,', 'Ana is not Ana_Ana. ']);
    const inFace = (face: 'bold' | 'italic'): number =>
      (filled?.blocks ?? [])
        .flatMap((block) => (block.kind === 'marker' ? [] : block.text.flat()))
        .filter((piece) => piece[face]).length;
    expect([inFace('bold'), inFace('italic')]).toEqual([2, 1]);
  });

  test('asks for each missing value, with its line, at once', () => {
    const { template, faults } = compile(
      '# {{ panel.title }}\n\n{{ organiser.phone }}\n\n{{ values.bus }} {{ person.code }}\n',
    );
    const at = { faults, where: { file: 'invited.csv', row: 7 } };
    expect(template?.fill(shared, {}, at)).toBeUndefined();
    expect(
      faults.faults.map(({ code, args, where }) => [code, (args as { name: string }).name, where.file, where.row]),
    ).toEqual([
      ['LETTER_VALUE_MISSING', 'organiser.phone', 'invitation.en.md', 3],
      ['LETTER_VALUE_MISSING', 'values.bus', 'invitation.en.md', 5],
      ['LETTER_VALUE_MISSING', 'person.code', 'invited.csv', 7],
    ]);
  });

  test.each<[string, string, string]>([
    ['an unknown placeholder', '# A\n\n{{ person.nmae }}\n', 'LETTER_PLACEHOLDER_UNKNOWN 3'],
    [
      'an unknown placeholder in a branch not taken',
      '# A\n\n{% if reply.card %}\n{{ x }}\n{% endif %}\n',
      'LETTER_PLACEHOLDER_UNKNOWN 4',
    ],
    ['a tag that reads files', '# A\n\n{% include "b" %}\n', 'LETTER_LIQUID 3'],
    ['a filter that lets values through unmarked', '# A\n\n{{ person.name | raw }}\n', 'LETTER_LIQUID 3'],
    ['a condition left open', '# A\n\n{% if reply.card %}\n', 'LETTER_LIQUID 3'],
    ['a table', '# A\n\n| a | b |\n|-|-|\n| 1 | 2 |\n', 'LETTER_MARKDOWN 3'],
    ['HTML', '# A\n\ntext\n\n<b>bold</b>\n', 'LETTER_MARKDOWN 5'],
    ['a picture', '# A\n\n![logo](logo.png)\n', 'LETTER_MARKDOWN 3'],
    ['a marker among other words', '# A\n\nHere: [[reply]]\n', 'LETTER_MARKDOWN 3'],
    ['an unknown marker', '# A\n\n[[replies]]\n', 'LETTER_MARKDOWN 3'],
    ['a second subject', '# A\n\n# B\n', 'LETTER_MARKDOWN 3'],
    ['no subject', 'Dear all,\n', 'LETTER_SUBJECT_MISSING 1'],
    ['text from right to left', '# A\n\nשלום\n', 'LETTER_RIGHT_TO_LEFT 3'],
    ['a character of its own use', '# A\n\n\ue0000\ue001\n', 'LETTER_CHARACTER 3'],
  ])('with %s is refused, its line named', (_, source, fault) => {
    expect(faultsOf(source)).toEqual([fault]);
  });

  test('may have comments, entities and links, which are shown as text', () => {
    const source =
      '# A\n\n{% comment %}| not | a table |{% endcomment %}See [the page](https://example.org) &amp; <https://b.org> \\*\n';
    expect(wordings(fill(source, {}))).toEqual(['A', 'See the page (https://example.org) & https://b.org *']);
  });
});
