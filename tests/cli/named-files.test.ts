import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, oneOffPool } from '../support/one-off-pool.js';
import { expectRefused, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const pool = oneOffPool({ seed: 'a town of capitals', people: 60, size: 12 });
const capital = (text = ''): string => text.charAt(0).toUpperCase() + text.slice(1);
const process = (more = ''): string => `title: A town
register: { file: register.csv, id: nationbuilder_id }
quotas: quotas.csv
panel: { size: 12 }
${more}`;

async function put(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  mkdirSync(join(temp.path, folder));
  for (const [name, text] of Object.entries(files)) await temp.put(join(folder, name), text);
}

describe('A file that is not there, named in sortition.yaml', () => {
  const files = { 'register.csv': csv(pool.people), 'quotas.csv': csv(pool.quotas) };
  beforeAll(async () => {
    await put('no-quotas', { 'register.csv': files['register.csv'], 'sortition.yaml': process() });
    await put('no-register', {
      'quotas.csv': files['quotas.csv'],
      'sortition.yaml': process('invitation: { letters: 9 }\n'),
    });
    await put('no-list', { ...files, 'sortition.yaml': process('eligible: { exclude: [staff.csv] }\n') });
    await put('no-table', {
      ...files,
      'sortition.yaml': process('features: { district: { column: postcode, table: places.csv } }\n'),
    });
  });

  test.each([
    ['check', 'no-quotas', 'quotas:'],
    ['invite', 'no-register', 'register: file:'],
    ['check', 'no-list', 'eligible: exclude:'],
    ['check', 'no-table', 'features: district: table:'],
  ])('is told by %s with its key (%s)', async (command, folder, key) => {
    const run = await runCli([command, folder, ...(command === 'invite' ? ['--seed', 'x'] : [])], { cwd: temp.path });
    expectRefused(run, 'FILE_NOT_FOUND');
    expect(run.stderr).toContain(`, which sortition.yaml names under “${key}”.`);
  });

  test('is told without one where a flag names it', async () => {
    const run = await runCli(['check', 'no-list', '--quotas', 'other.csv'], { cwd: temp.path });
    expectRefused(run, 'FILE_NOT_FOUND');
    expect(run.stderr).not.toMatch(/names under/);
  });
});

test('Faults of the quotas name their file, and features and values as they are written there', async () => {
  const quotas = pool.quotas.map((row) => ({
    ...row,
    feature: capital(row['feature']),
    value: capital(row['value']),
    ...(row['feature'] === 'gender' && { min: '0', max: '1' }),
    ...(row['feature'] === 'district' && { min: '50', max: '60' }),
  }));
  await temp.put('quotas.csv', csv(quotas));
  await temp.put('people.csv', csv(pool.people));
  const flags = ['--pool', 'people.csv', '--id', 'nationbuilder_id', '--quotas', 'quotas.csv', '--size', '12'];
  const run = await runCli(['check', ...flags], { cwd: temp.path });
  expectRefused(run, 'INPUT_FAULTS');
  expect(run.stderr).toContain('quotas.csv: The maximums of “Gender” add up to');
  expect(run.stderr).toMatch(/quotas\.csv: The quota of “\p{Lu}[^”]*” \(District\) asks for at least 50/u);
});
