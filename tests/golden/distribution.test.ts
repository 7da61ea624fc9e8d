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
      "certificate.json": "37b105b677bc6876",
      "classes.csv": "fd95477f5fafa976",
      "distribution.csv": "cc54c764a4f3a4a1",
      "lottery.csv": "960447542c1d5bbd",
    }
  `);
});

test('150 people in homes, 15 seats, one a household: classes, lottery and certificate', () => {
  expect(hashes(withHomes.files)).toMatchInlineSnapshot(`
    {
      "certificate.json": "ef68d8520122f3b7",
      "classes.csv": "aaf7cf32f407f755",
      "lottery.csv": "3b74558743e0ff29",
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
      "alternates": "person-00289 person-00059",
      "number": 556,
      "panel": "person-00002 person-00012 person-00015 person-00027 person-00036 person-00047 person-00048 person-00051 person-00057 person-00064 person-00067 person-00070 person-00086 person-00105 person-00112 person-00118 person-00119 person-00131 person-00160 person-00171 person-00177 person-00184 person-00193 person-00200 person-00212 person-00225 person-00255 person-00271 person-00272 person-00284",
    }
  `);
});
