import iconv from 'iconv-lite';

/** A number from 0 to below n. */
export type Below = (n: number) => number;
export type Mutation = (bytes: Buffer, below: Below) => Buffer;

const pick = <T>(items: readonly T[], below: Below): T => items[below(items.length)] as T;
const onText =
  (change: (text: string, below: Below) => string): Mutation =>
  (bytes, below) =>
    Buffer.from(change(bytes.toString('utf8'), below));
const onLines = (change: (lines: string[], below: Below) => string[]): Mutation =>
  onText((text, below) => change(text.split('\n'), below).join('\n'));

/** What stands in a cell or for a value instead: empty, huge, of another kind, of another script, of use to an attacker. */
export const ODD = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1.5',
    '1e9',
    '007',
    '99999999999999999999',
    '9007199254740993',
    '٣',
    '½',
    'yes',
    'true',
    'null',
  ],
  ...[
    '"',
    "'",
    '""',
    'a"b',
    'a,b',
    'a;b',
    '\t',
    '=1+1',
    '@SUM(A1)',
    '../x',
    'a/b',
    '\u0000',
    '\u001b[31mred',
    '\u202eabc',
  ],
  ...[
    'é',
    'e\u0301',
    'İ',
    'ß',
    '\u00a0',
    '\u200b',
    '😀',
    '\ud800',
    'x'.repeat(70_000),
    '__proto__',
    'constructor',
    'toString',
  ],
  ...[
    '31/02/2000',
    '2026-13-01',
    '1/1/1',
    '–',
    '16–49',
    'man',
    '{}',
    '[]',
    '&a',
    '*a',
    '%',
    '50 %',
    '{{ x }}',
    '{% if %}',
  ],
];

/** Of any file. */
const BYTES: Readonly<Record<string, Mutation>> = {
  'a byte flipped': (bytes, below) => {
    const changed = Buffer.from(bytes);
    const at = below(Math.max(1, changed.length));
    if (changed.length > 0) changed[at] = (changed[at] ?? 0) ^ (1 << below(8));
    return changed;
  },
  'bytes of chance': (bytes, below) => {
    const changed = Buffer.from(bytes);
    const at = below(changed.length + 1);
    for (let i = at; i < Math.min(at + 8, changed.length); i++) changed[i] = below(256);
    return changed;
  },
  'cut short': (bytes, below) => bytes.subarray(0, below(bytes.length + 1)),
  emptied: () => Buffer.alloc(0),
  'a piece dropped': (bytes, below) => {
    const at = below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(40))]);
  },
  'a piece doubled': (bytes, below) => {
    const at = below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at + 1 + below(60)), bytes.subarray(at)]);
  },
  'nothing but zeros': (bytes) => Buffer.alloc(bytes.length),
};

/** Of any text. */
const TEXTS: Readonly<Record<string, Mutation>> = {
  'a byte order mark': (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]),
  'another encoding': (bytes, below) =>
    iconv.encode(bytes.toString('utf8'), pick(['latin1', 'utf-16le', 'utf-16be', 'utf-32le', 'cp437'], below), {
      addBOM: below(2) === 0,
    }),
  'line ends of another kind': onText((text, below) => text.replaceAll('\n', pick(['\r\n', '\r', '\n\n', ' '], below))),
  'a NUL': onText((text, below) => insert(text, below(text.length + 1), '\u0000')),
  'an odd piece': onText((text, below) => insert(text, below(text.length + 1), pick(ODD, below))),
  'a line dropped': onLines((lines, below) => lines.toSpliced(below(lines.length), 1)),
  'a line doubled': onLines((lines, below) => {
    const at = below(lines.length);
    return lines.toSpliced(at, 0, lines[at] ?? '');
  }),
  'lines swapped': onLines((lines, below) => {
    const [a, b] = [below(lines.length), below(lines.length)];
    return lines.map((line, i) => (i === a ? lines[b] : i === b ? lines[a] : line) ?? '');
  }),
  'a line many times': onLines((lines, below) => {
    const at = below(lines.length);
    return lines.toSpliced(at, 0, ...Array.from({ length: 200 }, () => lines[at] ?? ''));
  }),
  'a number changed': onText((text, below) =>
    replaceOne(text, /\d+/g, below, () =>
      pick(['0', '-1', '1', '3', '40', '1.5', '1e3', '99999999999999999999', ''], below),
    ),
  ),
  'a word in another place': onText((text, below) => {
    const words = text.match(/[\p{L}\d_-]{2,}/gu) ?? [];
    return replaceOne(text, /[\p{L}\d_-]{2,}/gu, below, () => words[below(words.length)] ?? '');
  }),
};

const onCells = (change: (cells: string[], below: Below) => string[]): Mutation =>
  onLines((lines, below) => {
    const at = below(lines.length);
    const mark = lines[0]?.includes(';') ? ';' : ',';
    return lines.map((line, i) => (i === at ? change(line.split(mark), below).join(mark) : line));
  });

const CSV: Readonly<Record<string, Mutation>> = {
  'another delimiter': onText((text, below) => text.replaceAll(/[,;]/g, pick([',', ';', '\t', '|', ' '], below))),
  'an odd cell': onCells((cells, below) => cells.with(below(cells.length), pick(ODD, below))),
  'an odd quoted cell': onCells((cells, below) =>
    cells.with(below(cells.length), `"${pick(ODD, below).replaceAll('"', '""')}"`),
  ),
  'a cell dropped': onCells((cells, below) => cells.toSpliced(below(cells.length), 1)),
  'a cell added': onCells((cells, below) => cells.toSpliced(below(cells.length), 0, pick(ODD, below))),
  'a quote opened': onCells((cells, below) => {
    const at = below(cells.length);
    return cells.with(at, `"${cells[at]}`);
  }),
  'an odd header': (bytes, below) =>
    onText((text) => {
      const [header = '', ...lines] = text.split('\n');
      const cells = header.split(/[,;]/);
      return [cells.with(below(cells.length), pick(ODD, below)).join(header.includes(';') ? ';' : ','), ...lines].join(
        '\n',
      );
    })(bytes, below),
  'a column name twice': onText((text, below) => {
    const [header = '', ...lines] = text.split('\n');
    const cells = header.split(',');
    return [cells.with(below(cells.length), cells[below(cells.length)] ?? '').join(','), ...lines].join('\n');
  }),
  'only the header': onText((text) => `${text.split('\n')[0]}\n`),
  'a column blank': onText((text, below) => {
    const [header = '', ...lines] = text.split('\n');
    const at = below(header.split(',').length);
    return [
      header,
      ...lines.map((line) =>
        line
          .split(',')
          .with(Math.min(at, line.split(',').length - 1), '')
          .join(','),
      ),
    ].join('\n');
  }),
};

/** A key with its value, or a value alone: what YAML and JSON have in common when seen as text. */
const YAML: Readonly<Record<string, Mutation>> = {
  'a key renamed': onText((text, below) => replaceOne(text, /(?<!\w)\w+(?=:)/g, below, (key) => `${key}x`)),
  'an odd key': onText((text, below) =>
    replaceOne(text, /(?<!\w)\w+(?=:)/g, below, () =>
      pick(['__proto__', 'constructor', '"a b"', '? a', '<<', '1', '~', '[a]'], below),
    ),
  ),
  'an odd value': onText((text, below) =>
    replaceOne(text, /(?<=: )[^\n{[,}\]]+/g, below, () => pick(YAML_VALUES, below)),
  ),
  'an odd list or map': onText((text, below) =>
    replaceOne(text, /[{[][^{[\]}]*[\]}]/g, below, () => pick(YAML_VALUES, below)),
  ),
  'an anchor and its alias': onText((text, below) =>
    replaceOne(
      replaceOne(text, /(?<=: )(?=\w)/g, below, () => '&a '),
      /(?<=: )[\w]+/g,
      below,
      () => '*a',
    ),
  ),
  'aliases that multiply': onText((text) => {
    const lines = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`);
    return `a0: &a0 [x]\n${lines.join('\n')}\n${text}`;
  }),
  'nested deeply': onText((text, below) =>
    replaceOne(text, /(?<=: )[^\n]+/g, below, () => '['.repeat(10 ** (1 + below(4)))),
  ),
  'indented otherwise': onLines((lines, below) => {
    const at = below(lines.length);
    return lines.map((line, i) => (i === at ? ` ${line}` : line));
  }),
  'a tag': onText((text, below) =>
    replaceOne(text, /(?<=: )(?=\S)/g, below, () =>
      pick(['!!binary ', '!!js/function ', '!!set ', '!x ', '!!int ', '!!null '], below),
    ),
  ),
  'two documents': onText((text) => `${text}---\n${text}`),
};
const YAML_VALUES = [
  ...[
    '',
    '~',
    'true',
    'no',
    '0',
    '-1',
    '1.5',
    '1e400',
    '.inf',
    '.nan',
    '0x10',
    '99999999999999999999',
    '2026-01-01',
    '12:30',
  ],
  ...[
    '[]',
    '{}',
    '[[]]',
    '[1, 1]',
    '{ a: b }',
    '"" ',
    '"\\u0000"',
    "'x'",
    '|\n  a',
    '../up',
    '.',
    '..',
    'register.csv',
    'x'.repeat(5000),
  ],
  ...[
    '[~]',
    '{ a: ~ }',
    '100 %',
    '50%',
    '-5 %',
    'sortition.yaml',
    'nowhere.csv',
    '"a\\nb"',
    '[man, man]',
    '{ __proto__: 1 }',
  ],
];

const JSONS: Readonly<Record<string, Mutation>> = {
  'a member dropped': onText((text, below) => replaceOne(text, /"[^"]*":("[^"]*"|\d+),/g, below, () => '')),
  'a member twice': onText((text, below) => replaceOne(text, /"[^"]*":("[^"]*"|\d+),/g, below, (all) => all + all)),
  'a value of another kind': onText((text, below) =>
    replaceOne(text, /(?<=:)("[^"]*"|\d+)/g, below, () => pick(JSON_VALUES, below)),
  ),
  'an item of another kind': onText((text, below) =>
    replaceOne(text, /(?<=[[,])("[^"]*"|\d+)(?=[\],])/g, below, () => pick(JSON_VALUES, below)),
  ),
  'a list or map of another kind': onText((text, below) =>
    replaceOne(text, /[{[][^{[\]}]*[\]}]/g, below, () => pick(JSON_VALUES, below)),
  ),
  'nested deeply': onText((text, below) =>
    replaceOne(text, /(?<=:)("[^"]*"|\d+)/g, below, () => '['.repeat(10 ** (1 + below(4)))),
  ),
};
const JSON_VALUES = [
  ...[
    'null',
    'true',
    '0',
    '-0',
    '-1',
    '1.5',
    '1e400',
    '1e-7',
    '9007199254740993',
    '99999999999999999999999',
    '""',
    '"x"',
    '[]',
    '{}',
  ],
  ...[
    '[[]]',
    '[null]',
    '{"a":null}',
    '"__proto__"',
    '{"__proto__":1}',
    '"\\u0000"',
    '"\\ud800"',
    '"é"',
    '[1,1,1]',
    '"1"',
  ],
];

const insert = (text: string, at: number, piece: string): string => text.slice(0, at) + piece + text.slice(at);

function replaceOne(text: string, pattern: RegExp, below: Below, by: (found: string) => string): string {
  const all = [...text.matchAll(pattern)];
  const found = all[below(Math.max(1, all.length))];
  if (found === undefined) return text;
  return text.slice(0, found.index) + by(found[0]) + text.slice(found.index + found[0].length);
}

/** The kinds of change that fit a file of this name. */
export function mutationsOf(name: string): readonly (readonly [kind: string, mutation: Mutation])[] {
  const [, ending = ''] = /\.([a-z]+)$/.exec(name) ?? [];
  if (ending === 'xlsx') return Object.entries(BYTES);
  const special = { csv: CSV, yaml: YAML, md: {}, json: JSONS, jsonl: JSONS, txt: {} }[ending] ?? {};
  // Changes of its own kind go deeper than the parser.
  return [...Object.entries(BYTES), ...Object.entries(TEXTS), ...Object.entries(special), ...Object.entries(special)];
}
