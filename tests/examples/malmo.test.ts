import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toldStory } from '../support/told-story.js';

const story = toldStory('malmo');

test('the wish is refused with the three quotas that conflict and the seat that would do', () => {
  const { code, output } = story.run('sortition check');
  expect(code).toBe(1);
  const said = output.join('\n');
  for (const part of ['16-17', 'club: no', 'Herrgården', 'from 8 to 7', 'from 12 to 11']) expect(said).toContain(part);
});

test('the smallest change differs from the wish in that seat alone', async () => {
  const wished = await readSource('quotas.csv');
  expect(await story.text('quotas-smallest.csv')).toBe(wished.replace('16-17,8,9', '16-17,7,9'));
});

test('the eased quotas are met, and every girl has a chance', async () => {
  const quotas = await story.rows('quotas-eased.csv');
  const panel = await story.rows('draw/panel.csv');
  expect(panel.length).toBe(24);
  const ageOf = (born = ''): string => {
    const years = 2027 - Number(born.slice(0, 4)) - (born.slice(5) > '01-01' ? 1 : 0);
    return years < 14 ? '12-13' : years < 16 ? '14-15' : '16-17';
  };
  for (const { feature = '', value, min, max } of quotas) {
    const seats = panel.filter((row) => (feature === 'age' ? ageOf(row['born']) : row[feature]) === value).length;
    expect(seats).toBeGreaterThanOrEqual(Number(min));
    expect(seats).toBeLessThanOrEqual(Number(max));
  }
  const chances = await story.rows('draw/probabilities.csv');
  expect(chances.length).toBe(64);
  for (const row of chances) expect(Number(row['probability'])).toBeGreaterThan(0.24);
});

test('with the smallest change alone, 25 of them have none', async () => {
  const chances = await story.rows('smallest/probabilities.csv');
  expect(chances.filter((row) => Number(row['probability']) === 0).length).toBe(25);
});

const readSource = (name: string): Promise<string> =>
  readFile(join(import.meta.dirname, '../../examples/malmo', name), 'utf8');
