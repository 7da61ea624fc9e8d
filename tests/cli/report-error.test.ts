import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { reportError } from '../../src/cli/report-error.js';
import { Terminal } from '../../src/cli/terminal.js';
import { FaultList, SortitionError } from '../../src/core/errors.js';

function thrownBy(faults: FaultList): SortitionError {
  try {
    faults.throwIfAny();
  } catch (error) {
    if (error instanceof SortitionError) return error;
  }
  throw new Error('nothing was thrown');
}

test('Faults that are too many to be kept are counted by kind, and told so', () => {
  const faults = new FaultList(10);
  for (let row = 2; row < 12; row++) faults.add('CELL_BLANK', {}, { file: 'a.csv', row });
  for (let row = 12; row < 1512; row++) {
    if (row % 3 === 0) faults.add('DATE_UNREADABLE', { format: 'dd/mm/yyyy' }, { file: 'a.csv', row });
    else faults.add('CELL_BLANK', {}, { file: 'a.csv', row });
  }
  const error = thrownBy(faults);
  expect(error.args).toMatchObject({ count: 1510 });
  const stderr = new PassThrough();
  reportError(new Terminal({ stdout: new PassThrough(), stderr, env: {} }), error, false);
  const said = String(stderr.read());
  expect(said).toContain('  · and 1,500 more problems:\n');
  const [blank, date] = [...said.matchAll(/^ {4}([\d,]+) like: (.*)$/gm)].map(([, count, example]) => [count, example]);
  expect(blank?.[0]).toBe('1,000');
  expect(date).toEqual(['500', 'This cell is not a date of the form dd/mm/yyyy.']);
});

test('Places are told from the folder one is in, and a row that has the same fault twice once', () => {
  const faults = new FaultList();
  const file = join(process.cwd(), 'our-panel/residents.csv');
  for (const row of [1, 1]) faults.add('COLUMN_MISSING', { name: 'born', columns: ['id'] }, { file, row });
  faults.add('CELL_BLANK', {}, { file, row: 2 });
  const stderr = new PassThrough();
  reportError(new Terminal({ stdout: new PassThrough(), stderr, env: {} }), thrownBy(faults), false);
  const said = String(stderr.read());
  expect(said).toContain(`  · ${join('our-panel', 'residents.csv')}, row 1: There is no column “born”.\n`);
  expect(said).toContain(`  · ${join('our-panel', 'residents.csv')}, row 2: This cell is blank.\n`);
});

test('Paths within messages are told from the folder one is in too, also to machines', () => {
  const folder = join(process.cwd(), 'our-panel/draw');
  const error = new SortitionError('OUTPUT_EXISTS', { folder, files: ['panel.csv'], more: 0 }, { file: folder });
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  reportError(new Terminal({ stdout, stderr, env: {} }), error, true);
  for (const said of [String(stdout.read()), String(stderr.read())]) {
    expect(said).toContain('The folder “our-panel/draw” already holds');
    expect(said).not.toContain(process.cwd());
  }
});
