import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toldStory } from '../support/told-story.js';

const story = toldStory('barcelona');

test('the public folder names nobody: no id, no surname', async () => {
  const people = await story.rows('register.csv');
  const surnames = new Set(people.map((row) => row['surname'] ?? ''));
  for (const name of await readdir(join(story.folder, 'draw/public'))) {
    // The page and the verifier are programs, the same for every draw; the page holds the files that stand beside it.
    if (/^verify\.(html|py)$/.test(name)) continue;
    const text = await story.text(`draw/public/${name}`);
    expect(text).not.toMatch(/BCN-\d/);
    const words = new Set(text.split(/[^\p{L}]+/u));
    expect([...surnames].filter((surname) => words.has(surname))).toEqual([]);
  }
});

test('strangers can count the seats of gender, age and district on every panel, but not those of studies', async () => {
  const people = await story.rows('draw/public/people.csv');
  const valuesOf = new Map(people.map((row) => [row['pseudonym'], row]));
  const quotas = (await story.rows('quotas.csv')).filter(({ feature }) => feature !== 'studies');
  expect(Object.keys(people[0] ?? {})).not.toContain('studies');
  for (const { panel = '' } of await story.rows('draw/public/lottery.csv')) {
    const members = panel.split(' ').map((pseudonym) => valuesOf.get(pseudonym));
    for (const { feature = '', value = '', min, max } of quotas) {
      const seats = members.filter((row) => row?.[feature] === value.toLowerCase()).length;
      if (seats < Number(min) || seats > Number(max)) expect({ panel, feature, value, seats }).toBe('within its quota');
    }
  }
});

test('what was published before the dice and what came of them are under the same commitment', async () => {
  const record = await story.json('draw/public/draw-record.json');
  expect(record.status).toBe('official');
  expect(story.run('sortition lottery').output.join('\n')).toContain(record.commitment);
  expect(JSON.stringify(record.manifest)).toBe(await story.text('lottery/public/manifest.json'));
});

test('the page that checks in a browser is there, and holds no address of the internet to load from', async () => {
  const page = await story.text('draw/public/verify.html');
  expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)="https?:/);
});
