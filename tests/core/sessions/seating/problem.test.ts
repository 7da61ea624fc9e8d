import { expect, test } from 'vitest';
import {
  requireSeatingProblem,
  type SeatingProblem,
  tableSizes,
} from '../../../../src/core/sessions/seating/problem.js';

/** Four people, two values, two rounds at two tables; the first round has happened. */
const sound: SeatingProblem = {
  people: 4,
  features: [{ name: 'gender', values: ['f', 'm'] }],
  values: Int32Array.of(0, 1, 0, 1),
  rounds: [
    { tables: [2, 2], absent: [] },
    { tables: [2, 1], absent: [3] },
  ],
  rules: [{ kind: 'apart', label: 'neighbours', people: [0, 1] }],
  before: {
    rounds: [
      [
        [0, 2],
        [1, 3],
      ],
    ],
  },
};

test('A problem whose numbers fit together is taken, with rounds that have happened or without', () => {
  const { before: _, ...fresh } = sound;
  for (const problem of [sound, fresh]) expect(() => requireSeatingProblem(problem)).not.toThrow();
  expect(() => requireSeatingProblem({ ...sound, rounds: new Array(255).fill(sound.rounds[0]) })).not.toThrow();
});

const seated = (...tables: number[][]): Partial<SeatingProblem> => ({ before: { rounds: [tables] } });
/** One round, in which nobody has sat yet. */
const round = (tables: number[], absent: number[] = []): Partial<SeatingProblem> => ({
  rounds: [{ tables, absent }],
  before: { rounds: [] },
});

test.each<[string, Partial<SeatingProblem>]>([
  ['values has 3 numbers, not 4 × 1', { values: Int32Array.of(0, 1, 0) }],
  ['values[2] is 2: gender has no such value', { values: Int32Array.of(0, 1, 2, 1) }],
  ['values[0] is -1: gender has no such value', { values: Int32Array.of(-1, 1, 0, 1) }],
  ['there are 256 rounds; at most 255 can be seated', { rounds: new Array(256).fill(sound.rounds[0]) }],
  ['round 0: person 4 is absent, but there are 4 people', round([2, 1], [4])],
  ['round 0: person -1 is absent, but there are 4 people', round([2, 1], [-1])],
  ['round 0: a table has 0 seats', round([4, 0])],
  ['round 0: a table has 5 seats', round([5, -1])],
  ['round 0: 4 people are present, but there are 3 seats', round([2, 1])],
  ['round 0: 3 people are present, but there are 4 seats', round([2, 2], [1])],
  [
    '“neighbours” names person 4, but there are 4 people',
    { rules: [{ kind: 'apart', label: 'neighbours', people: [0, 4] }] },
  ],
  [
    '“by the door” names person 9, but there are 4 people',
    { rules: [{ kind: 'fixed', label: 'by the door', person: 9, table: 0 }] },
  ],
  [
    '3 rounds have happened, but there are only 2',
    {
      before: {
        rounds: [
          [
            [0, 2],
            [1, 3],
          ],
          [[0, 1], [2]],
          [],
        ],
      },
    },
  ],
  ['round 0: 1 tables are seated, not 2', seated([0, 1, 2, 3])],
  ['round 0, table 0: 3 people are seated, not 2', seated([0, 1, 2], [3])],
  ['round 0, table 1: there is no person 4', seated([0, 1], [2, 4])],
  ['round 0, table 1: person 0 is absent or seated twice', seated([0, 1], [2, 0])],
  ['round 0, table 1: person 3 is absent or seated twice', { ...round([2, 1], [3]), ...seated([0, 1], [3]) }],
])('One that does not is refused: %s', (says, changed) => {
  expect(() => requireSeatingProblem({ ...sound, ...changed })).toThrow(new RangeError(says));
});

test('Tables are as even as they can be, the larger ones first', () => {
  expect(tableSizes(45, 6)).toEqual([8, 8, 8, 7, 7, 7]);
  expect(tableSizes(3, 3)).toEqual([1, 1, 1]);
  for (const [people, tables] of [
    [3, 4],
    [3, 0],
    [3, 1.5],
  ] as const)
    expect(() => tableSizes(people, tables)).toThrow(RangeError);
});
