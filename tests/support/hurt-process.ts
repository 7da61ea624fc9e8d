import { codeOf } from './made-invitation.js';

/** A table that some command reads: its header, and rows of texts. */
export type Rows = readonly (readonly string[])[];

export interface Subject {
  /** The name of the file without its extension. */
  readonly file: string;
  readonly rows: Rows;
  readonly command: (folder: string, file: string) => readonly string[];
  /** Of the summary what must stay the same where the file says the same. */
  readonly gist: (summary: Readonly<Record<string, unknown>>) => unknown;
  /** Without rows it is as good as any other. */
  readonly mayBeEmpty?: true;
}

const invite = (folder: string): readonly string[] => [
  'invite',
  folder,
  '--commit',
  '--out',
  `${folder}/out`,
  '--json',
];
const strata = ({ rows, strata: of, left_out: left }: Readonly<Record<string, unknown>>): unknown => [
  ...[rows, of],
  (left as { count: number }[]).map(({ count }) => count),
];

const people: Rows = [
  ['id', 'name', 'gender', 'born', 'postcode'],
  ['1', 'Zoé', 'woman', '01/02/1980', '1000'],
  ['2', 'Bo', 'man', '03/04/1990', '1000'],
  ['3', 'Ann', 'woman', '05/06/2000', '2000'],
  ['4', 'Cem', 'man', '07/08/1970', '2000'],
  ['5', 'Léa', 'woman', '09/10/1960', '2000'],
  ['6', 'Dora', 'woman', '11/12/1985', '2000'],
  ['7', 'Emil', 'man', '12/12/1985', '1000'],
];

/** Everything that is read as a table, in one process. */
export const SUBJECTS = {
  register: { file: 'register', rows: people, command: invite, gist: strata },
  replies: {
    file: 'replies',
    rows: [
      ['code', 'part', 'gender', 'why'],
      [codeOf(1), 'yes', 'Woman', ''],
      [codeOf(2), 'yes', 'Man', ''],
      [codeOf(3), 'no', 'Woman', 'Café'],
    ],
    command: (folder, file) => ['intake', file, folder, '--json'],
    gist: ({ yes, refused, replies }) => [yes, refused, replies],
    mayBeEmpty: true,
  },
  shares: {
    file: 'shares',
    rows: [
      ['feature', 'value', 'count', 'note'],
      ['gender', 'woman', '510', ''],
      ['gender', 'man', '490', 'Café'],
    ],
    command: (folder, file) => ['quotas', file, '--size', '4', '--out', `${folder}/new.csv`, '--json'],
    gist: ({ features }) => features,
  },
  'list of ids': {
    file: 'left',
    rows: [
      ['id', 'note'],
      ['2', 'Café'],
      ['3', ''],
    ],
    command: invite,
    gist: strata,
    mayBeEmpty: true,
  },
  'list of names': {
    file: 'moved',
    rows: [
      ['name', 'born', 'note'],
      ['Cem', '07/08/1970', ''],
      ['Léa', '09/10/1960', 'x'],
    ],
    command: invite,
    gist: strata,
    mayBeEmpty: true,
  },
  'look-up table': {
    file: 'districts',
    rows: [
      ['postcode', 'district', 'note'],
      ['1000', 'Centre', ''],
      ['2000', 'Périphérie', ''],
    ],
    command: invite,
    gist: strata,
  },
  quotas: {
    file: 'quotas',
    rows: [
      ['feature', 'value', 'min', 'max', 'note'],
      ['gender', 'woman', '0', '2', 'é'],
      ['gender', 'man', '0', '2', ''],
      ['district', 'Centre', '0', '2', ''],
      ['district', 'Périphérie', '0', '2', ''],
    ],
    command: (folder) => ['intake', `${folder}/replies.csv`, folder, '--json'],
    gist: ({ yes, feasible, missing, obstacles }) => [yes, feasible, missing, obstacles],
  },
} as const satisfies Record<string, Subject>;

const invited: Rows = [
  ['id', 'name', 'gender', 'born', 'postcode', 'stratum', 'reply_code'],
  ...people.slice(1).map((cells, n) => [...cells, '', codeOf(n + 1)]),
];

export const csvOf = (rows: Rows, lineEnd = '\n'): string => rows.map((cells) => cells.join(',') + lineEnd).join('');

/** A sound process folder; `named`: what sortition.yaml calls a file that is not called as here. */
export function hurtProcess(named: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const name = (file: string): string => named[file] ?? `${file}.csv`;
  const tables = Object.fromEntries(
    Object.values(SUBJECTS).map(({ file, rows }: Subject) => [`${file}.csv`, csvOf(rows)]),
  );
  return {
    ...tables,
    'invitation/invited.csv': csvOf(invited),
    'sortition.yaml': `title: A jury
register: { file: ${name('register')}, id: id }
features:
  district: { column: postcode, table: ${name('districts')} }
eligible:
  age: { birth_date: born, format: dd/mm/yyyy, at: 2026-01-01, min: 16 }
  exclude: [${name('left')}, { file: ${name('moved')}, name: [name], birth_date: born, format: dd/mm/yyyy }]
quotas: ${name('quotas')}
panel: { size: 2 }
invitation: { letters: 1, strata: { district: { Centre: 2 }, gender: { woman: 2 } } }
replies:
  code: code
  takes_part: { column: part, yes: ["yes"] }
  reason: why
  features: { gender: { column: gender, values: { Woman: woman, Man: man } } }
`,
  };
}
