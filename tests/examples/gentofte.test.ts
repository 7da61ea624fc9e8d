import { describe, expect, test } from 'vitest';
import type { Row } from '../support/one-off-pool.js';
import { toldStory } from '../support/told-story.js';

describe('Gentofte: three task committees at once', () => {
  const story = toldStory('gentofte');
  const committees = (): Promise<Row[][]> =>
    Promise.all([1, 2, 3].map((number) => story.rows(`draw/panel-${number}.csv`)));

  test('nobody sits on two, nor with somebody of the same home on another', async () => {
    const members = (await committees()).flat();
    expect(members.length).toBe(30);
    expect(new Set(members.map(({ id }) => id)).size).toBe(30);
    expect(new Set(members.map((row) => [row['vej'], row['nr'], row['dør'], row['postnr']].join('|'))).size).toBe(30);
  });

  test('each has ten residents within its quotas, and no politician', async () => {
    const politicians = (await story.rows('politicians.csv')).map(({ id }) => id);
    expect(politicians.length).toBe(15);
    for (const members of await committees()) {
      expect(members.length).toBe(10);
      expect(members.filter(({ køn }) => køn === 'K').length).toBe(5);
      for (const district of ['Charlottenlund', 'Gentofte', 'Hellerup', 'Vangede'])
        expect(members.filter(({ bydel }) => bydel === district).length).toBeGreaterThanOrEqual(2);
      for (const { id } of members) expect(politicians).not.toContain(id);
    }
    for (const { id } of await story.rows('draw/alternates.csv')) expect(politicians).not.toContain(id);
  });

  test('the politicians are on the list, five for each committee: without the rule they could have been drawn', async () => {
    const politicians = await story.rows('politicians.csv');
    const listed = new Set((await story.rows('register.csv')).map(({ id }) => id));
    for (const { id } of politicians) expect(listed.has(id ?? '')).toBe(true);
    const committeesNamed = politicians.map((row) => row['committee']);
    for (const name of new Set(committeesNamed))
      expect(committeesNamed.filter((other) => other === name).length).toBe(5);
  });
});
