import { describe, expect, test } from 'vitest';
import { FaultList } from '../../src/core/errors.js';
import { readAgeGroups } from '../../src/io/age-groups.js';
import { findDayReader, fullYears } from '../../src/io/dates.js';
import fc from '../support/laws.js';

describe('a date', () => {
  test.each([
    ['dd/mm/yyyy', '05/09/2001'],
    ['d.m.yyyy', '5.9.2001'],
    ['D.M.YYYY', '05.09.2001'],
    ['yyyy-mm-dd', ' 2001-09-05 '],
    ['yyyymmdd', '20010905'],
    ['mm-d yyyy', '09-5 2001'],
  ])('of the form %s is read', (format, text) => {
    expect(findDayReader(format)?.(text)).toBe(20010905);
  });

  test.each([
    ['dd/mm/yyyy', '31/02/2001'],
    ['dd/mm/yyyy', '29/02/1900'],
    ['dd/mm/yyyy', '00/01/2001'],
    ['dd/mm/yyyy', '01/13/2001'],
    ['dd/mm/yyyy', '5/9/2001'],
    ['dd/mm/yyyy', '05/09/01'],
    ['dd/mm/yyyy', '05-09-2001'],
    ['dd/mm/yyyy', '05/09/2001 12:00'],
    ['d.m.yyyy', '5x9x2001'],
    ['dd/mm/yyyy', ''],
  ])('of the form %s is never %j', (format, text) => {
    expect(findDayReader(format)?.(text)).toBeUndefined();
  });

  test.each(['dd/mm/yy', 'dd/mm', 'dd/mm/yyyy/dd', 'dmyyyy', 'ddd/mm/yyyy', 'dd mmm yyyy', 'dd/mm/yyyy hh', ''])(
    'has no form %j',
    (format) => {
      expect(findDayReader(format)).toBeUndefined();
    },
  );

  test('of 29 February is read in leap years', () => {
    expect(findDayReader('dd/mm/yyyy')?.('29/02/2000')).toBe(20000229);
  });

  test('gives an age that grows by one on the birthday', () => {
    expect(fullYears(20010905, 20240904)).toBe(22);
    expect(fullYears(20010905, 20240905)).toBe(23);
    expect(fullYears(20000229, 20230228)).toBe(22);
    expect(fullYears(20000229, 20230301)).toBe(23);
    expect(fullYears(20250101, 20240905)).toBeLessThan(0);
  });

  test('written in any form is read back, as the calendar has it', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('dd/mm/yyyy', 'yyyy-mm-dd', 'yyyymmdd', 'dd.mm.yyyy'), (date, format) => {
        const [yyyy = '', mm = '', dd = ''] = date.toISOString().slice(0, 10).split('-');
        const text = format.replace('yyyy', yyyy).replace('mm', mm).replace('dd', dd);
        expect(findDayReader(format)?.(text)).toBe(Number(yyyy + mm + dd));
      }),
    );
  });
});

describe('age groups', () => {
  const read = (...names: string[]) => {
    const faults = new FaultList();
    return { groups: readAgeGroups('age', names, faults), codes: faults.faults.map(({ code }) => code) };
  };

  test('are ranges with a hyphen or a dash, open ends and single ages', () => {
    expect(read('16-24', '25 – 64', '65+', '15').groups?.map(({ from, to }) => [from, to])).toEqual([
      [16, 24],
      [25, 64],
      [65, Number.POSITIVE_INFINITY],
      [15, 15],
    ]);
  });

  test.each(['young', '24-16', '16-', '-24', '16-24-30', ''])('are not named %j', (name) => {
    expect(read(name).codes).toEqual(['AGE_GROUP_UNREADABLE']);
  });

  test.each([
    ['16-24', '24-30'],
    ['65+', '70-80'],
    ['18', '18'],
  ])('do not overlap as %s and %s do', (one, other) => {
    expect(read(one, other).codes).toEqual(['AGE_GROUPS_OVERLAP']);
  });
});
