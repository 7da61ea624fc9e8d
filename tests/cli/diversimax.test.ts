import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, oneOffPool } from '../support/one-off-pool.js';
import { type CliRun, expectDone, expectRefused, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const pool = oneOffPool({ seed: 'diversimax', people: 60, size: 12 });
const flags = [
  ...['--pool', 'people.csv', '--id', 'nationbuilder_id', '--quotas', 'quotas.csv', '--size', '12'],
  ...['--household', 'address,postcode', '--objective', 'diversimax'],
];

beforeAll(async () => {
  await temp.put('people.csv', csv(pool.people));
  await temp.put('quotas.csv', csv(pool.quotas));
});

const draw = (out: string, ...more: string[]): Promise<CliRun> =>
  runCli(['draw', ...flags, '--seed', 'any text', '--out', out, ...more], { cwd: temp.path });

describe('sortition draw --objective diversimax', () => {
  test.each(['named', 'composition'])(
    'draws, says what is proved and what is not, and is verified, %s form',
    async (form) => {
      const drawn = await draw(form, '--lottery-form', form);
      expectDone(drawn);
      expect(drawn.stdout + drawn.stderr).toContain('not fairness-optimal: as diverse as can be, proved');
      const verified = await runCli(
        ['verify', join(form, 'draw-record.json'), '--pool', 'people.csv', '--quotas', 'quotas.csv', '--replay'],
        { cwd: temp.path },
      );
      expectDone(verified);
      expect(verified.stdout + verified.stderr).toMatch(/diversimax +every composition is as diverse as can be/);
      expect(verified.stdout + verified.stderr).toMatch(/replay/);
      expect((verified.stdout + verified.stderr).includes('ticket seats')).toBe(form === 'named');
    },
  );

  test('says the same to machines', async () => {
    const drawn = await draw('json', '--json');
    expectDone(drawn);
    expect(JSON.stringify(JSON.parse(drawn.stdout))).toContain('not fairness-optimal: as diverse as can be, proved');
    const record = readFileSync(join(temp.path, 'json', 'draw-record.json'), 'utf8');
    expect(record).toContain('"objective":"diversimax"');
    expect(record).toContain('"solver":"highs"');
  });

  test('refuses the small solver where its integer programs would be too large', async () => {
    expectRefused(await draw('js', '--solver', 'js'), 'SOLVER_TOO_SMALL', 2);
    expect(existsSync(join(temp.path, 'js', 'draw-record.json'))).toBe(false);
  });
});
