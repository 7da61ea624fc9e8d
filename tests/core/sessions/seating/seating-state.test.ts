import { expect, test } from 'vitest';
import { checkSeating } from '../../../../src/core/sessions/seating/check-seating.js';
import { seatPanel } from '../../../../src/core/sessions/seating/seat-panel.js';
import { SeatingState } from '../../../../src/core/sessions/seating/seating-state.js';
import fc from '../../../support/laws.js';
import { noiseOf, smallProblems } from '../../../support/seating-problems.js';

test('what swaps add up to is what a fresh count finds, and what was foretold of each', () => {
  let swaps = 0;
  fc.assert(
    fc.property(smallProblems(12, 3), fc.nat(1000), (given, seed) => {
      const problem = { ...given, rules: [] };
      const state = new SeatingState(problem, seatPanel(problem, noiseOf(`${seed}`), { steps: 0 }).seating);
      const noise = noiseOf(`swaps ${seed}`);
      for (let i = 0; i < 40; i++) {
        const r = Math.floor(noise() * problem.rounds.length);
        const [p, q] = [Math.floor(noise() * 12), Math.floor(noise() * 12)];
        const [t, u] = [state.tableOf[r * 12 + p]!, state.tableOf[r * 12 + q]!];
        if (t < 0 || u < 0 || t === u) continue;
        const foretold = [
          state.meetings + state.meetingsOfSwap(r, p, q),
          state.deviation + state.deviationOfSwap(r, p, q),
        ];
        state.swap(r, p, q);
        swaps++;
        expect([state.meetings, state.deviation]).toEqual(foretold);
      }
      const { meetings, deviation, met } = checkSeating(problem, state.seating());
      expect([state.meetings, state.deviation, [...state.known]]).toEqual([meetings, deviation, met]);
      expect(state.spread).toBe(met.reduce((sum, known) => sum + known * known, 0));
    }),
    { numRuns: 200 },
  );
  expect(swaps).toBeGreaterThan(1000);
});
