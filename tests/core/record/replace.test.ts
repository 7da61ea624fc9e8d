import { describe, expect, test } from 'vitest';
import { nothingSeen, runHistory } from '../../support/replacements.js';

describe('Replacements', () => {
  test('are the best that any people could be, judged person by person, over 50 histories', {
    timeout: 60_000,
  }, async () => {
    const seen = nothingSeen();
    for (let i = 0; i < 50; i++) await runHistory(`of the tests ${i}`, seen);
    console.log(seen);
    expect(seen.sequences).toBe(50);
  });
});
