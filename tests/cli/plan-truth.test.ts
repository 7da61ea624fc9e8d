import { join } from 'node:path';
import { expect, test } from 'vitest';
import { situations } from '../support/plan-situations.js';
import { countUnfillable, sigmas } from '../support/plan-truth.js';
import { expectDone, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
/** bench/plan-truth.ts has 2,000 and more, for several risks. */
const PROCESSES = 300;

test.each(situations())('The risk that a plan promises is what happens: $name', async ({ files, process }) => {
  const folder = await temp.folder();
  for (const [name, text] of Object.entries(files))
    await temp.put(join(folder.slice(temp.path.length + 1), name), text);
  const run = await runCli(['invite', '--plan', '--risk', '20%', '--simulations', '600', '--json'], { cwd: folder });
  expectDone(run);
  const { letters, unfillable, simulations } = JSON.parse(run.stdout).recommended;
  const truth = countUnfillable(process, letters, PROCESSES, 5);
  // All keys are fixed.
  expect(Math.abs(sigmas(truth, PROCESSES, unfillable, simulations))).toBeLessThan(3.5);
});
