import { beforeAll, expect, test } from 'vitest';
import { makeBase } from '../support/fuzz/base.js';
import { type Endured, HARDSHIPS, type Hardship, runHardships } from '../support/fuzz/hardships.js';

/** A sample of the runs of bench/fuzz.ts; a full disk needs the right to mount one. */
let endured: readonly Endured[] = [];

beforeAll(async () => {
  endured = await runHardships(await makeBase(), 9);
}, 300_000);

test.each(Object.keys(HARDSHIPS) as Hardship[])(
  'Every command ends clearly and leaves nothing half done: %s',
  (name) => {
    const found = endured.find((one) => one.name === name);
    expect(found?.faults.join('\n')).toBe('');
    if (name !== 'full') expect(found?.runs).toBe(9);
    // Otherwise nothing was tried: but whoever writes to a closed pipe goes on.
    if (name === 'closedPipe') expect(found?.hindered).toBe(0);
    else if (found?.runs !== 0) expect(found?.hindered).toBeGreaterThan(2);
  },
);
