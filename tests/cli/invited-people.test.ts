import { createHash, createHmac } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, oneOffPool, type Row } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectRefused, filesOf, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const run = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });
const read = (name: string): string => readFileSync(join(temp.path, name), 'utf8');
const pool = oneOffPool({ seed: 'who was invited', people: 160, size: 12 });
const RECORD = 'invitation/invitation-record.json';
const INVITED = 'invitation/invited.csv';
const dice = Array.from({ length: 30 }, (_, i) => ((5 * i * i + 2) % 6) + 1).join(' ');

const processFile = `title: The town’s jury
register: { file: register.csv, id: nationbuilder_id, household: [address, postcode] }
eligible: { exclude: [councillors.csv] }
quotas: quotas.csv
panel: { size: 12 }
invitation: { letters: 60 }
`;

beforeAll(async () => {
  await temp.put('register.csv', csv(pool.people));
  await temp.put('quotas.csv', csv(pool.quotas));
  await temp.put('councillors.csv', 'nationbuilder_id\np3\n');
  await temp.put('sortition.yaml', processFile);
  expectDone(await run('invite', '--seed', 'any text'));
});

/** Runs with a file changed, and puts it back. */
async function withChange(name: string, change: (text: string) => string, args: string[]): Promise<CliRun> {
  const good = read(name);
  await temp.put(name, change(good));
  const result = await run(...args);
  await temp.put(name, good);
  return result;
}

const lines = (text: string): string[] => text.trimEnd().split('\n');
/** invited.csv with the cells of its first two people changed. */
const withRows = (text: string, change: (a: string[], b: string[]) => void): string => {
  const rows = parse(text) as string[][];
  const [, a = [], b = []] = rows;
  change(a, b);
  return stringify(rows);
};
const swapCodes = (text: string): string =>
  withRows(text, (a, b) => {
    const last = a.length - 1;
    [a[last], b[last]] = [b[last] ?? '', a[last] ?? ''];
  });
const isId = (cell: string): boolean => pool.people.some((person) => person['nationbuilder_id'] === cell);
const swapIds = (text: string, id: string): string =>
  withRows(text, (a) => {
    a[a.findIndex(isId)] = id;
  });
const uninvited = (erased = ''): Row => {
  const ids = new Set([erased, ...read(INVITED).split(/[,\n]/)]);
  return pool.people.find((person) => !ids.has(person['nationbuilder_id'] ?? '')) ?? {};
};

describe('verify looks at every cell of invited.csv', () => {
  test('which follows from register, key and seed', async () => {
    const found = await run('verify', RECORD);
    expectDone(found);
    expect(found.stderr).toMatch(/holds +invited\.csv +made once more .* the same in every byte/);
  });

  test.each([
    ['codes that changed places', swapCodes, /FAILS +invited\.csv +has other codes in rows 2, 3/],
    [
      'an address',
      (text: string) =>
        withRows(text, (a) => {
          a[1] = `${a[1]} again`;
        }),
      /FAILS +invited\.csv +has other cells than the register in row 2/,
    ],
    [
      'somebody left out',
      (text: string) => `${lines(text).slice(0, -1).join('\n')}\n`,
      /FAILS +invited\.csv +has 1 person fewer/,
    ],
    ['another header', (text: string) => text.replace(/^\ufeff?[a-z_]+/, 'my_$&'), /FAILS +invited\.csv/],
    [
      'another order',
      (text: string) => {
        const [header = '', ...rows] = lines(text);
        return `${[header, ...rows.reverse()].join('\n')}\n`;
      },
      /FAILS +invited\.csv +has the same cells in another order or form/,
    ],
  ])('and finds %s', async (_, change, says) => {
    const found = await withChange(INVITED, change, ['verify', RECORD]);
    expect(found.code).toBe(1);
    expect(found.stderr).toMatch(says);
  });

  test('and finds somebody put in, in another’s place', async () => {
    const id = uninvited()['nationbuilder_id'] ?? '';
    const found = await withChange(INVITED, (text) => swapIds(text, id), ['verify', RECORD]);
    expect(found.stderr).toMatch(/FAILS +invited\.csv +has other people than were drawn.* in row 2; 1 person fewer/);
  });

  test('and says when it is not there', async () => {
    const good = read(INVITED);
    rmSync(join(temp.path, INVITED));
    const found = await run('verify', RECORD);
    await temp.put(INVITED, good);
    expectDone(found);
    expect(found.stderr).toMatch(/– +invited\.csv +invited\.csv is not beside the record/);
  });
});

describe('verify', () => {
  test('shows the commitment, compares it with what was published, and reads the whole ledger', async () => {
    const { commitment } = JSON.parse(read(RECORD));
    const found = await run('verify', RECORD, '--commitment', commitment);
    expectDone(found);
    expect(found.stderr).toContain(`holds  commitment      ${commitment}`);
    expect(found.stderr).toMatch(/holds +published +the commitment is the one that you gave/);
    expect(found.stderr).toMatch(/holds +process ledger +\d+ entr/);
    const other = await run('verify', RECORD, '--commitment', 'ab'.repeat(32));
    expect(other.code).toBe(1);
    expect(other.stderr).toMatch(/FAILS +published/);
    const broken = await withChange('ledger.jsonl', (text) => text.replace('"previous":"0', '"previous":"1'), [
      ...['verify', RECORD],
    ]);
    expect(broken.stderr).toMatch(/FAILS +process ledger/);
  });
});

describe('intake takes replies of those alone who were drawn', () => {
  const replies = (): string => {
    const [first, second] = parse(read(INVITED), { columns: true, bom: true }) as Row[];
    return csv([first, second].map((row = {}) => ({ reply_code: row['reply_code'] ?? '', answer: 'yes' })));
  };
  beforeAll(async () => {
    await temp.put('replies.csv', replies());
  });

  test('as invited.csv was written', async () => {
    expectDone(await run('intake', 'replies.csv', '--out', 'some-pool'));
  });

  test('not of somebody written in, nor by codes that changed places', async () => {
    const id = uninvited()['nationbuilder_id'] ?? '';
    const before = Object.keys(filesOf(temp.path));
    const stranger = await withChange(INVITED, (text) => swapIds(text, id), ['intake', 'replies.csv', '--force']);
    expectRefused(stranger, 'INVITED_CHANGED');
    expect(stranger.stderr).toMatch(/did not draw the people in row 2\./);
    const swapped = await withChange(INVITED, swapCodes, ['intake', 'replies.csv']);
    expectRefused(swapped, 'INVITED_CHANGED');
    expect(swapped.stderr).toMatch(/codes in rows 2, 3 are not those/);
    expect(Object.keys(filesOf(temp.path))).toEqual(before);
  });

  test('nor with another key, or other lots', async () => {
    const other = await withChange('secret-key.txt', () => `${'ab'.repeat(32)}\n`, ['intake', 'replies.csv']);
    expectRefused(other, 'INVITED_OTHER_KEY');
    const lots = await withChange('invitation/invited-lots.csv', (text) => text.replace(/\n0,./, '\n0,x'), [
      'intake',
      'replies.csv',
    ]);
    expectRefused(lots, 'LOTS_CHANGED');
  });
});

describe('A drawn invitation', () => {
  test('goes for nothing but its own folder where it is official, even by force', async () => {
    const committed = await run('invite', '--commit', '--out', 'official');
    expectDone(committed);
    expect(committed.stderr).toMatch(/sortition invite \. --commitment official --out official --dice/);
    expectDone(await run('invite', '--commitment', 'official', '--out', 'official', '--dice', dice));
    const before = filesOf(temp.path);
    for (const args of [
      ['--commit', '--letters', '61'],
      ['--seed', 'my own'],
    ])
      expectRefused(await run('invite', ...args, '--out', 'official', '--force'), 'INVITATION_DRAWN');
    expect(filesOf(temp.path)).toEqual(before);
    expectDone(await run('invite', '--commitment', 'official', '--out', 'official', '--dice', dice));
  });

  test('can be replaced where it was a rehearsal, by force', async () => {
    expectDone(await run('invite', '--seed', 'x', '--rehearsal', '--out', 'try'));
    expectRefused(await run('invite', '--seed', 'y', '--rehearsal', '--out', 'try'), 'OUTPUT_EXISTS');
    expectDone(await run('invite', '--seed', 'y', '--rehearsal', '--out', 'try', '--force'));
  });

  test('needs a seed, and it says of what', async () => {
    const refused = await run('invite', '--out', 'no-seed');
    expectRefused(refused, 'INVITATION_SEED_MISSING', 2);
    expect(refused.stderr).toMatch(/sortition invite --commit/);
  });

  test('has short lists under digests that only the key’s holder can compute', () => {
    const { files } = JSON.parse(read('invitation/manifest.json'));
    const key = Buffer.from(read('secret-key.txt').trim(), 'hex');
    const keyed = createHmac('sha256', key)
      .update(`sortition/file/1${read('councillors.csv')}`)
      .digest('hex');
    expect(files['councillors.csv']).toBe(keyed);
  });
});

describe('verify with the register from elsewhere', () => {
  test('takes the process above the record for all else, and its key', async () => {
    await temp.put('copy.csv', read('register.csv'));
    const found = await run('verify', RECORD, '--pool', 'copy.csv');
    expectDone(found);
    expect(found.stderr).toMatch(/holds +register +drawn once more/);
    const other = await withChange('copy.csv', (text) => `${text}\n`, [...['verify', RECORD, '--pool', 'copy.csv']]);
    expect(other.stderr).toMatch(/FAILS +register .*register\.csv is another file/);
  });

  test('and after an erasure looks whether everybody left in invited.csv was drawn', async () => {
    const [first = {}] = parse(read(INVITED), { columns: true, bom: true }) as Row[];
    const id = first['nationbuilder_id'] ?? '';
    expectDone(await run('erase', id, '--yes'));
    expect(read(INVITED)).not.toContain(`${id},`);
    const found = await run('verify', RECORD);
    expectDone(found);
    expect(found.stderr).toMatch(/– +register +no longer what was committed: register\.csv is another file/);
    expect(found.stderr).toMatch(/holds +invited\.csv +59 people are left/);
    const stranger = uninvited(id)['nationbuilder_id'] ?? '';
    const put = await withChange(INVITED, (text) => swapIds(text, stranger), ['verify', RECORD]);
    expect(put.stderr).toMatch(/FAILS +invited\.csv +has people who were not drawn in row 2/);
    const swapped = await withChange(INVITED, swapCodes, ['verify', RECORD]);
    expect(swapped.stderr).toMatch(/FAILS +invited\.csv +has other codes in rows 2, 3/);
  });
});

test('A committed invitation can be verified before it is drawn', async () => {
  expectDone(await run('invite', '--commit', '--out', 'to-come'));
  const { stderr } = await run('verify', 'to-come/public/manifest.json');
  const commitment = createHash('sha256').update(read('to-come/manifest.json')).digest('hex');
  expect(stderr).toMatch(new RegExp(`holds +manifest +.*nobody is drawn yet; its commitment is ${commitment}`));
  expectDone(await run('verify', 'to-come/manifest.json', '--commitment', commitment));
  await temp.put('to-come/manifest.json', `${read('to-come/manifest.json')} `);
  expect((await run('verify', 'to-come/manifest.json')).code).toBe(1);
});

describe('The public folder of an invitation', () => {
  test('has what a stranger needs and nobody’s data, and verifies where nothing else is', async () => {
    const all = filesOf(temp.path);
    const names = Object.keys(all).filter((name) => name.startsWith('official/public/'));
    expect(names.map((name) => name.slice('official/public/'.length)).sort()).toEqual([
      ...['README.md', 'invitation-record.json', 'invited-lots.csv', 'ledger.jsonl', 'manifest.json', 'verify.py'],
    ]);
    const published = names.map((name) => (name.endsWith('.py') ? '' : all[name])).join('\n');
    const secret = read('secret-key.txt').trim();
    expect(published).not.toContain(secret);
    for (const row of parse(read('official/invited.csv'), { columns: true, bom: true }) as Row[])
      for (const column of ['address', 'reply_code']) expect(published).not.toContain(row[column] || secret);
    const { commitment } = JSON.parse(read('official/invitation-record.json'));
    const readme = read('official/public/README.md');
    expect(readme).toContain(`Commitment: \`${commitment}\``);
    expect(readme).toMatch(/60 letters go to people drawn by lot from a register, at most one to a household\./);
    const found = await run('verify', 'official/public/invitation-record.json');
    expectDone(found);
    expect(found.stderr).toMatch(/– +register +not given/);
  });
});
