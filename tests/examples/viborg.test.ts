import { expect, test } from 'vitest';
import { toldStory } from '../support/told-story.js';

const story = toldStory('viborg');

const chances = async (folder: string): Promise<number[]> =>
  (await story.rows(`${folder}/probabilities.csv`)).map((row) => Number(row['probability']));

test('disabled, marginalised and elderly residents have their seats', async () => {
  const panel = await story.rows('draw/panel.csv');
  expect(panel.length).toBe(40);
  expect(panel.filter((row) => row['disabled'] === 'yes').length).toBeGreaterThanOrEqual(5);
  expect(panel.filter((row) => row['marginalised'] === 'yes').length).toBeGreaterThanOrEqual(4);
  expect(panel.filter((row) => Number(row['born']?.slice(6)) <= 1961).length).toBeGreaterThanOrEqual(10);
});

test('nobody has a chance near zero, as one in five has with the greedy method', async () => {
  expect(Math.min(...(await chances('draw')))).toBeGreaterThan(0.04);
  const greedy = await chances('legacy');
  expect(Math.min(...greedy)).toBeLessThan(0.005);
  expect(greedy.filter((chance) => chance < 0.02).length).toBeGreaterThan(60);
});

test('with goldilocks nobody is sure of a seat, and nobody far from one', async () => {
  const both = await chances('goldilocks');
  expect(Math.max(...both)).toBeLessThan(0.3);
  expect(Math.min(...both)).toBeGreaterThan(0.03);
});
