import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdSet } from '../../src/io/id-set.js';

test('A set of ids counts each up to so many times, as a table of counts does, however many are added', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 3000, size: 'max' }),
      fc.integer({ min: 1, max: 4 }),
      (numbers, times) => {
        const set = new IdSet();
        const counts = new Map<number, number>();
        for (const number of numbers) {
          set.add(`home ${number}`);
          counts.set(number, (counts.get(number) ?? 0) + 1);
        }
        const expected = [...counts.values()].reduce((sum, count) => sum + Math.min(count, times), 0);
        expect(set.countUpTo(times)).toBe(expected);
      },
    ),
    { numRuns: 50 },
  );
});
