import { expect, test } from 'vitest';
import { makeBase } from '../support/fuzz/base.js';
import { runCampaign, told } from '../support/fuzz/campaign.js';

/** Of the 20,000 of bench/fuzz.ts, whose result is in bench/fuzz.md. FUZZ_CASES=from-to runs others. */
const [from = 0, to = 500] = (process.env['FUZZ_CASES'] ?? '0-500').split('-').map(Number);

test('Whatever is wrong with an input, the command ends with a result or a clear error, and leaves nothing half done', async () => {
  const { found, endings, codes, slowest } = await runCampaign(await makeBase(), {
    seed: 'fuzz 1',
    from,
    to,
    lanes: 2,
  });
  if (process.env['FUZZ_CASES'])
    console.log(
      endings,
      [...codes]
        .sort((a, b) => b[1] - a[1])
        .map((pair) => pair.join(' '))
        .join(', '),
      slowest,
    );
  expect(found.map(told).join('\n')).toBe('');
  // Both ways out were taken, and often: otherwise the mutations would be too mild or too wild.
  const count = (code: string): number => [...endings.values()].reduce((sum, ends) => sum + (ends.get(code) ?? 0), 0);
  expect(count('0')).toBeGreaterThan((to - from) / 10);
  expect(count('1')).toBeGreaterThan((to - from) / 10);
  expect(codes.size).toBeGreaterThan(20);
}, 300_000);
