import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { slipped } from './made-invitation.js';
import { csv, type Row } from './one-off-pool.js';
import { expectDone, runCli } from './run-cli.js';

const dice = (n: number): string => Array.from({ length: 30 }, (_, i) => ((n * i * i + 2) % 6) + 1).join(' ');
const QUARTERS = ['Hafen', 'Altstadt', 'Süd'];
const FORM = {
  code: 'Ihr Code?',
  part: 'Machen Sie mit?',
  why: 'Warum nicht?',
  name: 'Ihr Name',
};

const yaml = `title: The town’s jury
register: { file: register.csv, encoding: windows-1252, id: number, household: [street, postcode] }
eligible:
  exclude: [{ file: moved.csv, name: [surname, given], birth_date: born, format: dd.mm.yyyy }]
quotas: quotas.csv
panel: { size: 12, alternates: 3 }
invitation: { letters: 120, strata: { quarter: { Hafen: 2 } } }
replies:
  code: "${FORM.code}"
  takes_part: { column: "${FORM.part}", yes: [Ja] }
  reason: "${FORM.why}"
`;

/** Everybody has names that nobody else has; the household is mostly their own. */
const person = (i: number): Row => ({
  number: `R-${String((i * 7919) % 10_000).padStart(5, '0')}`,
  surname: `Übername${i}x`,
  given: `Vorname${i}x`,
  born: `${String((i % 28) + 1).padStart(2, '0')}.06.${1940 + (i % 60)}`,
  gender: i % 2 === 0 ? 'woman' : 'man',
  quarter: QUARTERS[i % 3] ?? '',
  street: `Weg ${Math.floor(i / 1.1)}`,
  postcode: '01067',
});

export interface LetteredTown {
  /** Of somebody in each part; `kept` stays, settled by hand below all others. */
  readonly ids: Readonly<Record<Part, string>>;
  readonly people: readonly Row[];
  /** Id → code, as the letter has it. */
  readonly codes: ReadonlyMap<string, string>;
  readonly settledAs: string;
}

export type Part = 'seated' | 'silent' | 'refused' | 'uninvited' | 'named' | 'settled' | 'slipped' | 'kept';

/** A town from the invitation to the draw, by the commands themselves, with what an organiser adds. */
export async function makeLetteredTown(folder: string): Promise<LetteredTown> {
  const people = Array.from({ length: 400 }, (_, i) => person(i));
  const put = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content);
  const rows = (name: string): Row[] =>
    parse(readFileSync(join(folder, name)), { columns: true, bom: true, delimiter: ';' }) as Row[];
  const run = async (...args: string[]): Promise<void> => expectDone(await runCli(args, { cwd: folder }));

  put('sortition.yaml', yaml);
  put('register.csv', iconv.encode(csv(people, { delimiter: ';', lineEnd: '\r\n' }), 'windows-1252'));
  const quotas = [
    ...['woman', 'man'].map((value) => ['gender', value]),
    ...QUARTERS.map((value) => ['quarter', value]),
  ];
  put('quotas.csv', csv(quotas.map(([feature = '', value = '']) => ({ feature, value, min: '1', max: '9' }))));
  const moved = people.slice(50, 54).map(({ surname = '', given = '', born = '' }) => ({
    Given: ` ${given.toUpperCase()} `,
    SURNAME: surname.normalize('NFD'),
    Born: born,
    to: 'elsewhere',
  }));
  put('moved.csv', csv(moved));
  await run('invite', '--commit');
  await run('invite', '--commitment', 'invitation', '--dice', dice(5));

  const invited = rows('invitation/invited.csv');
  const codes = new Map(invited.map((row) => [row['number'] ?? '', row['reply_code'] ?? '']));
  const code = (i: number): string => invited[i]?.['reply_code'] ?? '';
  const answer = (i: number, typed: string, reason = ''): Row => ({
    Zeit: `2026-10-${10 + (i % 9)}`,
    [FORM.code]: typed,
    [FORM.part]: reason === '' ? 'Ja' : 'Nein',
    [FORM.why]: reason,
    [FORM.name]: `${invited[i]?.['given']} ${invited[i]?.['surname']}`,
  });
  const typings = [
    (of: string) => of.toLowerCase(),
    (of: string) => of.replaceAll('-', ''),
    (of: string) => of.replaceAll('-', ' '),
    (of: string) => ` ${of.replaceAll('-', ' – ').replaceAll('0', 'O').replaceAll('1', 'l')}`,
  ];
  const slip = slipped(code(4).replaceAll('-', ''), 3);
  const replies = [
    answer(2, code(2), 'Mein Hund Waldi ist krank'),
    answer(3, code(3), 'Keine Zeit'),
    answer(4, slip),
    answer(5, slipped(code(5).replaceAll('-', ''), 5)),
    ...invited.slice(10, 80).map((_, i) => answer(i + 10, (typings[i % 4] ?? String)(code(i + 10)))),
    answer(6, code(6), 'keine zeit'),
    answer(7, slipped(code(7).replaceAll('-', ''), 2)),
  ];
  put('export (3).csv', `\ufeff${csv(replies, { delimiter: ';', lineEnd: '\r\n' })}`);
  await run('intake', 'export (3).csv');
  const settled = readFileSync(join(folder, 'pool/to-settle.csv'), 'utf8').replace(/^.*$/gm, (line) => {
    const who = [4, 7].find((i) => line.includes(code(i)));
    return who === undefined ? line : `${line}${code(who)}`;
  });
  put('pool/to-settle.csv', settled);
  await run('intake', 'export (3).csv', '--settled', 'pool/to-settle.csv', '--force');
  await run('lottery');
  await run('draw', '--commitment', 'lottery', '--dice', dice(7));

  // What the organiser made of it all: a list for the print shop, and a second export with the column named otherwise.
  mkdirSync(join(folder, 'post'));
  const posted = invited.map(({ reply_code = '', number = '', given = '' }) => ({ number, given, reply_code }));
  put('post/print shop.txt', iconv.encode(csv(posted, { delimiter: '\t' }), 'utf-16le', { addBOM: true }));
  const again = replies.map((row) => ({ 'Code on my letter': row[FORM.code] ?? '', who: row[FORM.name] ?? '' }));
  put('post/export.csv', csv(again));

  const id = (i: number): string => invited[i]?.['number'] ?? '';
  const isInvited = new Set(invited.map((row) => row['number']));
  const uninvited = people.slice(60).find(({ number }) => !isInvited.has(number ?? ''));
  const seated = rows('draw/panel.csv')
    .map((row) => row['number'] ?? '')
    .find((each) => each !== id(4) && each !== id(7));
  return {
    people,
    codes,
    settledAs: slip,
    ids: {
      ...{ seated: seated ?? '', silent: id(90), refused: id(2), settled: id(4), slipped: id(5), kept: id(7) },
      ...{ uninvited: uninvited?.['number'] ?? '', named: people[51]?.['number'] ?? '' },
    },
  };
}
