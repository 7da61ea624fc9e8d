import { describe, expect, test } from 'vitest';
import { publishedQuotas } from '../../../src/core/record/manifest.js';
import { readClasses, readDistribution, readTickets } from '../../../src/core/record/read-tables.js';
import { classesTable, distributionTable, probabilitiesTable, ticketsTable } from '../../../src/core/record/tables.js';
import { findClasses } from '../../../src/core/register/classes.js';
import type { Pool } from '../../../src/core/register/pool.js';
import { pseudonymOfId } from '../../../src/core/register/pseudonyms.js';
import { SCALE } from '../../../src/core/selection/certificate.js';
import { anyTask } from '../../support/any-task.js';
import fc from '../../support/laws.js';

/** Names with all that a table may stumble over. */
const anyName = fc.string({
  unit: fc.oneof(fc.constantFrom(...',";\n\r\t \'é'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })),
  maxLength: 8,
});

/** The pool under other names: features and values are numbered before them, so that none may repeat. */
const renamed = (pool: Pool, names: readonly string[]): Pool => ({
  ...pool,
  quotas: pool.quotas.map(({ quotas }, f) => ({
    feature: `${names[f]}${f}`,
    quotas: quotas.map((quota, v) => ({ ...quota, value: `${names[3 + v]}${v}` })),
  })),
});

describe('published tables', () => {
  test('are read back as they were written: classes, whatever the names', () => {
    fc.assert(
      fc.property(anyTask, fc.array(anyName, { minLength: 6, maxLength: 6 }), (task, names) => {
        const pool = renamed(task.pool, names);
        const classes = findClasses(pool, task.k, task.onePerHousehold);
        const { profiles, starts, homes, groups, limits } = classes;
        const read = readClasses(classesTable(pool, classes), publishedQuotas(pool));
        expect({ ...read, limits: [] }).toEqual({ profiles, starts, homes, groups, limits: [] });
        // Group 0 may have no class, and then says nothing.
        limits.forEach((homesOfGroup, group) => {
          if (groups.includes(group)) expect(read.limits[group]).toBe(homesOfGroup);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('are read back as they were written: compositions', () => {
    const anyDistribution = fc.integer({ min: 1, max: 5 }).chain((T) =>
      fc
        .array(fc.tuple(fc.integer({ min: 1, max: SCALE }), fc.array(fc.nat(99), { minLength: T, maxLength: T })), {
          maxLength: 9,
        })
        .map((rows) => ({ T, rows })),
    );
    fc.assert(
      fc.property(anyDistribution, ({ T, rows }) => {
        const distribution = {
          compositions: rows.map(([, y]) => Int32Array.from(y)),
          weights: rows.map(([weight]) => weight),
        };
        expect(readDistribution(distributionTable(distribution), T, 'x.csv')).toEqual(distribution);
      }),
    );
  });

  test('are read back as they were written: tickets, whatever the ids', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyName, { minLength: 3, maxLength: 6 }), (ids) => {
        const pseudonyms = ids.map((id) => pseudonymOfId(id || 'nobody'));
        const pool = { pseudonyms } as unknown as Pool;
        const panels = [Int32Array.of(0, 1), Int32Array.of(1, 2), Int32Array.of(0, 2)];
        expect(readTickets(ticketsTable(pool, { form: 'named', panels }))).toEqual(
          panels.map((panel) => Array.from(panel, (person) => pseudonyms[person])),
        );
      }),
    );
  });

  test('have chances with twelve digits, without idle zeros', () => {
    const chance = (probability: number) => ({ tickets: undefined, probability, exact: probability });
    const table = [...probabilitiesTable(['a,b', 'c', 'd', 'e'], [0, 1, 0.1, 1 / 3].map(chance))].join('');
    expect(table).toBe(
      'id,tickets,probability,exact_probability\n"a,b",,0,0\nc,,1,1\nd,,0.1,0.1\ne,,0.333333333333,0.333333333333\n',
    );
  });
});

describe('a table that is not as the toolkit writes it is refused', () => {
  const quotas = [{ feature: 'age', values: ['old', 'young'].map((value) => ({ value, min: 0, max: 9 })) }];
  const classes = 'class,people,homes,household_group,group_homes,age\n0,3,3,0,8,old\n1,5,5,0,8,young\n';
  const cases: readonly [string, string | RegExp, string][] = [
    ['no line feed at the end', classes, classes.slice(0, -1)],
    ['another header', 'age\n', 'ages\n'],
    ['carriage returns', 'old\n', 'old\r\n'],
    ['a value that is not in the quotas', 'old', 'Old'],
    ['quotes that are not needed', ',old', ',"old"x'],
    ['a quote that is not closed', ',old', ',"old'],
    ['an extra cell', ',old', ',old,more'],
    ['a missing cell', ',old', ''],
    ['classes in another order', '0,3', '1,3'],
    ['nobody in a class', '0,3,3', '0,0,0'],
    ['more homes than people', '0,3,3', '0,3,4'],
    ['no homes', '0,3,3', '0,3,0'],
    ['another number of people for group 0', /,8,/g, ',9,'],
    ['a quote that is not needed', ',old', ',"old"'],
    ['a leading zero', '0,3', '0,03'],
    ['a sign', '0,3', '0,+3'],
    ['more people than there can be', '0,3,3', '0,3000000000,3'],
    ['a household group far away', '3,0,8,old', '3,4294967294,8,old'],
    ['two sizes of one group', '5,5,0,8', '5,5,0,9'],
    ['an empty line', '1,5', '\n1,5'],
  ];

  test('but as it is, it is read', () => {
    expect([...readClasses(classes, quotas).starts]).toEqual([0, 3, 8]);
  });

  test.each(cases)('%s', (_, from, to) => {
    expect(classes).toMatch(from);
    expect(() => readClasses(classes.replace(from, to), quotas)).toThrow(
      expect.objectContaining({ code: 'TABLE_SHAPE' }),
    );
  });

  test.each([
    ['another header', 'weight,panel\n1,2 0\n'],
    ['too few seats', 'weight,composition\n1,2\n'],
    ['a negative weight', 'weight,composition\n-1,2 0\n'],
    ['two spaces', 'weight,composition\n1,2  0\n'],
    ['a third column', 'weight,composition\n1,2 0,3\n'],
  ])('compositions with %s', (_, text) => {
    expect(() => readDistribution(text, 2, 'x.csv')).toThrow(expect.objectContaining({ code: 'TABLE_SHAPE' }));
  });

  test.each([
    ['numbers that start at 1', 'ticket,panel\n1,a b\n'],
    ['a gap in the numbers', 'ticket,panel\n0,a b\n2,a b\n'],
    ['a third column', 'ticket,panel\n0,a b,c\n'],
  ])('tickets with %s', (_, text) => {
    expect(() => readTickets(text)).toThrow(expect.objectContaining({ code: 'TABLE_SHAPE' }));
  });
});
