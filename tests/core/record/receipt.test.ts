import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SortitionError } from '../../../src/core/errors.js';
import { chancesOfPeople, type PreparedDraw } from '../../../src/core/record/draw.js';
import { type FoundEntry, findEntry } from '../../../src/core/record/receipt.js';
import type { Pool } from '../../../src/core/register/pool.js';
import { nodeHash } from '../../../src/random/hash.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { anyDraft, taskOf } from '../../support/any-task.js';
import { prepare } from '../../support/draws.js';
import fc from '../../support/laws.js';

const solver = await loadHighsSolver();

const saltOf = (pseudonym: string): string => createHash('sha256').update(pseudonym).digest('hex').slice(0, 32);

/** A committed lottery of people with salts. The first person can always be one of a panel: see anyDraft. */
const anyLottery = fc
  .record({
    draft: anyDraft,
    lotteryForm: fc.constantFrom('named', 'composition'),
    isSeated: fc.boolean(),
    publish: fc.boolean(),
  })
  .map(({ draft, lotteryForm, isSeated, publish }) => {
    const task = taskOf(draft);
    const pool = { ...task.pool, salts: task.pool.pseudonyms.map(saltOf) };
    const seated = isSeated ? { seated: pool.pseudonyms.slice(0, 1) } : {};
    const settings = { lotteryForm, tickets: 60, ...seated } as const;
    return prepare({ ...task, pool }, solver, settings, { published: publish ? ['f0'] : [] });
  });

function find({ manifest, files }: PreparedDraw, pseudonym: string, salt: string): FoundEntry | undefined {
  return findEntry(nodeHash, manifest, new Map(Object.entries(files)), { pseudonym, salt });
}

function valuesOf({ quotas, values }: Pool, person: number): FoundEntry['values'] {
  return quotas.map(({ feature, quotas: list }, f) => ({
    feature,
    value: list[values[person * quotas.length + f]!]!.value,
  }));
}

describe('with the receipt of their letter', () => {
  test('everybody finds their own values and chance', () => {
    fc.assert(
      fc.property(anyLottery, (prepared) => {
        const chances = chancesOfPeople(prepared);
        const M = prepared.manifest.settings.tickets;
        prepared.pool.pseudonyms.forEach((pseudonym, person) => {
          const entry = find(prepared, pseudonym, saltOf(pseudonym));
          expect(entry).toMatchObject({
            values: valuesOf(prepared.pool, person),
            isSeated: prepared.seated.includes(person),
          });
          expect(entry?.chance).toBe(chances[person]?.probability);
          expect(entry?.tickets?.length).toBe(chances[person]?.tickets);
          expect(entry?.tickets !== undefined).toBe(M !== undefined);
        });
      }),
    );
  });

  test('everybody finds the tickets that name them', () => {
    fc.assert(
      fc.property(anyLottery, ({ lottery, ...prepared }) => {
        fc.pre(lottery.form === 'named');
        prepared.pool.pseudonyms.forEach((pseudonym, person) => {
          const own = [...lottery.panels.keys()].filter((ticket) => lottery.panels[ticket]!.includes(person));
          expect(find({ ...prepared, lottery }, pseudonym, saltOf(pseudonym))?.tickets).toEqual(own);
        });
      }),
      { numRuns: 50 },
    );
  });

  test('nobody is found with another salt, nor under a pseudonym that is not there', () => {
    fc.assert(
      fc.property(anyLottery, fc.nat(), fc.nat(31), (prepared, number, place) => {
        const { pseudonyms } = prepared.pool;
        const person = number % pseudonyms.length;
        const pseudonym = pseudonyms[person]!;
        const salt = saltOf(pseudonym);
        const digit = ((Number.parseInt(salt[place]!, 16) + 1) % 16).toString(16);
        const slips = [
          salt.slice(0, place) + digit + salt.slice(place + 1),
          ...[salt.toUpperCase(), salt.slice(1), `${salt}0`, '', `${salt}\n`].filter((slip) => slip !== salt),
          ...pseudonyms.filter((_, other) => other !== person).map(saltOf),
        ];
        for (const slip of slips) expect(find(prepared, pseudonym, slip)).toBeUndefined();
        for (const stranger of ['', 'p', `${pseudonym}0`, 'pseudonym'])
          expect(find(prepared, stranger, salt)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  test('nobody is found where their values or their group have been changed since', () => {
    fc.assert(
      fc.property(anyLottery, fc.nat(), (prepared, number) => {
        const person = number % prepared.pool.pseudonyms.length;
        const pseudonym = prepared.pool.pseudonyms[person]!;
        const rows = prepared.files['people.csv']!.split('\n');
        const [name, leaf, ...rest] = rows[person + 1]!.split(',');
        rows[person + 1] = [name, leaf!.replace(/^./, (digit) => (digit === '0' ? '1' : '0')), ...rest].join(',');
        const changed = { ...prepared, files: { ...prepared.files, 'people.csv': rows.join('\n') } };
        expect(find(changed, pseudonym, saltOf(pseudonym))).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  test('files that were written otherwise are refused, with their name', () => {
    const [prepared] = fc.sample(anyLottery, { numRuns: 1, seed: 1 }) as [PreparedDraw];
    const [pseudonym] = prepared.pool.pseudonyms as [string];
    for (const name of ['people.csv', 'classes.csv', 'lottery.csv']) {
      const files = { ...prepared.files, [name]: prepared.files[name]!.replaceAll(',', ';') };
      const refused = expect(() => find({ ...prepared, files }, pseudonym, saltOf(pseudonym)));
      refused.toThrow(SortitionError);
      refused.toThrow(name);
    }
  });
});
