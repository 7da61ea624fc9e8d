import { expect, test } from 'vitest';
import { CheckLines } from '../../../src/core/record/check-lines.js';
import type { Manifest } from '../../../src/core/record/manifest.js';
import { checkManifest } from '../../../src/core/record/verify-manifest.js';
import { loadHighsSolver } from '../../../src/solver/highs.js';
import { campaignDraws, failing, type WholeDraw } from '../../support/whole-draws.js';

const draws = campaignDraws(await loadHighsSolver());
const [first] = draws as [WholeDraw];
const sound = first.prepared.manifest;
const { size } = sound.settings;

const faultsOf = (manifest: Manifest): string[] => {
  const lines = new CheckLines();
  checkManifest(lines, manifest);
  return failing(lines.checks);
};
const having = (settings: Partial<Manifest['settings']>): Manifest => ({
  ...sound,
  settings: { ...sound.settings, ...settings },
});
const arms = (...sizes: [string, number][]): Manifest =>
  having({ arms: { unit: 'person', sizes: sizes.map(([arm, of]) => ({ arm, size: of })) } });
const rates = (...by: [string, string[]][]): Manifest =>
  having({
    alternates_rule: 'least-violation',
    dropout: {
      overall: 100,
      by: by.map(([feature, values]) => ({ feature, values: values.map((value) => ({ value, rate: 5 })) })),
    },
  });
const unit = { choose: 'lot', people: 90, members: 'ab' } as const;

test.each(draws)('What the toolkit writes has no fault: $name', ({ prepared }) => {
  expect(faultsOf(prepared.manifest)).toEqual([]);
});

test('Settings that go together have none', () => {
  for (const manifest of [
    arms(['control', 3], ['offer', size - 3]),
    rates(['age', ['16–24', 'old']], ['gender', ['f']]),
    having({ panels: 2 }),
    having({ reserve: 1 }),
    having({ panels: 60, reserve: 40 }),
    having({ gamma: '0.3' }),
    having({ gamma: '1e-7' }),
  ])
    expect(faultsOf(manifest)).toEqual([]);
});

const [one, ...others] = sound.quotas as [Manifest['quotas'][number]];
const ORDER = 'are not in the order of bytes, or one stands twice';

test.each<[string, Manifest]>([
  [`its features ${ORDER}`, { ...sound, quotas: [...others, one] }],
  [`its features ${ORDER}`, { ...sound, quotas: [one, one, ...others] }],
  [
    `the values of ${one.feature} ${ORDER}`,
    { ...sound, quotas: [{ ...one, values: one.values.toReversed() }, ...others] },
  ],
  ['its panel has no seats', having({ size: 0 })],
  [
    'it should have household types where one person a household is drawn, and only there',
    having({ household_types: 'size' }),
  ],
  ['it should have tickets in the named form, and only there', having({ lottery_form: 'composition' })],
  ['its arms are not two or more different ones', arms(['control', size])],
  ['its arms are not two or more different ones', arms(['control', 3], ['control', size - 3])],
  ['its arms are not two or more different ones', arms(['', 3], ['control', size - 3])],
  ['its arms do not sum to the panel', arms(['control', 3], ['offer', size - 2])],
  ['its arms do not sum to the panel', arms(['control', 0], ['offer', size])],
  [
    'it draws units: there is no household rule then, and nobody is given in advance',
    having({ unit, one_per_household: true, household_types: 'size' }),
  ],
  ['it draws units: there is no household rule then, and nobody is given in advance', having({ unit, seated: ['a'] })],
  [
    'it draws units: there is no household rule then, and nobody is given in advance',
    having({ unit, ex_officio: ['a'] }),
  ],
  [
    'its panels and those in reserve should stand there where they are more than 1 and 0, and be 100 at most',
    having({ panels: 1 }),
  ],
  [
    'its panels and those in reserve should stand there where they are more than 1 and 0, and be 100 at most',
    having({ panels: 2, reserve: 0 }),
  ],
  [
    'its panels and those in reserve should stand there where they are more than 1 and 0, and be 100 at most',
    having({ panels: 61, reserve: 40 }),
  ],
  ['nobody can be on a panel already where several are drawn', having({ panels: 2, seated: ['a'] })],
  [
    'several panels have neither arms nor units',
    {
      ...arms(['control', 3], ['offer', size - 3]),
      settings: { ...arms(['control', 3], ['offer', size - 3]).settings, reserve: 1 },
    },
  ],
  ['several panels have neither arms nor units', having({ panels: 2, unit })],
  ['legacy is for one panel', having({ panels: 2, objective: 'legacy' })],
  ['diversimax is for one panel', having({ panels: 2, objective: 'diversimax' })],
  ['it says that people were excluded, but nobody was', { ...sound, reading: { ...sound.reading, excluded: 0 } }],
  ['it has a rule for alternates, and none are called', having({ alternates: 0, alternates_rule: 'ranked' })],
  [
    'it should have drop-out rates where alternates are those of the least violation, and only there',
    having({ alternates_rule: 'least-violation' }),
  ],
  [
    'it should have drop-out rates where alternates are those of the least violation, and only there',
    having({ alternates_rule: 'ranked', dropout: { overall: 100, by: [] } }),
  ],
  [`its drop-out rates ${ORDER}`, rates(['gender', ['f']], ['age', ['old']])],
  [`its drop-out rates ${ORDER}`, rates(['gender', ['m', 'f']])],
  ['its drop-out rates are of values that the quotas do not have', rates(['gender', ['x']])],
  ['its drop-out rates are of values that the quotas do not have', rates(['gender', []])],
  ['its drop-out rates are of values that the quotas do not have', rates(['weather', ['f']])],
  ['its gamma is no number', having({ gamma: '.3' })],
  ['its gamma is no number', having({ gamma: '1e7' })],
  ['it should say what is published where people have salts, and only there', { ...sound, published: [] }],
])('One fault is named: %s', (says, manifest) => {
  expect(faultsOf(manifest)).toEqual([`manifest: ${says}`]);
});

test('What is published are features, in order', () => {
  const salted = draws.find(({ prepared }) => (prepared.manifest.published?.length ?? 0) === 2) as WholeDraw;
  const { manifest } = salted.prepared;
  const says = 'manifest: what is published are not features in the order of bytes';
  for (const published of [manifest.published?.toReversed() ?? [], ['weather']])
    expect(faultsOf({ ...manifest, published })).toEqual([says]);
  const { published: _, ...without } = manifest;
  expect(faultsOf(without)).toEqual([
    'manifest: it should say what is published where people have salts, and only there',
  ]);
});
