import { describe, expect, test } from 'vitest';
import {
  type ChanceStep,
  chanceFigures,
  sortSteps,
  stepsOfTickets,
  withoutUnseatable,
} from '../../../../src/core/record/figures/chance-figures.js';
import fc from '../../../support/laws.js';

const anySteps = fc.array(
  fc.record({ chance: fc.integer({ min: 1, max: 1000 }).map((c) => c / 1000), people: fc.integer({ min: 1, max: 9 }) }),
  { minLength: 1, maxLength: 12 },
);
const everyone = (steps: readonly ChanceStep[]): number[] =>
  steps.flatMap(({ chance, people }) => new Array<number>(people).fill(chance));
const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);

describe('Figures of chances', () => {
  test('are those of the definitions, person by person', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const x = everyone(steps);
        const figures = chanceFigures(steps);
        const mean = sum(x) / x.length;
        const differences = sum(x.map((a) => sum(x.map((b) => Math.abs(a - b)))));
        expect(figures.people).toBe(x.length);
        expect(figures.mean).toBeCloseTo(mean, 12);
        expect(figures.gini).toBeCloseTo(differences / (2 * x.length * x.length * mean), 10);
        expect(figures.geometricMean).toBeCloseTo(
          x.reduce((product, a) => product * a ** (1 / x.length), 1),
          10,
        );
        expect([figures.least, figures.greatest]).toEqual([Math.min(...x), Math.max(...x)]);
      }),
    );
  });

  test('do not depend on the order or on how people are put together', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const apart = everyone(steps)
          .reverse()
          .map((chance) => ({ chance, people: 1 }));
        expect(chanceFigures(apart)).toEqual(chanceFigures(steps));
      }),
    );
  });

  test('have a geometric mean that many small chances do not bring to nothing', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            chance: fc.double({ min: 1e-9, max: 1, noNaN: true }),
            people: fc.integer({ min: 1, max: 200_000 }),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        (steps) => {
          const n = sum(steps.map(({ people }) => people));
          const logs = sum(steps.map(({ chance, people }) => people * Math.log(chance)));
          expect(chanceFigures(steps).geometricMean / Math.exp(logs / n)).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  test('of equal chances: Gini 0, all means the same; of unequal ones the geometric mean is lower', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const [{ chance } = { chance: 1 }] = steps;
        const equal = chanceFigures(steps.map((step) => ({ ...step, chance })));
        expect(equal.gini).toBe(0);
        expect(equal.geometricMean).toBeCloseTo(chance, 12);
        const figures = chanceFigures(steps);
        expect(figures.geometricMean).toBeLessThanOrEqual(figures.mean * (1 + 1e-12));
        expect(figures.gini).toBeGreaterThanOrEqual(0);
        expect(figures.gini).toBeLessThan(1);
      }),
    );
  });

  test('where one of n has all there is, Gini is 1 − 1/n and the geometric mean 0', () => {
    const figures = chanceFigures([
      { chance: 0, people: 9 },
      { chance: 1, people: 1 },
    ]);
    expect(figures.gini).toBeCloseTo(0.9, 12);
    expect([figures.geometricMean, figures.withoutChance]).toEqual([0, 9]);
  });

  test('of nobody are zeros', () => {
    expect(chanceFigures([])).toMatchObject({ people: 0, mean: 0, gini: 0, geometricMean: 0 });
  });
});

test('Tickets give everybody their share, and those on none of them no chance', () => {
  const tickets = [
    ['a', 'b'],
    ['a', 'c'],
    ['a', 'b'],
    ['a', 'd'],
  ];
  expect(stepsOfTickets(tickets, 6)).toEqual([
    { chance: 0, people: 2 },
    { chance: 0.25, people: 2 },
    { chance: 0.5, people: 1 },
    { chance: 1, people: 1 },
  ]);
});

test('Those who can be on no panel are left out once, however many classes they are of', () => {
  const steps = [
    { chance: 0, people: 2 },
    { chance: 0, people: 3 },
    { chance: 0.5, people: 4 },
  ];
  expect(sortSteps(withoutUnseatable(steps, 5))).toEqual([{ chance: 0.5, people: 4 }]);
  expect(sortSteps(withoutUnseatable(steps, 2))).toEqual([
    { chance: 0, people: 3 },
    { chance: 0.5, people: 4 },
  ]);
});
