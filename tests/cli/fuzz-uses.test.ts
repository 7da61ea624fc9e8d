import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Base, makeBase } from '../support/fuzz/base.js';
import { USES } from '../support/fuzz/cases.js';
import { Lane } from '../support/fuzz/lane.js';

let base: Base;
let lane: Lane;
beforeAll(async () => {
  base = await makeBase();
  lane = new Lane(base);
}, 120_000);
afterAll(() => lane.close());

/** Of people whose letters were printed, not everything can go. */
const MAY_LEAVE = /^erase --yes$/;

test.each(USES.map(({ name, argv }) => [argv.join(' '), name, argv] as const))(
  'Without a mutation “sortition %s” does what was asked',
  async (_, name, argv) => {
    const { code, stderr } = await lane.run({ argv, changes: [] });
    const isDone = code === 0 || (code === 1 && MAY_LEAVE.test(name) && !stderr.startsWith('error'));
    expect(isDone ? '' : stderr.slice(0, 600)).toBe('');
  },
);

test('Every file that a command is said to read is there', () => {
  for (const { reads } of USES) for (const name of reads) expect([...base.keys()]).toContain(name);
});
