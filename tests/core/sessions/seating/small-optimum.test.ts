import { expect, test } from 'vitest';
import { SortitionError } from '../../../../src/core/errors.js';
import { seatPanel } from '../../../../src/core/sessions/seating/seat-panel.js';
import { bestOfAll, seatingsOfRound } from '../../../support/best-seating.js';
import fc from '../../../support/laws.js';
import { noiseOf, smallProblems } from '../../../support/seating-problems.js';

const STEPS = 20_000;

test('six people, up to three rounds: the best of all seatings in balance, then meetings, then the fewest met; or what conflicts', () => {
  let [seated, impossible, uneven] = [0, 0, 0];
  fc.assert(
    fc.property(smallProblems(6, 3), (problem) => {
      const best = bestOfAll(problem);
      if (best === undefined) {
        impossible++;
        expectSmallest(() => seatPanel(problem, noiseOf('small'), { steps: STEPS }), problem);
        return;
      }
      seated++;
      if (best[0] > 0) uneven++;
      const { report } = seatPanel(problem, noiseOf('small'), { steps: STEPS });
      expect([report.deviation, report.meetings, report.fewest]).toEqual(best);
      expect(report.broken).toEqual([]);
      expect(report.bound.meetings).toBeGreaterThanOrEqual(best[1]);
      expect(report.bound.fewest).toBeGreaterThanOrEqual(best[2]);
    }),
    { numRuns: 300 },
  );
  expect(seated).toBeGreaterThan(100);
  expect(impossible).toBeGreaterThan(50);
  expect(uneven).toBeGreaterThan(5);
});

/** The round that is named has no seating under the rules named, and one under any rules that are fewer. */
function expectSmallest(seat: () => unknown, problem: Parameters<typeof seatingsOfRound>[0]): void {
  try {
    seat();
  } catch (error) {
    if (!(error instanceof SortitionError && error.code === 'SEATING_CONFLICT')) throw error;
    const { round, rules: labels } = error.args as { round: number; rules: readonly string[] };
    const named = problem.rules.filter(({ label }) => labels.includes(label));
    const hasSeating = (rules: typeof named): boolean => !seatingsOfRound(problem, round - 1, rules).next().done;
    expect(hasSeating(named)).toBe(false);
    for (let subset = 0; subset < 1 << problem.rules.length; subset++) {
      const fewer = problem.rules.filter((_, i) => (subset & (1 << i)) !== 0);
      if (fewer.length < named.length) expect(hasSeating(fewer)).toBe(true);
    }
    return;
  }
  expect.unreachable('seated what cannot be');
}

test('the same when the first rounds have happened', () => {
  let seated = 0;
  fc.assert(
    fc.property(smallProblems(6, 3), fc.integer({ min: 1, max: 2 }), (given, past) => {
      const free = seatPanel({ ...given, rules: [] }, noiseOf('past'), { steps: 0 }).seating;
      const problem = { ...given, before: { rounds: free.rounds.slice(0, past) } };
      const best = bestOfAll(problem);
      if (best === undefined) return;
      seated++;
      const { seating, report } = seatPanel(problem, noiseOf('small'), { steps: STEPS });
      expect(seating.rounds.slice(0, past)).toEqual(problem.before.rounds);
      expect([report.deviation, report.meetings, report.fewest]).toEqual(best);
      expect(report.bound.meetings).toBeGreaterThanOrEqual(best[1]);
      expect(report.bound.fewest).toBeGreaterThanOrEqual(best[2]);
    }),
    { numRuns: 150 },
  );
  expect(seated).toBeGreaterThan(80);
});

test('eight people at two tables of four, and seven at two, three rounds without rules: the best of all seatings', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(7, 8).chain((people) => smallProblems(people, 1)),
      ({ people, features, values }) => {
        const round = { tables: [4, people - 4], absent: [] };
        const problem = { people, features, values, rounds: [round, round, round], rules: [] };
        const { report } = seatPanel(problem, noiseOf('eight'), { steps: STEPS });
        expect([report.deviation, report.meetings, report.fewest]).toEqual(bestOfAll(problem));
      },
    ),
    { numRuns: 40 },
  );
});
