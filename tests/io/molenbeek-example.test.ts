import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, test } from 'vitest';
import { type People, readPeople } from '../../src/io/people-file.js';
import { findProcess } from '../../src/io/process-file.js';
import { readQuotas } from '../../src/io/quotas-file.js';
import { type SyntheticRegister, synthesiseRegister } from '../../src/io/synthesise-register.js';
import { noiseSource } from '../../src/random/noise.js';
import { tempFiles } from './temp-files.js';

const files = tempFiles();
const example = join(import.meta.dirname, '../../examples/molenbeek');

describe('the example of Molenbeek', () => {
  let register: SyntheticRegister;
  let rows: Record<string, string>[];
  let people: People;

  beforeAll(async () => {
    const process = await findProcess(example);
    const file = join(files.folder, 'register.csv');
    register = await synthesiseRegister(process.synthetic ?? '', file, noiseSource);
    const text = iconv.decode(await readFile(file), 'windows-1252');
    rows = cellsOf(text);
    people = await readPeople({ ...process.people, file }, await readQuotas(process.quotas));
  }, 60_000);

  test('has the commune’s public figures, to the person', () => {
    expect(register.people).toBe(98_365);
    expect(rows.length).toBe(98_365);
    // 49.7 % of 98,365 is 48,887.4; 27.7, 60.7 and 11.6 % are 27,247.1, 59,707.6 and 11,410.3; 29.3 % is 28,820.9.
    expect(count((row) => row['SEXE'] === 'M')).toBe(48_887);
    const bornBy = (year: number) => (row: Record<string, string>) => {
      const [day = '', month = '', born = ''] = (row['DATE_NAISSANCE'] ?? '').split('/');
      return `${born}-${month}-${day}` <= `${year}-10-01`;
    };
    expect(98_365 - count(bornBy(2008))).toBe(27_247);
    expect(count(bornBy(1961))).toBe(11_410);
    expect(count((row) => row['NATIONALITÉ'] !== 'BE')).toBe(28_821);
  });

  test('has lower Molenbeek younger and poorer than upper Molenbeek', () => {
    const share = (quarters: string[], holds: (row: Record<string, string>) => boolean): number => {
      const there = rows.filter((row) => quarters.includes(row['QUARTIER'] ?? ''));
      return there.filter(holds).length / there.length;
    };
    const [lower, upper] = [
      ['M1', 'M2', 'M3'],
      ['M5', 'M6', 'M7'],
    ];
    const isPoor = (row: Record<string, string>) => row['TARIF_SOCIAL'] === 'O';
    const isYoung = (row: Record<string, string>) => Number((row['DATE_NAISSANCE'] ?? '').slice(6)) >= 2009;
    expect(share(lower, isPoor)).toBeGreaterThan(share(upper, isPoor) + 0.2);
    expect(share(lower, isYoung)).toBeGreaterThan(share(upper, isYoung) + 0.05);
  });

  test('is read without a fault or a warning: office holders are there, everybody has a value of every feature', () => {
    expect(people.warnings).toEqual([]);
    expect(people.ids.length).toBe(74_184);
    const excluded = people.ineligible.find(({ reason }) => reason.includes('office-holders'));
    expect(excluded?.count ?? people.ineligible).toBe(48);
  });

  test('has quotas that are each value’s share of 112 seats, rounded down and up', () => {
    const { quotas, values } = people.pool;
    for (const [f, { feature, quotas: ofFeature }] of quotas.entries()) {
      for (const [v, quota] of ofFeature.entries()) {
        let having = 0;
        for (let i = f; i < values.length; i += quotas.length) if (values[i] === v) having++;
        const seats = (112 * having) / people.ids.length;
        expect([feature, quota.value, quota.min, quota.max]).toEqual([
          feature,
          quota.value,
          Math.floor(seats),
          Math.ceil(seats),
        ]);
      }
      expect(ofFeature.reduce((sum, quota) => sum + quota.min, 0)).toBeLessThanOrEqual(112);
      expect(ofFeature.reduce((sum, quota) => sum + quota.max, 0)).toBeGreaterThanOrEqual(112);
    }
  });

  test('has as many households as were made', () => {
    const addresses = new Set(rows.map(addressOf));
    expect(addresses.size).toBe(register.households);
    const ofPool = new Set(people.pool.households);
    const eligible = new Set(people.ids);
    const ofEligible = rows.filter((row) => eligible.has(row['NUMÉRO_REGISTRE'] ?? '')).map(addressOf);
    expect(ofPool.size).toBe(new Set(ofEligible).size);
  });

  const addressOf = (row: Record<string, string>): string =>
    ['RUE', 'NUMÉRO', 'BOÎTE', 'CODE_POSTAL'].map((column) => row[column]).join('|');
  const count = (holds: (row: Record<string, string>) => boolean): number => rows.filter(holds).length;
});

/** No cell of this register holds a delimiter, a quotation mark or a line end, so that it can be read in a second. */
function cellsOf(text: string): Record<string, string>[] {
  const [header = [], ...below] = text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(';').map((cell) => cell.replaceAll('"', '').trim()));
  return below.map((cells) => Object.fromEntries(header.map((name, c) => [name, cells[c] ?? ''])));
}
