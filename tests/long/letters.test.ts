import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { invitee, letterProcess, letterSettings } from '../support/letter-process.js';
import type { Row } from '../support/one-off-pool.js';
import {
  type CliRun,
  expectDone,
  expectPlain,
  expectRefused,
  filesOf,
  namesBelow,
  runCli,
  tempFolder,
} from '../support/run-cli.js';
import { townProcess } from '../support/town-process.js';

const temp = tempFolder();

async function processWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temp.folder();
  for (const [name, text] of Object.entries(files)) put(folder, name, text);
  return folder;
}
const put = (folder: string, name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const run = (folder: string, args: readonly string[], env: Record<string, string> = {}): Promise<CliRun> =>
  runCli(args, { cwd: folder, env });
const rowsOf = (folder: string, name: string, delimiter = ';'): Row[] =>
  parse(readFileSync(join(folder, name)), { columns: true, bom: true, delimiter }) as Row[];
const pagesOf = (folder: string, name: string): number =>
  readFileSync(join(folder, name), 'latin1').match(/\/Type \/Page\n/g)?.length ?? 0;
const invited = (change: Row) => (person: Row, n: number) => (n === 1 ? { ...person, ...change } : person);

describe('Invitations', () => {
  let folder = '';
  let first: CliRun;
  beforeAll(async () => {
    folder = await processWith(letterProcess(25, { batch: '10' }));
    first = await run(folder, ['letters', 'invitation', '--json']);
  });

  test('are printed in batches, and the mailing list says which page is whose', () => {
    expectDone(first);
    const out = join(folder, 'post/invitation');
    expect(namesBelow(out)).toEqual(['invitation-001.pdf', 'invitation-002.pdf', 'invitation-003.pdf', 'mailing.csv']);
    const rows = rowsOf(out, 'mailing.csv');
    expect(rows.map(({ code }) => code)).toEqual(Array.from({ length: 25 }, (_, n) => invitee(n)['reply_code']));
    expect(rows.map(({ sequence }) => Number(sequence))).toEqual(rows.map((_, i) => i + 1));
    expect(rows.map(({ language }) => language)).toEqual(rows.map((_, n) => (n % 3 === 0 ? 'nl' : 'fr')));
    expect(rows[0]).toMatchObject({
      address_1: 'Élodie Van den Broeck',
      address_2: 'Chaussée de Gand 1 bte 1',
      address_3: '1080 Molenbeek-Saint-Jean',
      address_4: '',
    });
    for (const file of ['invitation-001.pdf', 'invitation-002.pdf', 'invitation-003.pdf']) {
      const own = rows.filter((row) => row['file'] === file);
      let next = 1;
      for (const row of own) {
        expect(Number(row['first_page'])).toBe(next);
        expect(Number(row['pages'])).toBe(Number(row['last_page']) - next + 1);
        next = Number(row['last_page']) + 1;
      }
      expect(pagesOf(out, file)).toBe(next - 1);
      expect(next - 1).toBe(own.length);
    }
    expect(rows[0]).not.toHaveProperty('id');
  });

  test('are the same bytes in another time zone and locale', async () => {
    const again = await run(folder, ['letters', 'invitation', '--out', 'elsewhere'], {
      TZ: 'Asia/Tokyo',
      LC_ALL: 'tr_TR.UTF-8',
      LANG: 'tr_TR.UTF-8',
    });
    expectDone(again);
    expect(filesOf(join(folder, 'elsewhere'))).toEqual(filesOf(join(folder, 'post/invitation')));
  });

  test('are left alone where nothing has changed, and not replaced unasked where something has', async () => {
    const again = await run(folder, ['letters', 'invitation']);
    expectDone(again);
    expect(again.stderr).toContain('nothing has changed');
    expect(readFileSync(join(folder, 'ledger.jsonl'), 'utf8').match(/"step":"letters"/g)).toHaveLength(1);
    expectRefused(await run(folder, ['letters', 'invitation', '--proof']), 'OUTPUT_EXISTS');
  });

  test('say nothing personal on the terminal or in the ledger', () => {
    expectPlain(first.stderr);
    const said = first.stderr + first.stdout + readFileSync(join(folder, 'ledger.jsonl'), 'utf8');
    for (const word of ['Élodie', 'Kowalczyk', invitee(1)['reply_code'] ?? '']) expect(said).not.toContain(word);
  });

  test('are previewed: the letters that go wrong first, and why', async () => {
    const preview = await run(folder, [
      'letters',
      'invitation',
      '--preview',
      '4',
      '--proof',
      '--out',
      'look',
      '--json',
    ]);
    expectDone(preview);
    expect(namesBelow(join(folder, 'look'))).toEqual(['preview.pdf']);
    expect(pagesOf(join(folder, 'look'), 'preview.pdf')).toBe(4);
    const { letters } = JSON.parse(preview.stdout) as { letters: { row: number; why: string }[] };
    const whys = letters.map(({ why }) => why).join('; ');
    for (const why of [
      'the longest line in an address',
      'the first in the language fr',
      'the first in the language nl',
    ])
      expect(whys).toContain(why);
  });

  test('can give ids to digital post', async () => {
    expectDone(await run(folder, ['letters', 'invitation', '--ids', '--out', 'digital']));
    expect(rowsOf(join(folder, 'digital'), 'mailing.csv').map(({ id }) => id)).toEqual(
      Array.from({ length: 25 }, (_, n) => invitee(n)['number']),
    );
  });
});

describe('A letter is refused before its first page', () => {
  const cases: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
    [
      'where a value is missing',
      'LETTER_VALUE_MISSING',
      letterProcess(3, { verify: '', language: '', languages: '[fr]' }),
    ],
    [
      'where it has no text in a language',
      'LETTER_LANGUAGE_UNKNOWN',
      letterProcess(3, {
        language: '{ column: language, values: { FR: fr, NL: nl }, otherwise: it }',
      }),
    ],
    [
      'where a placeholder is misspelt',
      'LETTER_PLACEHOLDER_UNKNOWN',
      { ...letterProcess(3), 'letters/invitation.fr.md': '# A\n\n{{ panel.titel }}\n' },
    ],
    [
      'where its text has a table',
      'LETTER_MARKDOWN',
      { ...letterProcess(3), 'letters/invitation.nl.md': '# A\n\n| a |\n|-|\n| b |\n' },
    ],
    [
      'where replies are due before it is posted',
      'YAML_WRONG_VALUE',
      letterProcess(3, {
        dates:
          '{ posted: 2026-10-30, reply_by: 2026-10-25, sessions: [2026-12-05], lottery: 2026-11-10, data_kept_until: 2027-03-31 }',
      }),
    ],
    [
      'where replies are due after the session',
      'YAML_WRONG_VALUE',
      letterProcess(3, {
        dates: '{ posted: 2026-10-01, reply_by: 2026-12-06, sessions: [2026-12-05], data_kept_until: 2027-03-31 }',
      }),
    ],
    [
      'where nobody says when it is posted',
      'LETTER_DATES',
      letterProcess(3, {
        dates:
          '{ posted: { reminder: 2026-10-01 }, reply_by: 2026-10-25, sessions: [2026-12-05], lottery: 2026-11-10, data_kept_until: 2027-03-31 }',
      }),
    ],
    ['where there is no way to reply', 'INPUT_FAULTS', letterProcess(3, { reply: '' })],
    [
      'where it wants a receipt of a draw that is to come',
      'LETTER_RECEIPT_MISSING',
      { ...letterProcess(3), 'letters/invitation.fr.md': '# A\n\n[[receipt]]\n' },
    ],
    ['where a name runs from right to left', 'LETTER_RIGHT_TO_LEFT', letterProcess(3, {}, invited({ given: 'محمد' }))],
    ['where no font has a letter of a name', 'LETTER_CHARACTER', letterProcess(3, {}, invited({ given: '王' }))],
    [
      'where an address has too many lines',
      'LETTER_ADDRESS_LINES',
      letterProcess(1, {
        recipient: '{ name: [surname], lines: [[given], [surname], [street], [house], [postcode], [town], Belgique] }',
      }),
    ],
    [
      'where an address is too wide',
      'LETTER_ADDRESS_WIDTH',
      letterProcess(3, {}, invited({ street: 'Avenue '.repeat(20) })),
    ],
    [
      'where an address is blank',
      'LETTER_ADDRESS_EMPTY',
      letterProcess(
        3,
        { recipient: '{ name: [given], lines: [[street], [town]] }' },
        invited({ street: '', town: ' ' }),
      ),
    ],
    [
      'where a person’s language is not known',
      'LETTER_LANGUAGE_OF_PERSON',
      letterProcess(3, {}, invited({ language: 'DE' })),
    ],
    [
      'where a name is blank that it asks for',
      'LETTER_VALUE_MISSING',
      letterProcess(4, { languages: '[nl]', language: '' }, invited({ given: '', surname: '' })),
    ],
    [
      'where a column is missing',
      'COLUMN_MISSING',
      letterProcess(3, { recipient: '{ lines: [[firstname], [street]] }' }),
    ],
    [
      'where a picture is none',
      'LETTER_IMAGE',
      {
        ...letterProcess(3, {
          sender: '{ name: A, address: [B], contact: C, phone: "1", email: a@b.org, web: b.org, logo: logo.png }',
        }),
        'logo.png': 'no picture',
      },
    ],
    [
      'where the picture is not there',
      'FILE_NOT_FOUND',
      letterProcess(3, {
        sender: '{ name: A, address: [B], contact: C, phone: "1", email: a@b.org, web: b.org, logo: logo.png }',
      }),
    ],
    [
      'where a window leaves no room for the sender',
      'LETTER_WINDOW',
      letterProcess(3, { window: '{ custom: { x: 20, y: 40, width: 150, height: 40, lines: 5 } }' }),
    ],
    ['where nothing is said about letters', 'LETTERS_UNSET', townProcess('')],
    [
      'where nobody was invited yet',
      'LETTER_PEOPLE_MISSING',
      { 'sortition.yaml': letterProcess(3)['sortition.yaml'] ?? '' },
    ],
    [
      'where its dates have no words in a language',
      'LETTER_LANGUAGE_UNKNOWN',
      { ...letterProcess(3, { languages: '[fr, tr]', language: '' }), 'letters/invitation.tr.md': '# A\n' },
    ],
  ];

  test.each(cases)('%s', async (_, code, files) => {
    const folder = await processWith(files);
    const before = namesBelow(folder);
    const refused = await run(folder, ['letters', 'invitation']);
    expectRefused(refused, code);
    expect(namesBelow(folder)).toEqual(before);
    for (const name of ['Jean-Pierre', 'Kowalczyk']) expect(refused.stderr).not.toContain(name);
  });

  test('where the kind is misspelt, which is wrong usage', async () => {
    const folder = await processWith(letterProcess(1));
    const refused = await run(folder, ['letters', 'invitaton']);
    expectRefused(refused, 'LETTER_KIND_UNKNOWN', 2);
    expect(refused.stderr).toContain('“invitation”');
  });

  test('with everything that is missing named at once', async () => {
    const folder = await processWith(letterProcess(3, { verify: '', data: '' }));
    const refused = await run(folder, ['letters', 'invitation']);
    expectRefused(refused, 'INPUT_FAULTS');
    for (const name of ['“verify.web”', '“data.contact”', 'letters.verify.web', 'invitation.fr.md', 'invitation.nl.md'])
      expect(refused.stderr).toContain(name);
  });
});

test('People whose address does not fit can be left out: they are listed, and the others get their letters', async () => {
  const folder = await processWith(letterProcess(5, {}, invited({ street: 'Avenue '.repeat(20) })));
  const done = await run(folder, ['letters', 'invitation', '--leave-out-unfitting', '--json']);
  expectDone(done);
  expect(JSON.parse(done.stdout)).toMatchObject({ letters: 4, left_out: 1 });
  const out = join(folder, 'post/invitation');
  expect(rowsOf(out, 'not-fitting.csv')).toMatchObject([{ row: '3', id: invitee(1)['number'] }]);
  expect(rowsOf(out, 'mailing.csv').map(({ code }) => code)).toEqual([0, 2, 3, 4].map((n) => invitee(n)['reply_code']));
});

test('A letter in several languages has a page for each; on both sides it begins on a fresh sheet', async () => {
  const folder = await processWith(letterProcess(3, { language: '', languages: '[fr, nl, fr]', two_sided: 'yes' }));
  expectDone(await run(folder, ['letters', 'invitation']));
  const rows = rowsOf(join(folder, 'post/invitation'), 'mailing.csv');
  expect(rows.map((row) => [row['first_page'], row['last_page'], row['language']])).toEqual([
    ['1', '4', 'fr nl fr'],
    ['5', '8', 'fr nl fr'],
    ['9', '12', 'fr nl fr'],
  ]);
});

test('A longer text goes on on further pages', async () => {
  const long =
    `# A\n\n${'Many words that say little. '.repeat(40)}\n\n`.repeat(1) +
    `${'Many words that say little. '.repeat(30)}\n\n`.repeat(9);
  const folder = await processWith({
    ...letterProcess(2, { language: '', languages: '[fr]' }),
    'letters/invitation.fr.md': `${long}[[signature]]\n`,
  });
  expectDone(await run(folder, ['letters', 'invitation']));
  const [first] = rowsOf(join(folder, 'post/invitation'), 'mailing.csv');
  expect(Number(first?.['pages'])).toBeGreaterThan(1);
});

test('The texts are copied for editing, and never over what is there', async () => {
  const folder = await processWith({ ...letterProcess(1), 'letters/invitation.fr.md': '# Mine\n' });
  expectDone(await run(folder, ['letters', 'templates']));
  expect(readFileSync(join(folder, 'letters/invitation.fr.md'), 'utf8')).toBe('# Mine\n');
  expect(namesBelow(join(folder, 'letters'))).toHaveLength(26);
  const again = await run(folder, ['letters', 'templates', '--json']);
  expect(JSON.parse(again.stdout).copied).toEqual([]);
});

describe('Letters after a draw', () => {
  let folder = '';
  const pseudonymOf = new Map<string, string>();
  beforeAll(async () => {
    const files = townProcess('seed: a rehearsal', (person, n) => ({
      ...person,
      tongue: n % 2 === 0 ? 'NL' : 'FR',
      address: `Street ${n}`,
      postcode: '1000',
    }));
    const letters = letterSettings({
      recipient: '{ lines: [[name], [address], [postcode]] }',
      language: '{ column: tongue, values: { FR: fr, NL: nl } }',
    });
    folder = await processWith({ ...files, 'sortition.yaml': `${files['sortition.yaml']}letters:\n${letters}` });
    expectDone(await run(folder, ['draw']));
    for (const { id, pseudonym } of rowsOf(folder, 'pseudonyms.csv', ',')) pseudonymOf.set(id ?? '', pseudonym ?? '');
  });
  const record = () => JSON.parse(readFileSync(join(folder, 'draw/draw-record.json'), 'utf8'));
  const print = async (kind: string): Promise<readonly (string | undefined)[]> => {
    expectDone(await run(folder, ['letters', kind, '--ids']));
    return rowsOf(join(folder, 'post', kind), 'mailing.csv', ',').map(({ id }) => pseudonymOf.get(id ?? ''));
  };

  test('go to the panel, to the alternates in their order, and to everybody else', async () => {
    const [panel, alternates, others] = [await print('confirmation'), await print('alternate'), await print('regret')];
    expect([...panel].sort()).toEqual([...record().panel].sort());
    expect(alternates).toEqual(record().alternates);
    expect(panel.length + alternates.length + others.length).toBe(120);
  });

  test('hold the receipt of each, as the figure says aloud', async () => {
    await print('confirmation');
    const pdf = readFileSync(join(folder, 'post/confirmation/confirmation-001.pdf'), 'latin1');
    const salts = new Map(rowsOf(folder, 'pseudonyms.csv', ',').map(({ pseudonym, salt }) => [pseudonym, salt]));
    for (const pseudonym of record().panel as string[])
      expect(pdf).toContain(`https://www.example.org/draw#pseudonym=${pseudonym}&salt=${salts.get(pseudonym)}`);
  });

  test('leave the draw as it was, and it can still be verified', async () => {
    expect((await run(folder, ['draw'])).stderr).toContain('nothing has changed');
    expectDone(await run(folder, ['verify', 'draw/draw-record.json']));
  });

  test('of a rehearsal say on every page that they are none; those of a draw do not', async () => {
    const other = await temp.folder();
    for (const [name, text] of Object.entries(filesOf(folder))) put(other, name, text);
    const marks = (pdf: string): number => pdf.match(/Pagination/g)?.length ?? 0;
    const written = async (): Promise<string> => {
      expectDone(await run(other, ['letters', 'confirmation', '--force']));
      return readFileSync(join(other, 'post/confirmation/confirmation-001.pdf'), 'latin1');
    };
    const before = marks(await written());
    expectDone(await run(other, ['draw', '--rehearsal', '--force']));
    expect(marks(await written()) - before).toBe(12);
  });

  test('go to those who were called for somebody else, of one entry', async () => {
    const other = await temp.folder();
    for (const [name, text] of Object.entries(filesOf(folder))) put(other, name, text);
    const [first] = record().panel as string[];
    const idOf = new Map([...pseudonymOf].map(([id, pseudonym]) => [pseudonym, id]));
    const replaced = await run(other, [
      'replace',
      '--withdraw',
      idOf.get(first ?? '') ?? '',
      '--reason',
      'ill',
      '--json',
    ]);
    expectDone(replaced);
    expectDone(await run(other, ['letters', 'confirmation', '--entry', '1', '--ids']));
    const sent = rowsOf(join(other, 'post/confirmation-entry-1'), 'mailing.csv', ',').map(({ id }) => id);
    expect(sent).toEqual(JSON.parse(replaced.stdout).called.map(({ id }: { id: string }) => id));
    expectRefused(await run(other, ['letters', 'confirmation', '--entry', '2']), 'LETTER_ENTRY');
    expectRefused(await run(other, ['letters', 'alternate', '--entry', '1']), 'LETTER_ENTRY');
  });

  test('are refused where a list is not of that draw', async () => {
    const other = await temp.folder();
    for (const [name, text] of Object.entries(filesOf(folder))) put(other, name, text);
    put(other, 'draw/panel.csv', readFileSync(join(folder, 'draw/alternates.csv'), 'utf8'));
    expectRefused(await run(other, ['letters', 'confirmation', '--out', 'x']), 'LETTER_NOT_IN_DRAW');
  });
});
