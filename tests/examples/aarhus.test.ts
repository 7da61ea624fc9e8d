import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../support/one-off-pool.js';
import { groupsOf, toldStory } from '../support/told-story.js';

describe('Aarhus: one voice for each property', () => {
  const story = toldStory('aarhus');
  /** The adults of the test area, by property. */
  let properties: ReadonlyMap<string, Row[]>;
  const propertyOf = (row: Row): string => [row['VEJ'], row['HUSNR'], row['POSTNR']].join('|');
  let chances: Map<string | undefined, number>;

  beforeAll(async () => {
    const register = iconv.decode(await readFile(join(story.folder, 'register.csv')), 'windows-1252');
    const rows = parse(register, { columns: true, delimiter: ';' }) as Row[];
    const probabilities = await story.rows('draw/probabilities.csv');
    chances = new Map(probabilities.map((row) => [row['id'], Number(row['exact_probability'])]));
    const adults = rows.filter((row) => isAdult(row['FØDT'] ?? '') && row['OMRÅDE']?.startsWith('T'));
    properties = new Map(groupsOf(adults, propertyOf).map((people) => [propertyOf(people[0] ?? {}), people]));
  });

  test('seats 32 properties of the test area, one adult of each', async () => {
    expect(properties.size).toBe(1014);
    const panel = await story.rows('draw/panel.csv');
    expect(new Set(panel.map(propertyOf)).size).toBe(32);
    for (const person of panel) {
      const ids = properties.get(propertyOf(person))?.map((row) => row['PERSON']);
      expect(ids).toContain(person['PERSON']);
    }
  });

  test('gives every property the same chance, shared by all of its adults', () => {
    expect(chances.size).toBe(2818);
    for (const people of properties.values()) {
      for (const { PERSON } of people) expect(chances.get(PERSON)).toBeCloseTo(32 / 1014 / people.length, 8);
    }
    const oneIn = (home: string): number[] =>
      (properties.get(home) ?? []).map(({ PERSON }) => Math.round(1 / (chances.get(PERSON) ?? 0)));
    expect(oneIn('Tordenskjoldsgade|2|8200')).toEqual([32]);
    expect(oneIn('Marienlystvej|42|8200')).toEqual(Array(29).fill(919));
  });
});

/** On 17 April 2027. */
function isAdult(born: string): boolean {
  const [day, month, year] = born.split('-');
  return `${year}-${month}-${day}` <= '2009-04-17';
}
