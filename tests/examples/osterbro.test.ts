import { expect, test } from 'vitest';
import { groupsOf, toldStory } from '../support/told-story.js';

const story = toldStory('osterbro');

test('every adult of the register has the same exact chance, one in twelve', async () => {
  const chances = await story.rows('draw/probabilities.csv');
  expect(chances.length).toBe(60_000);
  expect(new Set(chances.map((row) => row['exact_probability']))).toEqual(new Set(['0.083333333333']));
  const inLottery = chances.map((row) => Number(row['probability']));
  expect(Math.max(...inLottery.map((chance) => Math.abs(chance - 1 / 12)))).toBeLessThan(1e-6);
});

test('5,000 are drawn, half of them get no package, and who lives together gets the same', async () => {
  const arms = new Map((await story.rows('draw/arms.csv')).map((row) => [row['id'], row['arm'] ?? '']));
  const panel = await story.rows('draw/panel.csv');
  expect(panel.length).toBe(5000);
  const without = [...arms.values()].filter((arm) => arm === 'no package').length;
  expect(Math.abs(without - 2500)).toBeLessThan(3);
  const homes = groupsOf(panel, (row) => ['vej', 'husnr', 'dør', 'postnr'].map((part) => row[part]).join('|'));
  const shared = homes.filter((people) => people.length > 1);
  expect(shared.length).toBeGreaterThan(10);
  for (const people of shared) expect(new Set(people.map((row) => arms.get(row['id']))).size).toBe(1);
});
