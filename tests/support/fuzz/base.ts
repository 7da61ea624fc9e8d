import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { workbook } from '../../io/workbook.js';
import { letterSettings } from '../letter-process.js';
import { csv, type Row } from '../one-off-pool.js';
import { namesBelow, runCli } from '../run-cli.js';

/** A sound process that went through every step, small enough for a case to take milliseconds: path → bytes. */
export type Base = ReadonlyMap<string, Buffer>;

const PEOPLE = 36;

const person = (n: number): Row => ({
  number: `P-${String(n * 37).padStart(4, '0')}`,
  surname: ['Peeters', 'Şahin', 'O"Neil', 'D’Hondt; jun.'][n % 4] ?? '',
  given: ['Zoé', 'Bo', 'Ann'][n % 3] ?? '',
  gender: n % 2 === 0 ? 'M' : 'F',
  born: `${String((n % 28) + 1).padStart(2, '0')}/06/${1940 + ((n * 13) % 60)}`,
  street: `Weg ${Math.floor(n / 1.2)}`,
  house: '1',
  box: '',
  postcode: n % 3 === 0 ? '1000' : '2000',
  town: 'Val-Fleuri',
  language: n % 3 === 0 ? 'NL' : 'FR',
});

const PROCESS = `title: The town’s jury
register: { file: register.csv, id: number, household: [street, house, box, postcode] }
features:
  gender: { column: gender, values: { M: man, F: woman } }
  age: { birth_date: born, format: dd/mm/yyyy, at: 2026-12-05, groups: [16–49, 50+] }
  district: { column: postcode, table: districts.csv }
eligible:
  age: { birth_date: born, format: dd/mm/yyyy, at: 2026-12-05, min: 16 }
  exclude: [left.csv, { file: moved.csv, name: [surname, given], birth_date: born, format: dd/mm/yyyy }]
quotas: quotas.csv
panel: { size: 6, from: replies, alternates: 2, objective: leximin, one_per_household: true, publish: [gender], tickets: 100, seed: a seed }
invitation: { letters: 24, strata: { district: { Centre: 2 }, gender: { woman: 2 } } }
replies:
  code: code
  takes_part: { column: part, yes: ["yes"] }
  reason: why
  features: { gender: { column: gender, values: { Man: man, Woman: woman } } }
letters:
${letterSettings({ language: '{ column: language, values: { FR: fr, NL: nl } }' })}sessions:
  time_zone: Europe/Brussels
  place: Town hall
  language: en
  tables: { number: 2 }
  people: { given_name: given, surname: surname }
  days:
    - id: first
      date: 2026-12-05
      start: "09:00"
      blocks:
        - { kind: arrival, minutes: 30 }
        - { kind: tables, minutes: 45, task: What matters? }
        - { kind: tables, minutes: 45 }
`;

const POPULATION = `seed: nobody
people: 60
reference_date: 2027-01-01
features:
  gender: { man: 49.5, woman: 50.5 }
  age: { 0-17: 20, 18-64: 60, 65+: 20 }
  district: { North: 30, Centre: 25, South: 45 }
correlations:
  - among: { district: Centre }
    odds: { age: { 65+: 1.5 } }
birth_dates: { from: age, oldest: 102, likelihood: { 0: 100, 64: 80, 75: 50, 85: 20, 102: 0.1 } }
sex: { from: gender, man: man, woman: woman }
households:
  in: district
  mixed: 20
  sizes: { 1: 38, 2: 32, 3: 13, 4: 12, 5: 5 }
  lone_parents: 10
addresses:
  postcode: 1000
  boxes: 10
  places:
    North: { streets: [Mill Lane, Station Road, Lark Street] }
    Centre: { streets: [Market Place, Bridge Street] }
    South: { streets: [Harbour Road, Meadow Street] }
names:
  traditions:
    - { lists: { english: 100 } }
  shared_surname: { partner: 50, child: 95, other: 50 }
columns:
  - { name: id, holds: id, format: T-00000 }
  - { name: surname, holds: surname }
  - { name: birth_date, holds: birth_date, format: yyyy-mm-dd }
  - { name: sex, holds: gender, codes: { man: M, woman: F } }
  - { name: street, holds: street }
  - { name: postcode, holds: postcode }
  - { name: town, text: Exampletown }
`;

const QUOTAS = [
  ['gender', 'man', '2', '4'],
  ['gender', 'woman', '2', '4'],
  ['age', '16–49', '2', '4'],
  ['age', '50+', '2', '4'],
  ['district', 'Centre', '1', '4'],
  ['district', 'Périphérie', '2', '5'],
].map(([feature = '', value = '', min = '', max = '']): Row => ({ feature, value, min, max }));

/** Of the one-off: the people and quotas of a file that needs no settings. */
const ONE_OFF_QUOTAS = 'category,name,min,max\ngender,M,2,4\ngender,F,2,4\nlanguage,NL,1,4\nlanguage,FR,1,4\n';
/** The same where every area has a panel of its own. */
const AREA_QUOTAS =
  'postcode,size,category,name,min,max\n1000,3,gender,M,1,2\n1000,3,gender,F,1,2\n2000,4,gender,M,1,3\n2000,4,gender,F,1,3\n';

const dice = (n: number): string => Array.from({ length: 30 }, (_, i) => ((n * i * i + 2) % 6) + 1).join(' ');
export const DICE = dice(5);
export const INVITATION_DICE = dice(3);

/** Large, written for people, and read by no command. */
const NEVER_READ = /\.pdf$|verify\.(html|py)$/;

export async function makeBase(): Promise<Base> {
  const folder = mkdtempSync(join(tmpdir(), 'sortition-fuzz-base-'));
  const put = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content);
  const run = async (...args: string[]): Promise<void> => {
    const { code, stderr } = await runCli(args, { cwd: folder });
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr.slice(0, 2000)}`);
  };
  try {
    const people = Array.from({ length: PEOPLE }, (_, n) => person(n));
    put('sortition.yaml', PROCESS);
    put('population.yaml', POPULATION);
    put('register.csv', csv(people));
    put('quotas.csv', csv(QUOTAS));
    put('districts.csv', 'postcode,district\n1000,Centre\n2000,Périphérie\n');
    put('left.csv', `number\n${people[3]?.['number']}\n`);
    put('moved.csv', csv([{ surname: 'PEETERS', given: 'zoé', born: '13/06/1976' }]));
    put(
      'shares.csv',
      'feature,value,percent,at least\ngender,woman,50.3,\ngender,man,49.7,\nage,16–34,31,1\nage,35+,69,\n',
    );
    put('people.csv', csv(people, { delimiter: ';', lineEnd: '\r\n' }));
    const cells = people.map((row) => Object.values(row));
    put('people.xlsx', workbook([Object.keys(people[0] ?? {}), ...cells]));
    put('one-off-quotas.csv', ONE_OFF_QUOTAS);
    put('area-quotas.csv', AREA_QUOTAS);
    put('board.csv', `number,counted\n${people[5]?.['number']},yes\n${people[6]?.['number']},no\n`);
    await run('invite', '--commit');
    await run('invite', '--commitment', 'invitation', '--dice', INVITATION_DICE);
    const invited = parse(readFileSync(join(folder, 'invitation/invited.csv')), { columns: true, bom: true }) as Row[];
    const replies = invited.map((row, n) => ({
      code: row['reply_code'] ?? '',
      part: n % 7 === 6 ? 'no' : 'yes',
      gender: row['gender'] === 'M' ? 'Man' : 'Woman',
      why: n % 7 === 6 ? 'Café' : '',
    }));
    put('replies.csv', csv(replies));
    await run('intake', 'replies.csv');
    await run('lottery');
    await run('draw', '--commitment', 'lottery', '--dice', DICE);
    const panel = parse(readFileSync(join(folder, 'draw/panel.csv')), { columns: true, bom: true }) as Row[];
    put('drop-outs.csv', csv([{ id: panel[0]?.['number'] ?? '', reason: 'ill' }]));
    await run('replace', '--withdraw', panel[1]?.['number'] ?? '', '--reason', 'moved', '--nearest');
    await run('agenda');
    await run('redact');
    const oneOff = ['--pool', 'people.csv', '--id', 'number', '--quotas', 'one-off-quotas.csv', '--size', '6'];
    await run('draw', ...oneOff, '--seed', 's', '--alternates', '2', '--tickets', '100', '--out', 'one-off');
    const names = namesBelow(folder).filter((name) => statSync(join(folder, name)).isFile() && !NEVER_READ.test(name));
    return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
