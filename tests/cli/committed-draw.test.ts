import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CliRun, expectDone, expectRefused, filesOf, runCli, tempFolder } from '../support/run-cli.js';
import { townProcess } from '../support/town-process.js';

const temp = tempFolder();
const run = (...args: string[]): Promise<CliRun> => runCli(args, { cwd: temp.path });
const read = (name: string): string => readFileSync(join(temp.path, name), 'utf8');
const json = (name: string) => JSON.parse(read(name));
const dice = Array.from({ length: 30 }, (_, i) => ((7 * i * i + 3) % 6) + 1).join(' ');
const otherDice = dice.replace(/\d$/, (last) => String((Number(last) % 6) + 1));

async function makeProcess(panel: string): Promise<void> {
  for (const [name, text] of Object.entries(townProcess(panel))) await temp.put(name, text);
}

describe('A committed draw in a process folder', () => {
  let commitment: string;

  beforeAll(async () => {
    await makeProcess('publish: [gender]');
    // Few people have a gender that is neither: it cannot be published.
    expectRefused(await run('lottery'), 'PUBLISHED_TOO_RARE');
    await makeProcess('publish: [district]');
    const lottery = await run('lottery', '--json');
    expectDone(lottery);
    commitment = JSON.parse(lottery.stdout).commitment;
  }, 60_000);

  test('begins with a commitment, told on the terminal, that is the SHA-256 of the manifest', async () => {
    const text = read('lottery/manifest.json');
    expect(commitment).toBe(createHash('sha256').update(text).digest('hex'));
    const again = await run('lottery');
    expectDone(again);
    expect(again.stderr).toContain(commitment);
    expect(again.stderr).toMatch(new RegExp(`Fingerprint +${commitment.slice(0, 4)} ${commitment.slice(4, 8)} `));
    expect(again.stderr).toMatch(/Published +of each pseudonym: district/);
    expect(again.stderr).toMatch(/nothing has changed/);
    expect(json('lottery/manifest.json')).toMatchObject({
      purpose: 'draw',
      published: ['district'],
      seed_source: { kind: 'public', dice: { count: 30, sides: 6 } },
    });
  });

  test('has secret pseudonyms, which nobody else may read, and which stay', async () => {
    const [header, ...lines] = read('pseudonyms.csv').trimEnd().split('\n');
    expect(header).toBe('id,pseudonym,salt');
    expect(lines.length).toBe(120);
    for (const line of lines) expect(line).toMatch(/^[^,]+,[0-9a-hjkmnp-tv-z]{10},[0-9a-f]{32}$/);
    expect(new Set(lines.map((line) => line.split(',')[1])).size).toBe(120);
  });

  test.each([
    ['another number of dice', ['--dice', '1 2 3'], 'SEED_SHAPE', /30 dice, and these are 3/],
    ['a die that there is not', ['--dice', dice.replace(/\d$/, '7')], 'SEED_SHAPE', /7 is not on a die with 6 sides/],
    ['a text', ['--seed', 'the panel I like'], 'SEED_SHAPE', /asks for 30 dice/],
    ['a picked number', ['--pick', '4'], 'SEED_SHAPE', /asks for 30 dice/],
    ['nothing', [], 'SEED_SHAPE', /30 dice \(--dice\)/],
    ['words for dice', ['--dice', 'six of them'], 'DICE_UNREADABLE', /no list of dice/],
    [
      'a signature that is not the beacon’s',
      ['--beacon', 'drand:5', '--signature', 'ab'.repeat(48)],
      'BEACON_FALSE',
      /not drand’s/,
    ],
  ])('is refused with %s for a seed', async (_, seed, code, says) => {
    const refused = await run('draw', '--commitment', 'lottery', ...seed);
    expectRefused(refused, code, code === 'BEACON_FALSE' ? 1 : 2);
    expect(refused.stderr).toMatch(says);
  });

  test('is refused under another commitment, and dice without one', async () => {
    expectRefused(await run('draw', '--commitment', 'ab'.repeat(32), '--dice', dice), 'COMMITMENT_OTHER');
    expectRefused(await run('draw', '--commitment', 'nowhere', '--dice', dice), 'COMMITMENT_MISSING');
    expectRefused(await run('draw', '--dice', dice), 'SEED_OF_COMMITMENT', 2);
  });

  test.each([
    [
      'a person who is gone',
      'register.csv',
      (text: string) => text.replace(/\n[^\n]+\n$/, '\n'),
      /gone from the pool: \w{10}/,
    ],
    [
      'a value',
      'register.csv',
      (text: string) => text.replace(',male,', ',female,'),
      /values, household or salt have changed: \w{10}/,
    ],
    [
      'a quota',
      'quotas.csv',
      (text: string) => text.replace(/,(\d+)\n$/, ',9\n'),
      /quota of district: österfeld was \d to \d, and is now \d to 9/,
    ],
    [
      'a setting',
      'sortition.yaml',
      (text: string) => text.replace('alternates: 4', 'alternates: 5'),
      /alternates was 4, and is now 5/,
    ],
    [
      'a ticket',
      'lottery/lottery.csv',
      (text: string) => text.replace(/^0,\S+/m, '0,nobody'),
      /lottery\.csv is another file/,
    ],
    [
      'the proof',
      'lottery/certificate.json',
      (text: string) => text.replace('1', '2'),
      /certificate\.json is another file/,
    ],
  ])('is refused when %s has changed since, and says so', async (_, file, change, says) => {
    const before = read(file);
    expect(change(before)).not.toBe(before);
    writeFileSync(join(temp.path, file), change(before));
    try {
      const refused = await run('draw', '--commitment', 'lottery', '--dice', dice);
      expectRefused(refused, 'COMMITMENT_CHANGED');
      expect(refused.stderr).toMatch(says);
    } finally {
      writeFileSync(join(temp.path, file), before);
    }
  });

  test('is official, the same once more, and no other seed is taken afterwards', async () => {
    const draw = await run('draw', '--commitment', commitment, '--dice', dice);
    expectDone(draw);
    expect(draw.stderr).toMatch(/Status +official/);
    const record = json('draw/draw-record.json');
    expect(record).toMatchObject({ status: 'official', commitment, seed: { kind: 'public' }, ledger: { length: 1 } });
    const before = filesOf(join(temp.path, 'draw'));
    const again = await run('draw', '--commitment', 'lottery', '--dice', dice.replaceAll(' ', ', '));
    expectDone(again);
    expect(again.stderr).toMatch(/nothing has changed/);
    expect(filesOf(join(temp.path, 'draw'))).toEqual(before);

    const second = await run('draw', '--commitment', 'lottery', '--dice', otherDice, '--out', 'second', '--force');
    expectRefused(second, 'SEED_SECOND');
    expect(second.stderr).toMatch(/was drawn already, on \d{4}-\d\d-\d\dT/);
  });

  test('is verified with the process, with what is public alone, and by the process’s ledger', async () => {
    expectDone(await run('verify', 'draw/draw-record.json', '--replay'));
    const open = await run('verify', 'draw/public/draw-record.json', '--json', '--public');
    expectDone(open);
    const { checks } = JSON.parse(open.stdout) as { checks: { subject: string; outcome: string; detail: string }[] };
    expect(checks.filter(({ outcome }) => outcome !== 'holds').map(({ subject }) => subject)).toEqual(['pool']);
    expect(checks.find(({ subject }) => subject === 'published quotas')?.detail).toMatch(
      /all 1,000 panels meet the quotas of district/,
    );
    expectDone(await run('verify', 'lottery/manifest.json'));

    const ledger = read('ledger.jsonl');
    writeFileSync(join(temp.path, 'ledger.jsonl'), ledger.replace('"time":"2', '"time":"1'));
    const broken = await run('verify', 'draw/draw-record.json');
    expect([broken.code, broken.stderr]).toEqual([
      1,
      expect.stringMatching(/FAILS +process ledger +row 2: .*line before/),
    ]);
    expectRefused(await run('lottery'), 'LEDGER_BROKEN');
    writeFileSync(join(temp.path, 'ledger.jsonl'), ledger);
  });

  test('tells uncommitted draws in the ledger, and lets them be', async () => {
    expectDone(await run('draw', '--seed', 'a', '--out', 'one'));
    expectDone(await run('draw', '--seed', 'b', '--out', 'two'));
    const steps = read('ledger.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).step);
    expect(steps).toEqual(['lottery', 'draw', 'draw', 'draw']);
    expect(json('two/draw-record.json')).toMatchObject({ status: 'uncommitted', ledger: { length: 3 } });
  });
});

describe('Other seeds', () => {
  test('a number picked by hand is the ticket, and needs tickets', async () => {
    await makeProcess('seed_source: pick, lottery_form: composition');
    expectRefused(await run('lottery', '--out', 'pick'), 'PICK_NEEDS_TICKETS', 2);
    await makeProcess('seed_source: pick');
    expectDone(await run('lottery', '--out', 'pick'));
    expectRefused(await run('draw', '--commitment', 'pick', '--pick', '1000', '--out', 'picked'), 'SEED_SHAPE', 2);
    expectDone(await run('draw', '--commitment', 'pick', '--pick', '437', '--out', 'picked'));
    const record = json('picked/draw-record.json');
    const ticket = read('pick/lottery.csv').split('\n')[438];
    expect([record.number, `437,${record.panel.join(' ')}`]).toEqual([437, ticket]);
    expectDone(await run('verify', 'picked/draw-record.json'));
  });

  /** Quicknet's round 657413, as published. */
  const signature = 'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b';

  test('a beacon’s round must be to come, unless nobody is really drawn', async () => {
    await makeProcess('seed_source: "dice:25+drand:657413"');
    expectRefused(await run('lottery', '--out', 'beacon'), 'ROUND_PAST');
    expectDone(await run('lottery', '--out', 'beacon', '--rehearsal'));
    const rolls = dice.slice(0, 49);
    await temp.put('round.json', JSON.stringify({ round: 657_413, randomness: '', signature }));
    const earlier = await run(
      'draw',
      '--rehearsal',
      '--commitment',
      'beacon',
      '--dice',
      rolls,
      '--beacon',
      'drand:657412',
      '--signature',
      signature,
    );
    expectRefused(earlier, 'BEACON_FALSE');
    const draw = await run(
      'draw',
      '--rehearsal',
      '--commitment',
      'beacon',
      '--dice',
      rolls,
      '--beacon',
      'round.json',
      '--out',
      'beaconed',
    );
    expectDone(draw);
    expect(draw.stderr).toMatch(/Status +rehearsal/);
    expect(json('beaconed/draw-record.json')).toMatchObject({
      status: 'rehearsal',
      seed: { drand: { round: 657_413 } },
    });
    expectDone(await run('verify', 'beaconed/draw-record.json'));
  });

  test.each([
    ['dice:24', 'DICE_TOO_FEW', /at least 25 dice/],
    ['dice:14x20', 'DICE_TOO_FEW', /at least 15 dice/],
    ['dice', 'SEED_SOURCE_UNKNOWN', /no source/],
    ['drand:tomorrow', 'SEED_SOURCE_UNKNOWN', /no source/],
    ['drand:2031-01-01T18:00', 'SEED_SOURCE_UNKNOWN', /no source/],
    ['pick+dice:30', 'SEED_SOURCE_UNKNOWN', /no source/],
    ['drand:0', 'ROUND_UNKNOWN', /no round/],
  ])('%s is refused for a source', async (source, code, says) => {
    const refused = await run('lottery', '--seed-source', source, '--out', 'none');
    expectRefused(refused, code, 2);
    expect(refused.stderr).toMatch(says);
  });

  test('with plain flags a commitment’s own ledger sees to it that there is one draw', async () => {
    const flags = ['--pool', 'register.csv', '--id', 'nationbuilder_id', '--quotas', 'quotas.csv', '--size', '12'];
    expectDone(await run('lottery', ...flags, '--out', 'plain'));
    expectRefused(await run('lottery', ...flags, '--publish', 'district', '--out', 'p'), 'PUBLISHED_NEEDS_PROCESS', 2);
    expectDone(await run('draw', ...flags, '--commitment', 'plain', '--dice', dice, '--out', 'plain-draw'));
    expect(Object.keys(filesOf(join(temp.path, 'plain-draw')))).not.toContain('public/README.md');
    expectRefused(
      await run('draw', ...flags, '--commitment', 'plain', '--dice', otherDice, '--out', 'x'),
      'SEED_SECOND',
    );
    expectDone(await run('verify', 'plain-draw/draw-record.json', '--pool', 'register.csv', '--quotas', 'quotas.csv'));
  });
});

describe('A list of pseudonyms', () => {
  test.each([
    ['cut off', (text: string) => text.slice(0, -5), /cut off/],
    ['with a person twice', (text: string) => `${text}${text.split('\n')[1]}\n`, /twice/],
    ['of another kind', (text: string) => text.replace('salt', 'pepper'), /first line/],
  ])('%s is refused, and left as it is', async (_, change, says) => {
    const before = read('pseudonyms.csv');
    const changed = change(before);
    writeFileSync(join(temp.path, 'pseudonyms.csv'), changed);
    const refused = await run('lottery', '--rehearsal', '--out', 'none');
    expectRefused(refused, 'PSEUDONYMS_BROKEN');
    expect(refused.stderr).toMatch(says);
    expect(read('pseudonyms.csv')).toBe(changed);
    writeFileSync(join(temp.path, 'pseudonyms.csv'), before);
  });
});
