import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPopulation } from '../../src/io/population-file.js';
import { failure, faultsOf, tempFiles } from './temp-files.js';

const files = tempFiles();
const smallTown = join(import.meta.dirname, 'small-town.yaml');

/** The small town with some of its text replaced. */
async function changed(...changes: [string, string][]): Promise<string> {
  let text = await readFile(smallTown, 'utf8');
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`the small town has no ${from}`);
    text = text.replace(from, to);
  }
  return files.put('population.yaml', text);
}

describe('a population file', () => {
  test('is read into a specification and a layout', async () => {
    const { population, layout } = await readPopulation(smallTown);
    expect(population.referenceDate).toBe('2024-02-29');
    expect(population.correlations?.[0]?.among).toEqual({ quarter: ['lower'] });
    expect(population.households).toMatchObject({ in: 'quarter', loneParents: 10, sizes: { 1: 38 } });
    expect(population.addresses?.places?.['upper']).toEqual({ postcode: '1001' });
    expect(layout.export).toEqual({
      delimiter: ';',
      encoding: 'windows-1252',
      lineEnds: 'windows',
      quotes: ['NOM', 'RUE'],
      trailingSpaces: 10,
    });
  });

  test('needs little: features and columns, written as plain CSV', async () => {
    const yaml =
      'seed: 1\npeople: 2\nreference_date: 2026-01-01\nfeatures: { side: { a: 50, b: 50 } }\ncolumns: [{ name: side, holds: side }]\n';
    const { layout } = await readPopulation(await files.put('least.yaml', yaml));
    expect(layout.export).toEqual({
      delimiter: ',',
      encoding: 'utf-8',
      lineEnds: 'unix',
      quotes: 'needed',
      trailingSpaces: 0,
    });
  });

  const faults: [string, [string, string], string][] = [
    ['a misspelt key', ['people: 500', 'peeple: 500'], '3 YAML_UNKNOWN_KEY peeple'],
    ['a number that is none', ['people: 500', 'people: many'], '3 YAML_WRONG_VALUE people'],
    ['shares that miss 100', ['man: 48.5', 'man: 48'], '6 SYNTH_SHARES_SUM features.gender'],
    [
      'an unknown feature',
      ['among: { quarter: lower }', 'among: { qarter: lower }'],
      '11 SYNTH_NAME_UNKNOWN correlations, item 1.among.qarter',
    ],
    [
      'an unknown value',
      ['odds: { age: { 0-17', 'odds: { age: { 0-18'],
      '12 SYNTH_NAME_UNKNOWN correlations, item 1.odds.age.0-18',
    ],
    [
      'a likelihood of no age',
      ['{ 0: 10, 64: 8', '{ babies: 10, 64: 8'],
      '13 YAML_WRONG_VALUE birth_dates.likelihood.babies',
    ],
    [
      'an unknown place',
      ['    upper: { postcode', '    uper: { postcode'],
      '28 SYNTH_NAME_UNKNOWN addresses.places.uper',
    ],
    [
      'a column that holds what is not there',
      ['holds: surname', 'holds: sirname'],
      '37 SYNTH_NAME_UNKNOWN columns, item 2.holds',
    ],
    ['a column twice', ['name: PRÉNOM', 'name: NOM'], '38 COLUMN_TWICE columns, item 3.name'],
    [
      'a date format that cannot be read back',
      ['dd/mm/yyyy', 'dd/mm'],
      '39 DATE_FORMAT_UNUSABLE columns, item 4.format',
    ],
    ['ids for too few', ['T-00000', 'T-00'], '36 SYNTH_ID_ROOM columns, item 1.format'],
    ['an unknown encoding', ['windows-1252', 'window-1252x'], '55 ENCODING_UNKNOWN export.encoding'],
    [
      'quotes for a column that is not there',
      ['[NOM, RUE]', '[NOM, RU]'],
      '57 SYNTH_NAME_UNKNOWN export.quotes, item 2',
    ],
    ['a delimiter of two characters', ['";"', '";;"'], '54 YAML_WRONG_VALUE export.delimiter'],
  ];
  test.each(faults)('with %s is refused, with line and key', async (_, change, fault) => {
    expect(await faultsOf(readPopulation(await changed(change)))).toEqual([fault]);
  });

  test('is told all its faults at once, with near misses', async () => {
    const path = await changed(['man: 48.5', 'man: 48'], ['holds: surname', 'holds: sirname']);
    const error = await failure(readPopulation(path));
    expect(error.faults.map((fault) => fault.code)).toEqual(['SYNTH_SHARES_SUM', 'SYNTH_NAME_UNKNOWN']);
    expect(error.faults[1]?.hint).toContain('“surname”');
    expect(error.faults[0]?.message).toContain('99.5');
  });

  test('that is not there is named', async () => {
    expect((await failure(readPopulation(join(files.folder, 'none.yaml')))).code).toBe('FILE_NOT_FOUND');
  });
});
