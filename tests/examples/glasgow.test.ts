import { describe, expect, test } from 'vitest';
import { toldStory } from '../support/told-story.js';

describe('Glasgow: a panel for each of nine neighbourhoods', () => {
  const story = toldStory('glasgow');
  const folderOf = (area: string | undefined): string => `draw/${area?.toLowerCase()}`;

  test('seats in every neighbourhood its own people, by its own quotas', async () => {
    const quotas = await story.rows('quotas.csv');
    const areas = await story.rows('draw/areas.csv');
    expect(areas.map(({ area }) => area)).toEqual([...new Set(quotas.map((row) => row['neighbourhood']))].sort());
    expect(areas.length).toBe(9);
    for (const { area } of areas) {
      const ofArea = quotas.filter((row) => row['neighbourhood'] === area);
      const panel = await story.rows(`${folderOf(area)}/panel.csv`);
      expect([area, panel.length]).toEqual([area, Number(ofArea[0]?.['size'])]);
      expect(new Set(panel.map((row) => row['Neighbourhood']))).toEqual(new Set([area]));
      for (const { feature, value, min, max } of ofArea) {
        if (feature === 'age') continue;
        const having = (row: Record<string, string>) =>
          feature === 'home' ? row['home'] === value : row['sex'] === (value === 'man' ? 'M' : 'F');
        const seats = panel.filter(having).length;
        expect([area, value, seats >= Number(min) && seats <= Number(max)]).toEqual([area, value, true]);
      }
    }
  });

  test('seats nobody together with somebody of the same home', async () => {
    for (const { area } of await story.rows('draw/areas.csv')) {
      const panel = await story.rows(`${folderOf(area)}/panel.csv`);
      const homes = panel.map((row) => [row['street'], row['number'], row['flat'], row['postcode']].join('|'));
      expect([area, new Set(homes).size]).toEqual([area, panel.length]);
    }
  });

  test('is as fair in each as seats and people allow: chances within a ticket of seats by people', async () => {
    for (const row of await story.rows('draw/areas.csv')) {
      const share = Number(row['seats']) / Number(row['people']);
      expect(Number(row['lowest_chance'])).toBeGreaterThan(share - 0.001);
      expect(Number(row['highest_chance'])).toBeLessThan(share + 0.001);
    }
  });
});
