import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, oneOffPool } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectRefused, filesOf, runCli, tempFolder } from '../support/run-cli.js';
import { townProcess } from '../support/town-process.js';

const temp = tempFolder();
const run = (cwd: string, ...args: string[]): Promise<CliRun> => runCli(args, { cwd });
const dice = Array.from({ length: 30 }, (_, i) => ((i * i + 2) % 6) + 1).join(' ');
const people = oneOffPool({ seed: 'a committed town', people: 120, size: 12 }).people;

async function town(panel: string): Promise<string> {
  const folder = await temp.folder();
  const name = folder.slice(temp.path.length + 1);
  for (const [file, text] of Object.entries(townProcess(panel))) await temp.put(join(name, file), text);
  return folder;
}

describe('A process that was drawn officially', () => {
  let folder = '';
  let made: CliRun;
  beforeAll(async () => {
    folder = await town('tickets: 200');
    expectDone(await run(folder, 'lottery'));
    expectDone(await run(folder, 'draw', '--commitment', 'lottery', '--dice', dice));
    made = await run(folder, 'report', '--json');
  });

  test('is told in report.html and summary.pdf, with its figures', () => {
    expectDone(made);
    const told = JSON.parse(made.stdout);
    expect(told).toMatchObject({
      status: 'official',
      state: 'written',
      panel: 12,
      pool: 120,
      population: 'pool',
      language: 'en',
    });
    const { least, mean, greatest, geometric_mean: geometric, gini } = told.chances;
    expect([least <= geometric, geometric <= mean, mean <= greatest]).toEqual([true, true, true]);
    expect(gini).toBeGreaterThan(0);
    const page = readFileSync(join(folder, 'report/report.html'), 'utf8');
    const record = JSON.parse(readFileSync(join(folder, 'draw/draw-record.json'), 'utf8'));
    expect(page).toContain('Official draw');
    expect(page).toContain(record.commitment);
    // In the organiser’s spelling and order, not in the record’s.
    expect(page).toContain('Sankt Jürgen');
    expect(page.indexOf('Alt-Stadt')).toBeLessThan(page.indexOf('Hafen'));
    // Of the draw’s own panel.
    const panel = readFileSync(join(folder, 'draw/panel.csv'), 'utf8');
    const women = panel.split('\n').filter((line) => /\bfemale\b/.test(line)).length;
    expect(page).toMatch(new RegExp(`<th scope="row">female</th>.*<td>${women}</td>`));
  });

  test('is told without anybody: no id, name, address, pseudonym or salt stands on the page', () => {
    const page = readFileSync(join(folder, 'report/report.html'), 'utf8');
    const secrets = readFileSync(join(folder, 'pseudonyms.csv'), 'utf8').trim().split('\n').slice(1);
    expect(secrets.length).toBe(120);
    const words = new Set(page.split(/[^\p{L}\p{N}]+/u));
    for (const line of secrets) for (const part of line.split(',')) expect(words.has(part)).toBe(false);
    for (const { nationbuilder_id: id = '', address = '' } of people) {
      expect(words.has(id)).toBe(false);
      if (address !== '') expect(page).not.toContain(address);
    }
    const record = JSON.parse(readFileSync(join(folder, 'draw/draw-record.json'), 'utf8'));
    for (const person of [...record.panel, ...record.alternates]) expect(page).not.toContain(person);
  });

  test('again is the same bytes; in another language only with --force', async () => {
    const before = filesOf(folder);
    const again = await run(folder, 'report');
    expectDone(again);
    expect(again.stderr).toContain('nothing has changed');
    expect(filesOf(folder)).toEqual(before);
    expectRefused(await run(folder, 'report', '--language', 'nl'), 'OUTPUT_EXISTS');
    expectDone(await run(folder, 'report', '--language', 'nl', '--out', 'elders'));
    expect(readFileSync(join(folder, 'elders/report.html'), 'utf8')).toContain('<html lang="nl">');
    expectDone(await run(folder, 'verify', 'draw/draw-record.json'));
  });

  test('is told from its record alone, beside the shares of the population', async () => {
    const shares = [
      ...[
        ['female', '50'],
        ['male', '47'],
        ['other', '3'],
      ].map(([value = '', share = '']) => ({ feature: 'gender', value, share })),
    ];
    await temp.put(join(folder.slice(temp.path.length + 1), 'shares.csv'), csv(shares));
    const alone = await run(
      folder,
      'report',
      '--record',
      'draw/draw-record.json',
      '--population',
      'shares.csv',
      '--out',
      'alone',
      '--json',
    );
    expectDone(alone);
    const { features, population } = JSON.parse(alone.stdout);
    expect(population).toBe('shares');
    const gender = features.find(({ feature }: { feature: string }) => feature === 'gender');
    const total = gender.rows.reduce((sum: number, row: { population: number }) => sum + row.population, 0);
    expect(total).toBeCloseTo(1, 12);
  });

  test('is not told where its record does not hold, and then nothing is written', async () => {
    const copy = await temp.folder();
    const name = copy.slice(temp.path.length + 1);
    const { mkdirSync } = await import('node:fs');
    mkdirSync(join(copy, 'draw'));
    for (const file of [
      'draw-record.json',
      'certificate.json',
      'classes.csv',
      'distribution.csv',
      'lottery.csv',
      'people.csv',
      'canonical-pool.csv',
      'ledger.jsonl',
    ]) {
      const text = readFileSync(join(folder, 'draw', file), 'utf8');
      await temp.put(join(name, 'draw', file), file === 'lottery.csv' ? text.replace('\n1,', '\n2,') : text);
    }
    expectRefused(await run(copy, 'report', '--record', 'draw/draw-record.json'), 'REPORT_RECORD_FAILS');
    expect(Object.keys(filesOf(copy)).some((file) => file.startsWith('report'))).toBe(false);
  });
});

describe('A draw of another kind', () => {
  const reported = async (panel: string): Promise<{ page: string; told: ReturnType<typeof JSON.parse> }> => {
    const folder = await town(panel);
    expectDone(await run(folder, 'draw'));
    const made = await run(folder, 'report', '--json');
    expectDone(made);
    return { page: readFileSync(join(folder, 'report/report.html'), 'utf8'), told: JSON.parse(made.stdout) };
  };

  test('of several panels counts them together, and leaves those in reserve out', async () => {
    const { page, told } = await reported('tickets: 200, seed: any, panels: 2, reserve: 1');
    expect(page).toContain('2 panels of 12 people each; nobody is on two of them.');
    expect(page).toContain('One more panel was drawn in reserve');
    expect(told.panel).toBe(24);
    // Of a seat on one of the two, not of being drawn at all.
    expect(told.chances.mean).toBeCloseTo(24 / 120, 9);
    for (const { rows } of told.features) {
      expect(rows.reduce((sum: number, { panel }: { panel: number }) => sum + panel, 0)).toBe(24);
      for (const { min, max, panel } of rows) expect([min <= panel, panel <= max]).toEqual([true, true]);
    }
  });

  test('with people who sat already, some replaced and some erased since, counts those of whom it still knows', async () => {
    const folder = await town('tickets: 200, seed: any, include: [fixed.csv]');
    const [first] = people;
    const name = folder.slice(temp.path.length + 1);
    await temp.put(join(name, 'fixed.csv'), `id\n${first?.['nationbuilder_id']}\n`);
    expectDone(await run(folder, 'draw'));
    const panel = readFileSync(join(folder, 'draw/panel.csv'), 'utf8').split('\n').slice(1);
    const drawn = panel.map((line) => line.split(',')[0] ?? '').filter((id) => id !== first?.['nationbuilder_id']);
    const [gone = '', erased = ''] = drawn;
    expectDone(await run(folder, 'replace', '--withdraw', gone, '--reason', 'ill'));
    await run(folder, 'erase', erased, '--yes');
    const made = await run(folder, 'report', '--json');
    expectDone(made);
    const page = readFileSync(join(folder, 'report/report.html'), 'utf8');
    expect(page).toContain('1 of them was on the panel already.');
    expect(page).toContain('Since then 1 person withdrew and 1 person took their place.');
    expect(page).toContain('The data of 1 person on the panel have been erased since.');
    expect(page).not.toContain('percentage points');
    for (const { rows } of JSON.parse(made.stdout).features)
      expect(rows.reduce((sum: number, { panel }: { panel: number }) => sum + panel, 0)).toBe(11);
    const shares = [...page.matchAll(/· (\d+(?:\.\d+)?)%<\/text>/g)].map(([, share]) => Number(share));
    expect(shares.reduce((sum, share) => sum + share, 0) / JSON.parse(made.stdout).features.length).toBeCloseTo(100, 0);
  });

  test('into arms names them with their sizes', async () => {
    const { page } = await reported('tickets: 200, seed: any, arms: { red: 8, blue & white: 4 }');
    expect(page).toContain('The same lot shared them out to 2 arms: red (8), blue &amp; white (4).');
  });
});

test('A rehearsal says so before anything else', async () => {
  const folder = await town('tickets: 200, seed: a trial');
  expectDone(await run(folder, 'draw', '--rehearsal'));
  expectDone(await run(folder, 'report'));
  const page = readFileSync(join(folder, 'report/report.html'), 'utf8');
  expect(page).toContain('<title>REHEARSAL · ');
  expect(page).toContain('<p class="mark" aria-hidden="true">REHEARSAL</p>');
  expect(page.indexOf('REHEARSAL – ')).toBeLessThan(page.indexOf('<main'));
});

describe('Objectives before the draw', () => {
  test('stand side by side, each with what it is best at; nothing is drawn, and a later report stays beside it', async () => {
    const folder = await town('tickets: 200, seed: any');
    const args = ['report', '--compare', 'leximin,nash,minimax,legacy', '--json'];
    const compared = await run(folder, ...args);
    expectDone(compared);
    const { objectives } = JSON.parse(compared.stdout);
    const of = (name: string) => objectives.find(({ objective }: { objective: string }) => objective === name);
    for (const { objective, least, greatest, geometric_mean: geometric } of objectives) {
      expect([objective, least <= of('leximin').least + 1e-6]).toEqual([objective, true]);
      expect([objective, geometric <= of('nash').geometric_mean + 1e-5]).toEqual([objective, true]);
      expect([objective, greatest >= of('minimax').greatest - 1e-6]).toEqual([objective, true]);
    }
    expect(Object.keys(filesOf(folder)).some((file) => file.startsWith('draw'))).toBe(false);
    const page = readFileSync(join(folder, 'report/objectives.html'), 'utf8');
    expect(page).toContain('Nothing has been drawn');
    const again = await run(folder, ...args);
    expect(JSON.parse(again.stdout).state).toBe('unchanged');
    expectDone(await run(folder, 'draw'));
    expectDone(await run(folder, 'report'));
    expect(readFileSync(join(folder, 'report/objectives.html'), 'utf8')).toBe(page);
  });

  test('can be compared without a process', async () => {
    const pool = oneOffPool({ seed: 'compare', people: 60, size: 8 });
    const folder = await temp.folder();
    const name = folder.slice(temp.path.length + 1);
    await temp.put(join(name, 'people.csv'), csv(pool.people));
    await temp.put(join(name, 'quotas.csv'), csv(pool.quotas));
    const flags = ['--pool', 'people.csv', '--id', 'nationbuilder_id', '--quotas', 'quotas.csv', '--size', '8'];
    expectDone(await run(folder, 'report', '--compare', 'leximin,maximin', ...flags));
    expectRefused(await run(folder, 'report', '--compare', 'leximin,fairest', ...flags), 'OBJECTIVE_UNKNOWN', 2);
  });
});

describe('What cannot be told', () => {
  test.each([
    ['where nothing was drawn', [], 'REPORT_NO_DRAW', 1],
    ['with flags that belong to --compare', ['--size', '8'], 'REPORT_FLAGS', 2],
    ['with flags that --compare has no use for', ['--compare', 'leximin', '--record', 'x.json'], 'REPORT_FLAGS', 2],
    ['in a language that there is not', ['--language', 'es'], 'NOT_ONE_OF', 2],
  ] as const)('%s', async (_, args, code, exit) => {
    const folder = await town('tickets: 200');
    expectRefused(await run(folder, 'report', ...args), code, exit);
  });
});
