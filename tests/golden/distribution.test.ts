import { expect, test } from 'vitest';
import { conductDraw } from '../../src/core/record/draw.js';
import { digestOf } from '../../src/core/record/manifest.js';
import { nodeHash } from '../../src/random/hash.js';
import { loadHighsSolver } from '../../src/solver/highs.js';
import { prepare } from '../support/draws.js';
import { townTask } from '../support/town-pool.js';

/**
 * The path of the engine on one fixed pool, bit by bit. A change of these hashes is a change of draw results: the same
 * pool, quotas and seed then give another panel. That may be right, but is to be stated in CHANGELOG.md, “Draw results”.
 */
const solver = await loadHighsSolver();
const plain = prepare(townTask({ people: 300, k: 30, sizes: [2, 4, 3, 3], room: 1, seed: 1 }), solver);
const withHomes = prepare(
  townTask({ people: 150, k: 15, sizes: [2, 3, 3], room: 1, seed: 2, withHomes: true }),
  solver,
  { lotteryForm: 'composition' },
);

const hashes = (files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, digestOf(nodeHash, text).slice(0, 16)]));

test('300 people, 30 seats, 4 features: classes, distribution, certificate and tickets', () => {
  expect(hashes(plain.files)).toMatchInlineSnapshot(`
    {
      "certificate.json": "673fe20ce6025f63",
      "classes.csv": "fd95477f5fafa976",
      "distribution.csv": "aad52689826f29e1",
      "lottery.csv": "52424224ce56fb52",
    }
  `);
});

test('150 people in homes, 15 seats, one a household: classes, lottery and certificate', () => {
  expect(hashes(withHomes.files)).toMatchInlineSnapshot(`
    {
      "certificate.json": "4383bb8fca686a3d",
      "classes.csv": "aaf7cf32f407f755",
      "lottery.csv": "b1c8ef7e4ed88bed",
    }
  `);
});

test('the panel and alternates of one seed under one commitment', () => {
  const { number, panel, alternates } = conductDraw(
    nodeHash,
    { ...plain, commitment: 'ab'.repeat(32) },
    'golden',
  ).record;
  expect({ number, panel: panel.join(' '), alternates: alternates.join(' ') }).toMatchInlineSnapshot(`
    {
      "alternates": "person-00105 person-00256",
      "number": 556,
      "panel": "person-00005 person-00037 person-00038 person-00045 person-00051 person-00054 person-00059 person-00068 person-00085 person-00086 person-00133 person-00151 person-00153 person-00171 person-00178 person-00190 person-00193 person-00208 person-00212 person-00222 person-00225 person-00230 person-00233 person-00241 person-00243 person-00253 person-00272 person-00280 person-00291 person-00299",
    }
  `);
});
