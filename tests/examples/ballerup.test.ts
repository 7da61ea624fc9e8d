import { describe, expect, test } from 'vitest';
import { toldStory } from '../support/told-story.js';

describe('Ballerup: a third of a standing panel every year', () => {
  const story = toldStory('ballerup');
  const folders = ['draw', 'terms/0002/draw', 'terms/0003/draw'] as const;
  const idsOf = async (file: string): Promise<Set<string>> =>
    new Set((await story.rows(file)).map(({ id = '' }) => id));
  const terms = async (): Promise<readonly Set<string>[]> =>
    Promise.all(folders.map((folder) => idsOf(`${folder}/panel.csv`)));
  const without = (all: Iterable<string> = [], others: ReadonlySet<string> = new Set()): Set<string> =>
    new Set([...all].filter((id) => !others.has(id)));

  test('thirty of ninety are new in every term', async () => {
    const [first, second, third] = await terms();
    expect([first?.size, second?.size, third?.size]).toEqual([90, 90, 90]);
    expect([without(second, first).size, without(third, second).size]).toEqual([30, 30]);
  });

  test('the longest serving leave first, and nobody comes back in the next two terms', async () => {
    const [first, second, third] = await terms();
    const leftFirst = await idsOf('terms/0002/leaving.csv');
    const leftSecond = await idsOf('terms/0003/leaving.csv');
    expect(leftFirst).toEqual(without(first, second));
    expect(leftSecond).toEqual(without(second, third));
    expect(without(leftSecond, first).size).toBe(0);
    expect(without(leftFirst, third)).toEqual(leftFirst);
    expect((await idsOf('terms/0003/excluded.csv')).size).toBe(60);
  });

  test('every term keeps the quotas of the whole panel', async () => {
    const quotas = await story.rows('quotas.csv');
    for (const folder of folders) {
      const panel = await story.rows(`${folder}/panel.csv`);
      for (const { feature, value, min, max } of quotas.filter((row) => row['feature'] === 'district')) {
        const seats = panel.filter(({ bydel }) => bydel === value).length;
        expect([folder, feature, value, seats >= Number(min) && seats <= Number(max)]).toEqual([
          folder,
          feature,
          value,
          true,
        ]);
      }
      const women = panel.filter(({ køn }) => køn === 'K').length;
      expect(women).toBeGreaterThanOrEqual(44);
      expect(women).toBeLessThanOrEqual(47);
    }
  });
});
