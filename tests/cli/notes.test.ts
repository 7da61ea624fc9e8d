import { beforeAll, describe, expect, test } from 'vitest';
import { csv, oneOffPool } from '../support/one-off-pool.js';
import { expectDone, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const pool = oneOffPool({ seed: 'a town with notes', people: 60, size: 12 });
const [one] = pool.people;
const gone = Array.from({ length: 25 }, (_, i) => `left-${i}`);

describe('Notes', () => {
  beforeAll(async () => {
    // The first person stands in the file twice: harmless, and found before the list is compared.
    await temp.put('register.csv', csv([...pool.people, one ?? {}]));
    await temp.put('quotas.csv', csv(pool.quotas));
    await temp.put('staff.csv', `nationbuilder_id\n${gone.join('\n')}\n`);
    await temp.put(
      'sortition.yaml',
      `title: A town
register: { file: register.csv, id: nationbuilder_id, household: [address, postcode] }
eligible: { exclude: [staff.csv] }
quotas: quotas.csv
panel: { size: 12 }
invitation: { letters: 20 }
`,
    );
  });

  test.each([
    ['check', 'check', '--pool', 'register.csv', '--id', 'nationbuilder_id', '--quotas', 'quotas.csv', '--size', '12'],
    ['invite', 'invite', '--seed', 'a rehearsal'],
  ])('of %s are all told to machines', async (_, ...args) => {
    const run = await runCli([...args, '--json'], { cwd: temp.path });
    expectDone(run);
    const { notes } = JSON.parse(run.stdout) as { notes: { code: string; message: string; row: number }[] };
    expect(notes.at(-1)).toMatchObject({ code: 'ID_REPEATED', row: 62, file: expect.stringMatching(/register\.csv$/) });
    expect(notes.at(-1)?.message).toBeTruthy();
    if (args.includes('invite')) {
      expect(notes.map(({ code }) => code)).toEqual([...gone.map(() => 'EXCLUDED_ID_UNKNOWN'), 'ID_REPEATED']);
      expect(run.stderr.match(/note /g)).toHaveLength(21);
      expect(run.stderr).toContain('and 6 more notes: --json lists them all');
      expect(run.stderr).not.toMatch(/row 62/);
    } else expect(run.stderr).toMatch(/note .*row 62/);
  });
});
