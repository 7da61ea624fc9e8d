import { describe, expect, test } from 'vitest';
import { SortitionError } from '../../../../src/core/errors.js';
import type { Seating } from '../../../../src/core/sessions/model.js';
import { checkSeating } from '../../../../src/core/sessions/seating/check-seating.js';
import { type SeatingProblem, type SeatingRule, tableSizes } from '../../../../src/core/sessions/seating/problem.js';
import { seatPanel } from '../../../../src/core/sessions/seating/seat-panel.js';
import { keeps } from '../../../support/best-seating.js';
import fc from '../../../support/laws.js';
import { golfers, noiseOf, plantedProblems, smallProblems } from '../../../support/seating-problems.js';

const STEPS = 500;

/** Everybody present once, every table as large as it should be, every rule kept: counted here, not by the library. */
function expectKept(problem: SeatingProblem, { rounds }: Seating): void {
  for (const [r, tables] of rounds.entries()) {
    const { tables: sizes, absent } = problem.rounds[r]!;
    expect(tables.map((people) => people.length)).toEqual(sizes);
    const everybody = Array.from({ length: problem.people }, (_, p) => p).filter((p) => !absent.includes(p));
    expect(tables.flat().toSorted((a, b) => a - b)).toEqual(everybody);
    const broken = problem.rules.filter((rule) => !keeps(rule, r, tables, problem.rules));
    expect(broken.map(({ label }) => `${label} in round ${r}`)).toEqual([]);
  }
}

test('every rule holds in 400 panels with absences, where a hidden seating shows that all can be kept', () => {
  const kinds = new Map<string, number>();
  let absences = 0;
  fc.assert(
    fc.property(plantedProblems(30), (problem) => {
      for (const { kind } of problem.rules) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (problem.rounds.some(({ absent }) => absent.length > 0)) absences++;
      const { seating, report } = seatPanel(problem, noiseOf('planted'), { steps: STEPS });
      expectKept(problem, seating);
      expect(report.broken).toEqual([]);
    }),
    { numRuns: 400 },
  );
  expect(absences).toBeGreaterThan(250);
  for (const kind of ['together', 'apart', 'fixed', 'tables', 'speaks', 'understands'])
    expect(kinds.get(kind), kind).toBeGreaterThan(400);
});

test('what the count calls broken is what a plain reading of the rules calls broken', () => {
  let broken = 0;
  fc.assert(
    fc.property(smallProblems(7, 3), (problem) => {
      const free = seatPanel({ ...problem, rules: [] }, noiseOf('free'), { steps: 0 }).seating;
      const told = new Set(checkSeating(problem, free).broken.map(({ label, round }) => `${label} ${round}`));
      const plain = free.rounds.flatMap((tables, r) =>
        problem.rules.filter((rule) => !keeps(rule, r, tables, problem.rules)).map(({ label }) => `${label} ${r}`),
      );
      broken += plain.length;
      expect(told).toEqual(new Set(plain));
    }),
    { numRuns: 300 },
  );
  expect(broken).toBeGreaterThan(200);
});

describe('Rules that cannot all be kept are named, and none that could stay', () => {
  const together = (label: string, ...people: number[]): SeatingRule => ({ kind: 'together', label, people });
  const apart = (label: string, ...people: number[]): SeatingRule => ({ kind: 'apart', label, people });
  const innocent = [together('G and H together', 6, 7), apart('I and J apart', 8, 9)];

  /** Twelve people at three tables of four. */
  function conflictOf(rules: readonly SeatingRule[]): { round: number; rules: readonly string[] } {
    try {
      seatPanel({ ...golfers(12, 3, 2), rules: [...innocent, ...rules] }, noiseOf('conflict'), { steps: STEPS });
    } catch (error) {
      if (error instanceof SortitionError && error.code === 'SEATING_CONFLICT') return error.args as never;
      throw error;
    }
    throw new Error('seated');
  }

  test('together by a third person, and apart', () => {
    const rules = [together('A and B', 0, 1), apart('A not with C', 0, 2), together('B and C', 1, 2)];
    expect(conflictOf(rules)).toEqual({ round: 1, rules: ['A and B', 'A not with C', 'B and C'] });
  });

  test('as few as can be, where others conflict as well', () => {
    const at = (label: string, table: number): SeatingRule => ({ kind: 'fixed', label, person: 5, table });
    const rules = [together('A and B', 0, 1), apart('A not with C', 0, 2), together('B and C', 1, 2)];
    expect(conflictOf([at('F at 1', 0), ...rules, at('F at 2', 1)]).rules).toEqual(['F at 1', 'F at 2']);
  });

  test('more people kept together than a table has seats, and more kept apart than there are tables', () => {
    expect(conflictOf([together('a family of five', 0, 1, 2, 3, 4)]).rules).toEqual(['a family of five']);
    expect(conflictOf([apart('four who quarrel', 0, 1, 2, 3)]).rules).toEqual(['four who quarrel']);
  });

  test('too many at one table', () => {
    const fixed = [0, 1, 2, 3, 4].map((person) => ({
      kind: 'fixed' as const,
      label: `${person} at 3`,
      person,
      table: 2,
    }));
    expect(conflictOf(fixed).rules).toHaveLength(5);
    const wheelchairs: SeatingRule = { kind: 'tables', label: 'the ramp', people: [0, 1, 2], tables: [2] };
    expect(conflictOf([wheelchairs, ...fixed.slice(3), together('two', 10, 11)]).rules).toEqual([
      'the ramp',
      '3 at 3',
      '4 at 3',
    ]);
  });

  test('too few who understand the facilitator of a table, in the round where one of them is missing', () => {
    const speaks: SeatingRule = { kind: 'speaks', label: 'table 1 in Dutch', table: 0, languages: ['Dutch'] };
    const others: SeatingRule = {
      kind: 'understands',
      label: 'these speak French',
      people: [4, 5, 6, 7, 8, 9, 10, 11],
      languages: ['French'],
    };
    const full = { tables: tableSizes(12, 3), absent: [] };
    const problem = {
      ...golfers(12, 3, 2),
      rules: [speaks, others],
      rounds: [full, { tables: [4, 4, 3], absent: [0] }],
    };
    expect(() => seatPanel(problem, noiseOf('conflict'), { steps: STEPS })).toThrow(
      '“table 1 in Dutch”, “these speak French”',
    );
    expect(() => seatPanel(problem, noiseOf('conflict'), { steps: STEPS })).toThrow('Round 2');
    const interpreted = { ...speaks, languages: ['Dutch', 'French'] };
    const eased = { ...problem, rules: [interpreted, others] };
    expectKept(eased, seatPanel(eased, noiseOf('conflict'), { steps: STEPS }).seating);
  });

  test('a table that the round does not have', () => {
    const rule: SeatingRule = { kind: 'fixed', label: 'A at table 4', person: 0, table: 3 };
    expect(conflictOf([rule]).rules).toEqual(['A at table 4']);
    expect(conflictOf([{ ...rule, rounds: [1] }]).round).toBe(2);
  });
});
