import { expect, test } from 'vitest';
import { toldStory } from '../support/told-story.js';

const story = toldStory('amsterdam');

test('every role has its fixed seats', async () => {
  const panel = await story.rows('draw/panel.csv');
  const seats = (role: string): number => panel.filter((row) => row['role'] === role).length;
  expect(['resident', 'research', 'public', 'business'].map(seats)).toEqual([12, 4, 4, 4]);
});

test('every resident’s chance is 12 in 182 to within a ticket, and nobody’s of the others is below theirs', async () => {
  const roles = new Map((await story.rows('register.csv')).map((row) => [row['id'], row['role']]));
  for (const { id, tickets } of await story.rows('draw/probabilities.csv')) {
    if (roles.get(id) === 'resident') expect(Math.abs(Number(tickets) - 12_000 / 182)).toBeLessThan(1);
    else expect(Number(tickets)).toBeGreaterThan(140);
  }
});
