import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkSeating } from '../../../../src/core/sessions/seating/check-seating.js';
import { compareSeatings } from '../../../../src/core/sessions/seating/compare-seatings.js';
import { type SeatingProblem, tableSizes } from '../../../../src/core/sessions/seating/problem.js';
import { seatPanel } from '../../../../src/core/sessions/seating/seat-panel.js';
import { golfers, MOLENBEEK, mixedPanel, noiseOf } from '../../../support/seating-problems.js';

const molenbeek = mixedPanel(14, 4, MOLENBEEK);

test('112 people of Molenbeek’s shares at 14 tables, four rounds: every table a mirror, all but a few meetings first ones', () => {
  const { report } = seatPanel(molenbeek, noiseOf('molenbeek'), { steps: 2_000_000 });
  expect(report.bound.meetings).toBe(1568);
  expect(report.deviation).toBe(0);
  expect(report.balance.map(({ feature, deviation }) => [feature, deviation])).toEqual(
    MOLENBEEK.map((_, f) => [`feature ${f}`, 0]),
  );
  expect(report.meetings).toBeGreaterThanOrEqual(1560);
  expect(report.fewest).toBeGreaterThanOrEqual(26);
  expect(report.mean).toBeCloseTo((2 * report.meetings) / 112);
});

test('more rounds than there are people to meet: 45 people at six tables, four features', () => {
  const shares = [
    [22, 23],
    [10, 14, 12, 9],
    [30, 15],
    [15, 10, 20],
  ];
  for (const [rounds, meetings] of [
    [3, 411],
    [6, 696],
    [9, 849],
  ] as const) {
    const { report } = seatPanel(mixedPanel(6, rounds, shares), noiseOf('45'), { steps: 600_000 });
    expect([rounds, report.deviation]).toEqual([rounds, 0]);
    expect(report.meetings).toBeGreaterThanOrEqual(meetings);
    expect(report.bound.meetings).toBeGreaterThanOrEqual(report.meetings);
  }
});

describe('The same again', () => {
  const rules: SeatingProblem['rules'] = [
    { kind: 'together', label: 'a couple', people: [0, 1] },
    { kind: 'apart', label: 'neighbours', people: [2, 3, 4] },
    { kind: 'tables', label: 'the ramp', people: [5, 6], tables: [0, 1] },
  ];
  const problem = {
    ...mixedPanel(5, 4, [
      [15, 15],
      [10, 12, 8],
    ]),
    rules,
  };

  test('the same problem and noise give the same seating on every machine', () => {
    const { seating } = seatPanel(problem, noiseOf('again'), { steps: 50_000 });
    expect(seatPanel(problem, noiseOf('again'), { steps: 50_000 }).seating).toEqual(seating);
    // Pinned: a change is a change of “the same seed, the same seating”, and belongs into the changelog.
    expect(createHash('sha256').update(JSON.stringify(seating)).digest('hex').slice(0, 16)).toBe('492d1d66d8bcca45');
    expect(seatPanel(problem, noiseOf('another'), { steps: 50_000 }).seating).not.toEqual(seating);
  });

  test('progress runs up to its total in every phase', () => {
    const told: [string, number, number][] = [];
    seatPanel(problem, noiseOf('again'), { steps: 2000, onProgress: (...step) => told.push(step) });
    expect(new Set(told.map(([phase]) => phase))).toEqual(
      new Set(['balancing', 'seating 1', 'seating 2', 'evening out']),
    );
    for (const [, done, total] of told) expect(done).toBeLessThanOrEqual(total);
    expect(told.filter(([, done, total]) => done === total).length).toBe(4);
  });
});

describe('Seated again from a round on', () => {
  const before = seatPanel(molenbeek, noiseOf('before'), { steps: 200_000 }).seating;
  const happened = { rounds: before.rounds.slice(0, 2) };
  const missing = [3, 50, 51, 52, 99];
  const later = { tables: tableSizes(107, 14), absent: missing };
  const problem: SeatingProblem = {
    ...molenbeek,
    rounds: [...molenbeek.rounds.slice(0, 2), later, later],
    rules: [{ kind: 'apart', label: 'whom round 1 seated together', people: before.rounds[0]![0]!.slice(0, 2) }],
    before: happened,
  };

  test('what has happened is kept, rules count for what is to come, and meetings are new to both', () => {
    const { seating, report } = seatPanel(problem, noiseOf('after'), { steps: 500_000 });
    expect(seating.rounds.slice(0, 2)).toEqual(happened.rounds);
    expect(seating.rounds[2]!.flat()).toHaveLength(107);
    expect(
      seating.rounds
        .slice(2)
        .flat(2)
        .filter((p) => missing.includes(p)),
    ).toEqual([]);
    expect(report.broken).toEqual([]);
    const pairs = 784 + 2 * tableSizes(107, 14).reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
    expect(report.bound.meetings).toBeLessThanOrEqual(pairs);
    expect(report.meetings).toBeGreaterThan(pairs * 0.98);
  });

  test('when everything has happened there is nothing to seat, only to count', () => {
    const all = { ...molenbeek, before };
    const { seating, report } = seatPanel(all, noiseOf('after'));
    expect(seating).toEqual(before);
    expect(report.bound.meetings).toBe(report.meetings);
    expect(report.bound.fewest).toBe(report.fewest);
  });
});

test('variants side by side: places, and how many sit elsewhere', () => {
  const problem = golfers(6, 3, 2);
  const good = {
    rounds: [
      [
        [0, 1],
        [2, 3],
        [4, 5],
      ],
      [
        [0, 2],
        [1, 4],
        [3, 5],
      ],
    ],
  };
  const poor = { rounds: [good.rounds[0]!, good.rounds[0]!] };
  const compared = compareSeatings(problem, [good, poor, good]);
  expect(compared.map(({ place, moves, report }) => [place, moves, report.meetings])).toEqual([
    [1, 0, 6],
    [3, 4, 3],
    [1, 0, 6],
  ]);
});

test('what is no seating of the problem is refused, with where', () => {
  const problem = golfers(4, 2, 1);
  expect(() =>
    checkSeating(problem, {
      rounds: [
        [
          [0, 1],
          [2, 2],
        ],
      ],
    }),
  ).toThrow('round 0, table 1: person 2 is absent or seated twice');
  expect(() => checkSeating(problem, { rounds: [[[0, 1, 2], [3]]] })).toThrow('table 0: 3 people are seated, not 2');
  expect(() => checkSeating(problem, { rounds: [] })).toThrow('0 rounds, the problem 1');
  expect(() => seatPanel({ ...problem, rounds: [{ tables: [2, 1], absent: [] }] }, noiseOf('x'))).toThrow(
    '4 people are present, but there are 3 seats',
  );
  const rules = [{ kind: 'fixed', label: 'nobody', person: 9, table: 0 } as const];
  expect(() => seatPanel({ ...problem, rules }, noiseOf('x'))).toThrow('“nobody” names person 9');
  expect(() => tableSizes(3, 4)).toThrow(RangeError);
  expect(tableSizes(45, 6)).toEqual([8, 8, 8, 7, 7, 7]);
});
