import { expect, test } from 'vitest';
import { toldStory } from '../support/told-story.js';

const story = toldStory('odense');

test('a thousand numbered panels are fixed beforehand, and the balls pick one of them', async () => {
  const lottery = await story.rows('lottery/lottery.csv');
  expect(lottery.length).toBe(1000);
  const record = await story.json('draw/draw-record.json');
  expect(record).toMatchObject({ status: 'official', number: 437, seed: { kind: 'pick', number: 437 } });
  expect(lottery[437]?.['panel']?.split(' ')).toEqual(record.panel);
  expect(await story.text('draw/lottery.csv')).toBe(await story.text('lottery/lottery.csv'));
});

test('everybody is on as many of the panels as their chance says', async () => {
  const seats = new Map<string, number>();
  for (const row of await story.rows('lottery/lottery.csv')) {
    for (const pseudonym of row['panel']?.split(' ') ?? []) seats.set(pseudonym, (seats.get(pseudonym) ?? 0) + 1);
  }
  const pseudonyms = new Map((await story.rows('pseudonyms.csv')).map((row) => [row['id'], row['pseudonym'] ?? '']));
  for (const { id = '', tickets, exact_probability: exact } of await story.rows('draw/probabilities.csv')) {
    expect(Number(tickets)).toBe(seats.get(pseudonyms.get(id) ?? '') ?? 0);
    expect(Math.abs(Number(tickets) - 1000 * Number(exact))).toBeLessThan(1);
  }
});

test('a second ball is refused', () =>
  expect(story.run('sortition draw --commitment lottery --pick 438').code).toBe(1));
