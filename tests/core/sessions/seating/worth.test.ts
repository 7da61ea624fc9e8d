import { expect, test } from 'vitest';
import { isBetter } from '../../../../src/core/sessions/seating/worth.js';

test('less deviation before more meetings before more people met by whoever meets fewest before evenness', () => {
  const worth = (deviation: number, meetings: number, fewest: number, spread: number) => ({
    deviation,
    meetings,
    fewest,
    spread,
  });
  const fromBest = [worth(0, 5, 2, 9), worth(0, 5, 2, 10), worth(0, 5, 1, 8), worth(0, 4, 3, 1), worth(1, 9, 9, 0)];
  for (const [i, a] of fromBest.entries())
    for (const [j, b] of fromBest.entries()) expect(isBetter(a, b), `${i}, ${j}`).toBe(i < j);
});
