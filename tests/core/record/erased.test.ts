import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../src/core/record/canonical-json.js';
import { eraseFromPool, readCanonicalPool } from '../../../src/core/record/read-pool.js';
import { reopenLottery } from '../../../src/core/record/reopen.js';
import { verifyDraw, verifyLottery } from '../../../src/core/record/verify.js';
import { nodeHash } from '../../../src/random/hash.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import fc from '../../support/laws.js';

import { campaignDraws, type FileMap, failing, verifyFiles, type WholeDraw } from '../../support/whole-draws.js';

const POOL = 'canonical-pool.csv';
const solver = await loadHighsSolver();
const draws = campaignDraws(solver);
const salted = draws.filter(({ prepared }) => prepared.pool.salts !== undefined);

const erase = (files: FileMap, people: readonly string[]): FileMap => ({
  ...files,
  [POOL]: eraseFromPool(files[POOL] ?? '', new Set(people)),
});
const poolOf = ({ prepared, files }: WholeDraw) => readCanonicalPool(files[POOL] ?? '', prepared.manifest);

/** Somebody on the panel, an alternate and somebody who was not drawn. */
function threeOf({ record, prepared }: WholeDraw): string[] {
  const drawn = new Set([...record.panel, ...record.alternates]);
  const rest = prepared.pool.pseudonyms.find((pseudonym) => !drawn.has(pseudonym));
  return [record.panel.at(-1), record.alternates[0], rest].flatMap((person) => person ?? []);
}

test('there are draws of either form, with and without homes and seated people', () => {
  expect(salted.map(({ name }) => name)).toEqual([
    'named, dice, homes',
    'named, pick, seated',
    'compositions, drand',
    'compositions, dice and drand, seated',
    'named, dice, ex officio',
    'compositions, text, salts, rehearsal',
  ]);
});

describe.each(salted)('People erased from a draw: $name', (draw) => {
  const { prepared, files, record } = draw;

  test('leave it holding, whoever they are and however many', () => {
    const anybody = fc.oneof(
      fc.subarray([...prepared.pool.pseudonyms], { minLength: 1, maxLength: 4 }),
      fc.subarray([...record.panel, ...record.alternates], { minLength: 1 }),
      fc.constant([...prepared.pool.pseudonyms]),
    );
    fc.assert(
      fc.property(anybody, (people) => {
        const checks = verifyFiles(erase(files, people), solver);
        expect(failing(checks)).toEqual([]);
        const [said] = checks.filter(({ subject }) => subject === 'erased');
        const many = people.length === 1 ? '1 person was' : `${people.length} people were`;
        expect(said).toEqual({
          subject: 'erased',
          outcome: 'not checked',
          detail: `${many} erased; their leaves are taken from people.csv as published`,
        });
      }),
      { numRuns: 15, seed: 1 },
    );
  });

  test('and what depends on them is said to be open, all else is checked', () => {
    const outcome = (given: FileMap, wanted: string): string[] =>
      verifyFiles(given, solver)
        .filter((check) => check.outcome === wanted)
        .map(({ subject }) => subject);
    const [before, after] = [outcome(files, 'holds'), outcome(erase(files, threeOf(draw)), 'holds')];
    // Another line says the same of what is left, or says that it is open.
    const gone = ['quotas', 'people.csv', POOL];
    expect(before.filter((subject) => !after.includes(subject) && !gone.includes(subject))).toEqual([]);
    const open = outcome(erase(files, threeOf(draw)), 'not checked').filter((subject) => subject !== 'cuts');
    const isNamed = prepared.lottery.form === 'named';
    expect(open).toEqual(isNamed ? ['erased', 'alternates'] : ['erased', 'panel', 'alternates']);
  });

  test('do not let anything of the others be changed', () => {
    const people = threeOf(draw);
    const erased = erase(files, people);
    const rows = (erased[POOL] ?? '').trimEnd().split('\n');
    const sizes = prepared.manifest.quotas.map(({ values }) => values.length);
    const T = prepared.classes.groups.length;
    rows.forEach((row, i) => {
      // Every seventh, so that it stays quick.
      if (i === 0 || row.endsWith(',,,,,') || i % 7 > 0) return;
      const [pseudonym, salt = '', values = '', t = '', household = '', type = ''] = row.split(',');
      const others = [
        [`${salt.slice(0, -1)}${salt.endsWith('0') ? '1' : '0'}`, values, t, household, type],
        [salt, values.replace(/^\d+/, (v) => String((Number(v) + 1) % (sizes[0] ?? 1))), t, household, type],
        [salt, values, t === '' ? '0' : String((Number(t) + 1) % T), household, type],
        [salt, values, t, household === '' ? '0' : '', type],
        [salt, values, t, household, String(Number(type) + 1)],
        // Without a salt, or in part only, nobody is erased.
        ['', values, t, household, type],
        [salt, '', '', '', ''],
      ];
      for (const other of others) {
        const changed = rows.with(i, [pseudonym, ...other].join(',')).join('\n');
        expect([other, failing(verifyFiles({ ...erased, [POOL]: `${changed}\n` }, solver))]).not.toEqual([other, []]);
      }
    });
    const without = rows.filter((_, i) => i !== 5).join('\n');
    expect(failing(verifyFiles({ ...erased, [POOL]: `${without}\n` }, solver))[0]).toMatch(/^pool: .*people/);
    const renamed = rows
      .with(
        1,
        (rows[1] ?? '').replace(/^./, (c) => (c === '0' ? '-' : '0')),
      )
      .join('\n');
    expect(failing(verifyFiles({ ...erased, [POOL]: `${renamed}\n` }, solver))[0]).toMatch(/^pool: /);
  });

  test('are not in the pool of today, which is compared with the rows that are left', () => {
    const people = threeOf(draw);
    const { [`draw-record.json`]: text = '', ...others } = erase(files, people);
    const left = readCanonicalPool(others[POOL] ?? '', prepared.manifest);
    const verify = (pool: typeof left) =>
      failing(
        verifyDraw(nodeHash, {
          record: text,
          files: new Map(Object.entries(others)),
          pool,
          solver,
          checkBeacon: () => true,
        }),
      );
    expect(left.pseudonyms.length).toBe(prepared.pool.pseudonyms.length - people.length);
    expect(verify(left)).toEqual([]);
    expect(verify(poolOf(draw))).toEqual([`${POOL}: is not that of the pool`]);
    const other = left.values.slice();
    other[0] = other[0] === 0 ? 1 : 0;
    expect(verify({ ...left, values: other })).toEqual([`${POOL}: is not that of the pool`]);
    const alone = new Int32Array(left.pseudonyms.length).fill(-1);
    expect(verify({ ...left, households: alone })).toEqual([`${POOL}: is not that of the pool`]);
  });

  test('between commitment and draw leave the lottery sound, and undrawable', () => {
    const people = threeOf(draw);
    const { manifest, commitment, settings } = prepared;
    const erased = erase(files, people);
    const map = new Map(Object.entries(erased));
    const checks = verifyLottery(nodeHash, { files: map, solver, manifest: canonicalJson(manifest) });
    expect(failing(checks)).toEqual([]);
    const reopen = (given: Parameters<typeof reopenLottery>[2]) =>
      reopenLottery(nodeHash, { manifest, commitment, files: map }, given, settings);
    const left = readCanonicalPool(erased[POOL] ?? '', manifest);
    expect(() => reopen(left)).toThrow(expect.objectContaining({ code: 'COMMITMENT_ERASED' }));
    // Who has changed since is named.
    const other = { ...left, salts: left.salts?.with(0, '0'.repeat(32)) ?? [] };
    expect(() => reopen(other)).toThrow(expect.objectContaining({ code: 'COMMITMENT_CHANGED' }));
    // With the person back, as from a backup, it is the committed lottery again.
    expect(reopen(poolOf(draw)).pool.pseudonyms).toEqual(prepared.pool.pseudonyms);
  });
});

test('Without salts nothing stands for a person erased: the record no longer holds', () => {
  const plain = draws.filter(({ prepared }) => prepared.pool.salts === undefined);
  expect(plain.length).toBeGreaterThan(1);
  for (const { files, record } of plain)
    expect(failing(verifyFiles(erase(files, record.panel.slice(0, 1)), solver))).toEqual([
      expect.stringMatching(/^pool: people were erased/),
    ]);
});
