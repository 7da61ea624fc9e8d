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
    [
      'correlations of a feature with itself',
      ['odds: { age: { 0-17: 1.5, 65+: 0.5 }', 'odds: { quarter: { upper: 2 }'],
      '12 SYNTH_CORRELATION_WITH_ITSELF correlations, item 1.odds.quarter',
    ],
    [
      'odds of an unknown feature, like none',
      ['nationality: { other: 3 }', 'weather: { rain: 3 }'],
      '12 SYNTH_NAME_UNKNOWN correlations, item 1.odds.weather',
    ],
    [
      'an unknown feature among whom names are given',
      ['among: { nationality: other }, lists', 'among: { nation: other }, lists'],
      '31 SYNTH_NAME_UNKNOWN names.traditions, item 1.among.nation',
    ],
    [
      'an unknown list of names',
      ['lists: { invented: 100 }', 'lists: { inuented: 100 }'],
      '31 SYNTH_NAME_UNKNOWN names.traditions, item 1.lists.inuented',
    ],
    [
      'names for nobody',
      ['lists: { french: 70, dutch: 30 }', 'lists: { french: 0, dutch: 0 }'],
      '32 SYNTH_SHARES_SUM names.traditions, item 2.lists',
    ],
    [
      'no names for the rest',
      ['- { lists: { french', '- { among: { gender: man }, lists: { french'],
      '30 SYNTH_NAMES_FOR_THE_REST names.traditions',
    ],
    ['household sizes that miss 100', ['sizes: { 1: 38', 'sizes: { 1: 37'], '19 SYNTH_SHARES_SUM households.sizes'],
    [
      'a household size that is no number',
      ['4: 12, 5: 6 }', 'four: 12, 5: 6 }'],
      '19 SYNTH_HOUSEHOLD_SIZES households.sizes.four',
    ],
    ['nobody who lives alone', ['1: 38, 2: 30', '2: 68'], '19 SYNTH_HOUSEHOLD_SIZES households.sizes'],
    [
      'odds of a size that no household has',
      ['odds: { 5: 2 }', 'odds: { 6: 2 }'],
      '21 SYNTH_NAME_UNKNOWN households.correlations, item 1.odds.6',
    ],
    [
      'households alike in another feature than where they are',
      ['- { among: { quarter: lower }, odds: { 5', '- { among: { nationality: other }, odds: { 5'],
      '21 SYNTH_NAME_UNKNOWN households.correlations, item 1.among.nationality',
    ],
    ['ages that cannot be read', ['18–64: 56', 'grown: 56'], '7 AGE_GROUP_UNREADABLE features.age.grown'],
    ['a day that is none', ['2024-02-29', '2023-02-29'], '4 YAML_WRONG_VALUE reference_date'],
    ['a delimiter of two characters', ['";"', '";;"'], '54 YAML_WRONG_VALUE export.delimiter'],
  ];
  test.each(faults)('with %s is refused, with line and key', async (_, change, fault) => {
    expect(await faultsOf(readPopulation(await changed(change)))).toEqual([fault]);
  });

  test('without birth dates is told of every part that needs them', async () => {
    const path = await changed(['birth_dates: { from: age, oldest: 100, likelihood: { 0: 10, 64: 8, 100: 0 } }\n', '']);
    expect(await faultsOf(readPopulation(path))).toEqual([
      '14 SYNTH_PART_MISSING households',
      '38 SYNTH_PART_MISSING columns, item 4.holds',
      '39 SYNTH_PART_MISSING columns, item 5.holds',
    ]);
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
