import { describe, expect, test } from 'vitest';
import {
  erasedIn,
  eraseFromPool,
  readCanonicalPool,
  readPeopleTable,
  readPoolRows,
} from '../../../src/core/record/read-pool.js';
import { verifyDraw } from '../../../src/core/record/verify.js';
import { nodeHash } from '../../../src/random/hash.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { drawn, prepare, resealed, textOf } from '../../support/draws.js';
import { smallPool } from '../../support/small-pools.js';

const quotas = [{ feature: 'age', values: ['old', 'young'].map((value) => ({ value, min: 0, max: 9 })) }];
const HEADER = 'pseudonym,salt,values,class,household,type\n';
const SHAPE = expect.objectContaining({ code: 'TABLE_SHAPE' });

describe('canonical-pool.csv', () => {
  const salt = '0a'.repeat(16);
  const rows = ['ann,,0,0,0,1', 'bob,,1,1,,0', 'cat,,0,0,1,0', 'dan,,1,1,0,1'];
  const textOfRows = (some: readonly string[]): string => HEADER + some.map((row) => `${row}\n`).join('');
  const read = (some: readonly string[]) => () => readCanonicalPool(textOfRows(some), { quotas });

  test('is read as it was written', () => {
    const { pseudonyms, values, households, salts } = read(rows)();
    expect([pseudonyms, [...values], [...households], salts]).toEqual([
      ['ann', 'bob', 'cat', 'dan'],
      [0, 1, 0, 1],
      [0, -1, 1, 0],
      undefined,
    ]);
    expect(read(rows.map((row) => row.replace(',', `,${salt}`)))().salts).toEqual(rows.map(() => salt));
  });

  test.each([
    ['people out of order', [rows[1], rows[0]]],
    ['somebody twice', [rows[0], rows[0]]],
    ['a household numbered out of turn', [rows[0], rows[1], 'cat,,0,0,2,0']],
    ['a household not numbered from 0', ['ann,,0,0,1,1']],
    ['a salt for some', [rows[0], rows[1]?.replace(',', `,${salt}`)]],
    ['a salt in capitals', [`ann,${salt.toUpperCase()},0,0,0,1`]],
    ['a value that is not there', ['ann,,2,0,0,1']],
    ['a value too many', ['ann,,0 0,0,0,1']],
    ['nobody', [',,0,0,0,1']],
    ['a space in a pseudonym', ['an n,,0,0,0,1']],
    ['a control character in a pseudonym', ['an\u0085n,,0,0,0,1']],
    ['a quote in a pseudonym', ['"an""n",,0,0,0,1']],
    ['a row of another length', ['ann,,0,0,0']],
  ])('with %s is refused', (_, some) => {
    expect(read(some.map((row) => row ?? ''))).toThrow(SHAPE);
  });

  test('with somebody erased has all others, at home with each other as before', () => {
    const text = textOfRows(rows);
    const erased = eraseFromPool(text, new Set(['ann', 'nobody']));
    expect(erased).toBe(textOfRows(['ann,,,,,', ...rows.slice(1)]));
    expect([erasedIn(erased), erasedIn(text)]).toEqual([['ann'], []]);
    const { pseudonyms, households } = readCanonicalPool(erased, { quotas });
    expect([pseudonyms, [...households]]).toEqual([
      ['bob', 'cat', 'dan'],
      [-1, 0, 1],
    ]);
    const { classes, types, households: before } = readPoolRows(erased, { quotas });
    expect([[...classes], [...types], [...before]]).toEqual([
      [-1, 1, 0, 1],
      [-1, 0, 0, 1],
      [-1, -1, 1, 0],
    ]);
  });
});

test('people.csv with a value that is not in the quotas, or a leaf that is no hash, is refused', () => {
  const leaf = '0b'.repeat(32);
  const read = (row: string) => () =>
    readPeopleTable(`pseudonym,leaf,home_leaf,age\n${row}\n`, { published: ['age'], quotas });
  expect(read(`ann,${leaf},${leaf},old`)()).toEqual([{ pseudonym: 'ann', leaf, homeLeaf: leaf, values: ['old'] }]);
  for (const row of [
    `ann,${leaf},${leaf},older`,
    `ann,${leaf.toUpperCase()},${leaf},old`,
    `ann,${leaf},${leaf.slice(1)},old`,
    `a nn,${leaf},${leaf},old`,
    `ann,${leaf},${leaf},old,`,
  ])
    expect(read(row)).toThrow(SHAPE);
});

describe('without the canonical pool', async () => {
  const solver = await loadHighsSolver();
  const plain = smallPool({ age: { any: [3, 3] } }, new Array<string>(12).fill('a'));
  const pool = { ...plain, salts: plain.pseudonyms.map((_, i) => String(i).padStart(32, '0')) };
  const task = { pool, k: 3, onePerHousehold: false };
  const ledger = { length: 0, head: '0'.repeat(64) };

  test.each(['named', 'composition'] as const)(
    'a panel is still of as many different people of the pool, %s form',
    (lotteryForm) => {
      const given = prepare(task, solver, { lotteryForm, tickets: 20 }, { published: [] });
      const { draw, evidence } = drawn(given, solver);
      const failing = (change: object): string[] => {
        const record = textOf({ ...draw.record, ledger, ...change });
        const checks = verifyDraw(nodeHash, { ...evidence, record, pool: undefined });
        return checks.flatMap(({ subject, outcome }) => (outcome === 'fails' ? [subject] : []));
      };
      const { panel, alternates } = draw.record;
      expect(failing({})).toEqual([]);
      expect(failing({ panel: panel.slice(1) })).toContain('panel');
      expect(failing({ panel: panel.toReversed() })).toContain('panel');
      expect(failing({ panel: panel.with(2, 'zoe') })).toContain('panel');
      expect(failing({ alternates: [...alternates, 'zoe'] })).toEqual(['alternates']);
      expect(failing({ alternates: alternates.with(0, 'zoe') })).toEqual(['alternates']);
      expect(failing({ alternates: alternates.with(0, panel[0] ?? '') })).toEqual(['alternates']);
      expect(failing({ alternates: alternates.map(() => alternates[0] ?? '') })).toEqual(['alternates']);
    },
  );

  test('a stranger on a ticket is told, though nothing is published of anybody', () => {
    const given = prepare(task, solver, { lotteryForm: 'named', tickets: 20 }, { published: [] });
    const text = given.files['lottery.csv'] ?? '';
    const files = { 'lottery.csv': text.replace(/ \S+\n1,/, ' zoe\n1,') };
    expect(files['lottery.csv']).not.toBe(text);
    const { draw, evidence } = drawn(resealed(given, { files }), solver);
    const record = textOf({ ...draw.record, ledger });
    const checks = verifyDraw(nodeHash, { ...evidence, record, pool: undefined });
    expect(checks.filter(({ outcome }) => outcome === 'fails').map(({ subject }) => subject)).toContain('panels');
  });
});
