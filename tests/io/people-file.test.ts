import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SortitionError } from '../../src/core/errors.js';
import type { Quotas } from '../../src/core/register/features.js';
import { type PeopleOptions, readPeople } from '../../src/io/people-file.js';
import type { PeopleSpec } from '../../src/io/people-spec.js';
import { scanRegister } from '../../src/io/register-scan.js';
import fc from '../support/laws.js';
import { failure, faultsOf, tempFiles } from './temp-files.js';
import { workbook } from './workbook.js';

const files = tempFiles();

const feature = (name: string, ...values: string[]) => ({
  feature: name,
  quotas: values.map((value) => ({ value, min: 0, max: 9 })),
});
const gender: Quotas = [feature('Gender', 'Woman', 'Man')];
const ages: Quotas = [feature('age', '16–24', '25-64', '65+')];
const born = { birthDate: 'born', format: 'dd/mm/yyyy', at: '2024-09-01' };

type Settings = Omit<PeopleSpec, 'file' | 'id'>;

async function read(text: string | Uint8Array, quotas = gender, spec: Settings = {}, options: PeopleOptions = {}) {
  const file = await files.put('people.csv', text);
  return readPeople({ file, id: 'id', ...spec }, quotas, options);
}

/** The value of each person, in the order of the pool. */
async function valuesOf(text: string | Uint8Array, quotas: Quotas, spec: Settings = {}): Promise<string[]> {
  const { pool } = await read(text, quotas, spec);
  return Array.from(pool.values, (number) => pool.quotas[0]?.quotas[number]?.value ?? '');
}

describe('people', () => {
  test('come as the canonical pool, with ids and rows in its order', async () => {
    const people = await read('name;ID;gender\nAnn; p2 ;woman\n\nBob;p10;MAN \nCy;p1;man\n');
    expect(people.pool.pseudonyms).toEqual(['p1', 'p10', 'p2']);
    expect(people.ids).toEqual(['p1', 'p10', 'p2']);
    expect([...people.sourceRows]).toEqual([5, 4, 2]);
    expect([...people.pool.values]).toEqual([0, 0, 1]);
    expect([...people.pool.households]).toEqual([-1, -1, -1]);
    expect([people.rows, people.ineligible, people.warnings]).toEqual([3, [], []]);
  });

  test('may stand under pseudonyms, which then decide their order', async () => {
    const names: Record<string, string> = { a: 'z', b: 'y' };
    const people = await read('id,gender\na,man\nb,woman\n', gender, {}, { pseudonymOf: (id) => names[id] ?? '' });
    expect(people.pool.pseudonyms).toEqual(['y', 'z']);
    expect(people.ids).toEqual(['b', 'a']);
    expect([...people.sourceRows]).toEqual([3, 2]);
  });

  test('live together where all household columns match, however spelled, and with nobody where these are blank', async () => {
    const text =
      'id,gender,street,box\n1,man,Mill Lane 1,\n2,man, mill lane 1 ,\n3,man,Mill Lane 1,b\n4,man,, \n5,man,,\n6,man,Mill Lane 1b,\n';
    const { pool } = await read(text, gender, { household: ['Street', 'box'] });
    expect([...pool.households]).toEqual([0, 0, 1, -1, -1, 2]);
  });

  test('in a workbook that lack a column are told which sheet was read, and what the others are called', async () => {
    const bytes = workbook([['nr'], ['1']], [], ['Notes & names', 'People', 'Old']);
    const error = await failure(read(bytes, []));
    expect([error.code, error.args]).toMatchObject([
      'COLUMN_MISSING',
      { sheet: 'Notes & names', sheets: ['People', 'Old'] },
    ]);
    expect(error.message).toBe(
      'There is no column “id” in the sheet “Notes & names”, the first of the workbook; only that is read, not “People”, “Old”.',
    );
    expect((await failure(read('nr\n1\n', []))).message).toBe('There is no column “id”.');
  });

  test('may be in windows-1252, where that is declared', async () => {
    const bytes = Buffer.from('id;gender\nR\u00e9;man\n', 'latin1');
    expect((await read(bytes, gender, { encoding: 'windows-1252' })).ids).toEqual(['Ré']);
  });

  test('with the same id in identical rows are one person, and a warning', async () => {
    const people = await read('id,gender\na,man\nb,man\n a,man \na,man\n');
    expect(people.ids).toEqual(['a', 'b']);
    expect(people.rows).toBe(4);
    expect(people.warnings.map(({ code, args, where }) => [code, args, where.row])).toEqual([
      ['ID_REPEATED', { id: 'a', firstRow: 2 }, 4],
      ['ID_REPEATED', { id: 'a', firstRow: 2 }, 5],
    ]);
  });

  test('with the same id in different rows are refused, both rows named', async () => {
    const error = await failure(read('id,gender\nb,man\na,man\na,woman\n'));
    expect([error.code, error.args, error.where.row]).toEqual(['ID_TWICE', { id: 'a', firstRow: 3 }, 4]);
  });

  test('ids that differ in capitals are different people', async () => {
    expect((await read('id,gender\na,man\nA,man\n')).ids).toEqual(['A', 'a']);
  });
});

describe('a feature', () => {
  test('may be translated, the rest of the values too', async () => {
    const spec = { features: { GENDER: { column: 'sex', values: { M: 'man', F: 'Woman' } } } };
    expect(await valuesOf('id,sex\n1,f\n2, M\n3,man\n', gender, spec)).toEqual(['woman', 'man', 'man']);
    const rest = { features: { gender: { column: 'sex', values: { M: 'man', '*': 'woman' } } } };
    expect(await valuesOf('id,sex\n1,f\n2,M\n3,x\n', gender, rest)).toEqual(['woman', 'man', 'woman']);
    expect(await faultsOf(read('id,sex\n1,\n', gender, rest))).toEqual(['2 CELL_BLANK sex']);
  });

  test('may be an age group, counted in full years on a date', async () => {
    const text = 'id,born\n1,01/09/2008\n2,02/09/1999\n3,01/09/1999\n4,01/01/1920\n';
    expect(await valuesOf(text, ages, { features: { age: born } })).toEqual(['16–24', '16–24', '25-64', '65+']);
  });

  test('may be an age group from dates of a workbook, whatever form is declared for its texts', async () => {
    const bytes = workbook([
      ['id', 'born'],
      ['1', { day: 36526 }],
      ['2', '31/12/1950'],
    ]);
    expect(await valuesOf(bytes, ages, { features: { age: born } })).toEqual(['16–24', '65+']);
  });

  test('may be looked up in a table, whose keys keep their zeros', async () => {
    const quotas = [feature('district', 'north', 'south')];
    const spec = {
      features: {
        district: { column: 'postcode', table: await files.put('lookup.csv', 'code;area\n0100;North\n100;south\n') },
      },
    };
    expect(await valuesOf('id,postcode\n1,0100\n2,100 \n', quotas, spec)).toEqual(['north', 'south']);
    const error = await failure(read('id,postcode\n1,01000\n', quotas, spec));
    expect([error.code, error.where.row, error.where.column]).toEqual(['LOOKUP_KEY_MISSING', 2, 'postcode']);
    expect(error.message).not.toContain('01000');
  });

  test('finds its columns by name in a table that has more', async () => {
    const quotas = [feature('district', 'north', 'south')];
    const table = await files.put('wide.csv', 'name,District,Postcode\nx,north,1\ny,south,2\n');
    const spec = { features: { district: { column: 'postcode', table } } };
    expect(await valuesOf('id,postcode\n1,2\n', quotas, spec)).toEqual(['south']);
  });

  test.each([
    ['three columns of other names', 'a,b,c\n1,2,3\n', ['1 LOOKUP_COLUMNS']],
    ['a key with two values', 'a,b\n1,north\n2,south\n1,North\n1,south\n', ['5 LOOKUP_KEY_TWICE a']],
    ['a blank key', 'a,b\n,north\n', ['2 CELL_BLANK a']],
  ])('cannot be looked up in a table with %s', async (_, content, expected) => {
    const table = await files.put('bad-lookup.csv', content);
    const spec = { features: { district: { column: 'postcode', table } } };
    expect(await faultsOf(read('id,postcode\n1,1\n', [feature('district', 'north', 'south')], spec))).toEqual(expected);
  });

  test('that no quota names is left out, with a warning and what it may have meant', async () => {
    const { warnings } = await read('id,gender\n1,man\n', gender, { features: { gendre: { column: 'x' } } });
    expect(warnings.map(({ code, args }) => [code, args])).toEqual([
      ['FEATURE_WITHOUT_QUOTA', { feature: 'gendre', near: ['Gender'] }],
    ]);
  });
});

describe('faults among people', () => {
  test('are told together, each with its row and column', async () => {
    const text =
      'id,gender,born\n1,woman,31/02/2000\n2,wommen,01/01/2000\n,man,\n4,,01/01/2015\n5,man\n6,man,01/01/2000\n';
    expect(await faultsOf(read(text, [...gender, ...ages], { features: { age: born } }))).toEqual([
      '2 DATE_UNREADABLE born',
      '3 VALUE_UNKNOWN gender',
      '4 CELL_BLANK id',
      '4 CELL_BLANK born',
      '5 AGE_IN_NO_GROUP born',
      '5 CELL_BLANK gender',
      '6 ROW_CELL_COUNT',
    ]);
  });

  test('quote an unknown value with the nearest of the quotas', async () => {
    const error = await failure(read('id,gender\n1,wommen\n'));
    expect(error.args).toEqual({ feature: 'Gender', value: 'wommen', known: ['Woman', 'Man'], near: ['Woman'] });
  });

  test('quote no date, name or address', async () => {
    const error = await failure(read('id,gender,born\n1,man,31/02/2000\n', ages, { features: { age: born } }));
    expect(error.message + error.hint).not.toContain('31/02');
  });

  test('name all columns that are missing, with near misses', async () => {
    const spec = { household: ['adress'], features: { age: born } };
    const error = await failure(read('nr,gendr,address\n1,man,x\n', [...gender, ...ages], spec));
    expect(error.faults.map(({ args }) => args)).toEqual([
      expect.objectContaining({ name: 'id' }),
      expect.objectContaining({ name: 'adress', near: ['address'] }),
      expect.objectContaining({ name: 'born' }),
      expect.objectContaining({ name: 'Gender', near: ['gendr'] }),
    ]);
  });

  test('of the rows are told though a column is missing', async () => {
    expect(await faultsOf(read('id,gender\n1,x\n', [...gender, ...ages]))).toEqual([
      '1 COLUMN_MISSING',
      '2 VALUE_UNKNOWN gender',
    ]);
  });

  test.each([
    ['names that are no age groups', [feature('age', 'young')], born, ['AGE_GROUP_UNREADABLE']],
    ['age groups that overlap', [feature('age', '16-24', '20-30')], born, ['AGE_GROUPS_OVERLAP']],
    ['two-digit years', ages, { ...born, format: 'dd/mm/yy' }, ['DATE_FORMAT_UNUSABLE']],
    ['a day that is none', ages, { ...born, at: '2024-09-31' }, ['DATE_AT_UNREADABLE']],
  ])('are found in %s', async (_, quotas, age, expected) => {
    expect(await faultsOf(read('id,born\n1,01/01/2000\n', quotas, { features: { age } }))).toEqual(expected);
  });

  test('are kept to a number, and counted on', async () => {
    const error = await failure(read(`id,gender\n${Array.from({ length: 3000 }, (_, i) => `${i},x\n`).join('')}`));
    const others = [{ code: 'VALUE_UNKNOWN', count: 2000, example: 'The quotas of “Gender” have no value “x”.' }];
    expect(error.args).toEqual({ count: 3000, others });
    expect(error.faults).toHaveLength(1000);
  });
});

describe('who can be drawn', () => {
  const eligible = { age: { ...born, min: 16, max: 30 } };

  test('is decided by age, both ends included, before anything else is asked', async () => {
    const text =
      'id,gender,born\n1,man,02/09/2008\n2,man,01/09/2008\n3,man,02/09/1993\n4,?,01/09/1993\n5,,01/01/2020\n';
    const people = await read(text, gender, { eligible });
    expect(people.ids).toEqual(['2', '3']);
    expect(people.ineligible).toEqual([
      { reason: 'younger than 16 on 2024-09-01', count: 2 },
      { reason: 'older than 30 on 2024-09-01', count: 1 },
    ]);
  });

  test('needs a birth date that can be read, which is told once', async () => {
    const spec = { eligible, features: { age: born } };
    expect(await faultsOf(read('id,born\n1,\n2,1.1.2000\n', ages, spec))).toEqual([
      '2 CELL_BLANK born',
      '3 DATE_UNREADABLE born',
    ]);
  });

  test('is told which one usual form reads all of its dates, where there is one', async () => {
    const spec = { eligible, features: { age: born } };
    const readsAs = async (...dates: string[]) => {
      const text = `id,born\n${dates.map((date, i) => `${i},${date}\n`).join('')}`;
      const { faults } = await failure(read(text, ages, spec));
      return [...new Set(faults.map(({ args }) => ('readsAs' in args ? args.readsAs : undefined)))];
    };
    expect(await readsAs('1.2.2000', '13.12.1999')).toEqual(['d.m.yyyy']);
    expect(await readsAs('12/31/2000', '01/13/1999')).toEqual(['m/d/yyyy']);
    expect(await readsAs('20000131', '19991231')).toEqual(['yyyymmdd']);
    // Two forms, or none, or one that does not read what the declared form reads.
    expect(await readsAs('1.2.2000', '1999-12-13')).toEqual([undefined]);
    expect(await readsAs('1/2/2000', '2/1/1999')).toEqual([undefined]);
    expect(await readsAs('1.2.2000', '13.12.1999', '02/09/2000')).toEqual([undefined]);
    expect(await readsAs('1.2.2000', '13.12.1999', 'soon')).toEqual([undefined]);
  });

  test('is not who stands on a list, by id', async () => {
    const list = await files.put('staff.csv', 'name,ID\nAnn, b \nOld,zz\n,\n');
    const people = await read('id,gender\na,man\nb,?\nc,man\n', gender, { eligible: { exclude: [list] } });
    expect(people.ids).toEqual(['a', 'c']);
    expect(people.ineligible).toEqual([{ reason: `on the list ${basename(list)}`, count: 1 }]);
    expect(people.warnings.map(({ code, args, where }) => [code, args, where])).toEqual([
      ['EXCLUDED_ID_UNKNOWN', { id: 'zz' }, { file: list, row: 3 }],
    ]);
  });

  const byName = async (listed: string) => ({
    file: await files.put('named.csv', `name,born\n${listed}`),
    name: ['name'],
    birthDate: 'born',
    format: 'dd/mm/yyyy',
  });
  const notes = ({ warnings }: { readonly warnings: readonly SortitionError[] }) =>
    warnings.map(({ code, args, where: { row } }) => [code, args, row]);

  test('of a list by name knows whom another rule leaves out already', async () => {
    const list = await byName('Ann,01/01/2020\nBob,02/02/1940\nCy,03/03/2000\nNobody,04/04/2000\n');
    const text =
      'id,name,born,gender\n1,Ann,01/01/2020,man\n2,Bob,02/02/1940,man\n3,Cy,03/03/2000,?\n4,Di,04/04/2000,man\n';
    const staff = await files.put('staff-2.csv', 'id\n2\n');
    const people = await read(text, gender, { eligible: { ...eligible, exclude: [staff, list] } });
    expect(people.ids).toEqual(['4']);
    expect(notes(people)).toEqual([['EXCLUDED_NAME_UNKNOWN', {}, 5]]);
    expect(people.ineligible.map(({ reason }) => reason)).toContain('younger than 16 on 2024-09-01');
  });

  test('is nobody of two with one name and birth date, which is told; one person in two rows is one', async () => {
    const list = await byName('Ann,01/01/2000\nBob,02/02/2000\n');
    const text =
      'id,name,born,gender\n1,Ann,01/01/2000,man\n2,Bob,02/02/2000,man\n3,ann,01/01/2000,man\n4,Di,04/04/2000,man\n2,Bob,02/02/2000,man\n';
    const people = await read(text, gender, { eligible: { exclude: [list] } });
    expect(people.ids).toEqual(['4']);
    const shared = ['EXCLUDED_NAME_SHARED', { rows: [2, 4] }, 2];
    expect(notes(people)).toContainEqual(shared);
    expect(notes(people)).toHaveLength(2);
    // A register is scanned with all rows of an id.
    const file = await files.put('people.csv', text);
    const scan = await scanRegister({ file, id: 'id', eligible: { exclude: [list] } }, [], () => () => undefined);
    expect(notes(scan)).toContainEqual(shared);
    expect(notes(scan)).toHaveLength(2);
  });

  test('is not who stands on a list of one column, with or without a header', async () => {
    const headed = await files.put('headed.csv', 'number\nb\n');
    const bare = await files.put('bare.csv', 'a\n');
    const people = await read('id,gender\na,man\nb,man\nc,man\n', gender, { eligible: { exclude: [headed, bare] } });
    expect(people.ids).toEqual(['c']);
    expect(people.warnings).toEqual([]);
  });

  test('cannot be told by a list without ids, or one that is not there', async () => {
    const list = await files.put('other.csv', 'name,idd\nAnn,b\n');
    const spec = { eligible: { exclude: [list, `${list}.gone`] } };
    expect(await faultsOf(read('id,gender\na,man\n', gender, spec))).toEqual(['1 COLUMN_MISSING', 'FILE_NOT_FOUND']);
  });
});

test('the order of the rows never changes the pool', async () => {
  const person = fc.record({
    id: fc.stringMatching(/^[a-zé]{1,4}$/),
    sex: fc.constantFrom('man', 'woman'),
    home: fc.constantFrom('', 'mill', 'lane'),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(person, { selector: ({ id }) => id, minLength: 1, maxLength: 12 }),
      fc.nat(),
      async (list, turn) => {
        const rows = list.map(({ id, sex, home }) => `${id};${sex};${home}\n`);
        const start = turn % rows.length;
        const turned = [...rows.slice(start), ...rows.slice(0, start)].reverse();
        const poolOf = async (lines: string[]) =>
          (await read(`id;gender;home\n${lines.join('')}`, gender, { household: ['home'] })).pool;
        expect(await poolOf(turned)).toEqual(await poolOf(rows));
      },
    ),
    { numRuns: 60 },
  );
});

describe('crossed features', () => {
  const crossed: Quotas = [
    feature('Gender', 'Woman', 'Man'),
    feature('age × gender', '16–34 × man', '16–34 × Woman', '35+ × woman', '35+ × man'),
    feature('age', '35+', '16–34'),
  ];
  const text = 'id,gender,born\na,man,2000-01-01\nb,woman,1950-01-01\nc,man,1940-12-31\n';
  const spec: Settings = { features: { age: { birthDate: 'born', format: 'yyyy-mm-dd', at: '2024-09-01' } } };
  const values = async (...given: Parameters<typeof read>): Promise<string[]> => {
    const { pool } = await read(...given);
    const F = pool.quotas.length;
    const at = pool.quotas.findIndex((of) => /×|\*|pairs/.test(of.feature));
    return pool.pseudonyms.map((_, i) => pool.quotas[at]!.quotas[pool.values[i * F + at]!]!.value);
  };

  test('are found from the two features that their name crosses, however these are read', async () => {
    expect(await values(text, crossed, spec)).toEqual(['16–34 × man', '35+ × woman', '35+ × man']);
  });

  test('may be written with other signs', async () => {
    const signs = crossed.map(({ feature: name, quotas }) => ({
      feature: name.replace(' × ', '*'),
      quotas: quotas.map((quota) => ({ ...quota, value: quota.value.replace(' × ', ' x ') })),
    }));
    expect(await values(text, signs, spec)).toEqual(['16–34 x man', '35+ x woman', '35+ x man']);
  });

  test('may have any name, where the specification says what they cross', async () => {
    const named = crossed.map((of) => (of.feature.includes('×') ? { ...of, feature: 'pairs' } : of));
    const features = { ...spec.features, pairs: { cross: ['age', 'GENDER'] as const } };
    expect(await values(text, named, { features })).toEqual(['16–34 × man', '35+ × woman', '35+ × man']);
  });

  test('are read from a column of their very name, where there is one', async () => {
    const withColumn = 'id,gender,born,age × gender\na,man,2000-01-01,35+ × woman\n';
    expect(await values(withColumn, crossed, spec)).toEqual(['35+ × woman']);
  });

  test('without a value for somebody are refused, with row and columns', async () => {
    const fewer = crossed.map((of) => ({ ...of, quotas: of.quotas.filter(({ value }) => value !== '35+ × man') }));
    const error = await failure(read(text, fewer, spec));
    expect([error.code, error.where.row, error.where.column]).toEqual(['VALUE_UNKNOWN', 4, 'born × gender']);
    expect(error.args).toMatchObject({ feature: 'age × gender', value: '35+ × Man' });
  });

  test('of which one has no quotas are refused, and it is named', async () => {
    const error = await failure(read(text, crossed.slice(0, 2), spec));
    expect([error.code, error.args]).toMatchObject([
      'CROSS_FEATURE_MISSING',
      { feature: 'age × gender', part: 'age', known: ['Gender', 'age × gender'] },
    ]);
  });

  test('are not looked at in rows whose other cells are at fault', async () => {
    const fewer = crossed.map((of) => ({ ...of, quotas: of.quotas.filter(({ value }) => value !== '35+ × man') }));
    const broken = 'id,gender,born\na,,1950-01-01\nb,man,\n';
    expect(await faultsOf(read(broken, fewer, spec))).toEqual(['2 CELL_BLANK gender', '3 CELL_BLANK born']);
  });

  test.each([
    ['a value that is no pair', ['16–34 × mann', '35+ × man'], {}, ['CROSS_VALUE_UNKNOWN']],
    ['a pair twice', ['16–34 × man', '16–34*man'], {}, ['CROSS_VALUE_TWICE']],
    ['a feature without quotas', [], { pairs: { cross: ['age', 'height'] as const } }, ['CROSS_FEATURE_MISSING']],
    ['a feature and itself', [], { pairs: { cross: ['age', 'Age'] as const } }, ['CROSS_NOT_TWO']],
    ['a crossed feature', [], { pairs: { cross: ['age', 'age × gender'] as const } }, ['CROSS_NOT_TWO']],
  ])('of %s are refused', async (_, pairs, features, codes) => {
    const quotas: Quotas = [
      feature('gender', 'man', 'woman'),
      feature('age', '16–34', '35+'),
      feature(
        'age × gender',
        ...(pairs.length > 0 ? pairs : ['16–34 × man', '35+ × man', '16–34 × woman', '35+ × woman']),
      ),
      ...('pairs' in features ? [feature('pairs', 'any')] : []),
    ];
    expect(await faultsOf(read('id,gender,age\n', quotas, { features }))).toEqual(expect.arrayContaining(codes));
  });
});
