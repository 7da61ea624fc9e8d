import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { SortitionError } from '../../src/core/errors.js';
import { findProcess } from '../../src/io/process-file.js';
import { processJsonSchema } from '../../src/io/process-schema.js';

const full = `title: We are Molenbeek
register:
  file: register.csv
  synthetic: population.yaml
  encoding: windows-1252
  id: number
  household: [street, number, box, postcode]
features:
  gender: { column: sex, values: { M: man, V: woman } }
  age: { birth_date: born, format: DD/MM/YYYY, at: 2026-12-05 }
  quarter: { column: postcode, table: tables/quarters.csv }
eligible:
  age: { birth_date: born, format: dd/mm/yyyy, at: "2026-12-05", min: 16, max: 99 }
  exclude: [office-holders.csv]
quotas: quotas.csv
panel:
  size: 112
  objective: maximin
  seated: sitting.csv
  include: [board.csv]
  exclude: [served.csv]
  one_per_household: false
  alternates: 28
  tickets: 1000
  lottery_form: named
  seed: "0123"
`;

const least = `title: Least
register:
  file: register.csv
  id: id
quotas: quotas.csv
panel:
  size: 22
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'process-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
async function file(content: string | Uint8Array): Promise<string> {
  const path = join(folder, `${++count}.yaml`);
  await writeFile(path, content);
  return path;
}

const read = async (content: string) => findProcess(await file(content));

async function failure(path: string): Promise<SortitionError> {
  const error: unknown = await findProcess(path).catch((caught: unknown) => caught);
  if (error instanceof SortitionError) return error;
  throw new Error(`expected a SortitionError, got ${String(error)}`);
}

/** Every fault of a process file: code, line, key path and arguments; each names the file. */
async function faults(content: string): Promise<unknown[][]> {
  const path = await file(content);
  const error = await failure(path);
  return (error.faults.length > 0 ? error.faults : [error]).map(({ code, where, args }) => {
    expect(where.file).toBe(path);
    return [code, where.row, where.column, args];
  });
}

/** `least` with one line replaced. */
const instead = (line: string, by: string): string => {
  expect(least).toContain(`${line}\n`);
  return least.replace(`${line}\n`, `${by}\n`);
};

describe('A process that is in order', () => {
  test('is read with every key, its paths absolute', async () => {
    const at = (name: string) => join(folder, name);
    expect(await read(full)).toEqual({
      folder,
      title: 'We are Molenbeek',
      synthetic: at('population.yaml'),
      quotas: at('quotas.csv'),
      people: {
        file: at('register.csv'),
        encoding: 'windows-1252',
        id: 'number',
        household: ['street', 'number', 'box', 'postcode'],
        features: {
          gender: { column: 'sex', values: { M: 'man', V: 'woman' } },
          age: { birthDate: 'born', format: 'dd/mm/yyyy', at: '2026-12-05' },
          quarter: { column: 'postcode', table: at('tables/quarters.csv') },
        },
        eligible: {
          age: { birthDate: 'born', format: 'dd/mm/yyyy', at: '2026-12-05', min: 16, max: 99 },
          exclude: [at('office-holders.csv')],
        },
      },
      panel: {
        size: 112,
        from: 'register',
        objective: 'maximin',
        onePerHousehold: false,
        alternates: 28,
        tickets: 1000,
        lotteryForm: 'named',
        included: [at('sitting.csv'), at('board.csv')],
        excluded: [at('served.csv')],
        seed: '0123',
      },
    });
  });

  test('gets its defaults where keys are left out, and nothing else', async () => {
    expect(await read(least)).toEqual({
      folder,
      title: 'Least',
      quotas: join(folder, 'quotas.csv'),
      people: { file: join(folder, 'register.csv'), id: 'id' },
      panel: {
        ...{ size: 22, from: 'register', objective: 'leximin', alternates: 0, onePerHousehold: false },
        ...{ included: [], excluded: [] },
      },
    });
  });

  test('renews a standing panel by a share or a number, longest serving first', async () => {
    const rotation = async (text: string) =>
      (await read(instead('size: 22', `size: 22\n  rotation: ${text}`))).panel.rotation;
    expect(await rotation('{ replace: 1/3 }')).toEqual({ replace: '1/3', rule: 'longest-serving' });
    expect(await rotation('{ keep: 12, rule: lot, pause: 2, history: served.csv }')).toEqual({
      ...{ keep: '12', rule: 'lot', pause: 2 },
      history: join(folder, 'served.csv'),
    });
    await expect(rotation('{ replace: a third }')).rejects.toThrow(/a share such as 1\/3/);
    await expect(rotation('{ replace: 1/3, keep: 2/3 }')).rejects.toThrow(/left out, as replace says it/);
  });

  test('draws one per household by default where a household is named', async () => {
    const { panel } = await read(instead('  id: id', '  id: id\n  household: [address]'));
    expect(panel.onePerHousehold).toBe(true);
  });

  test('is found by its folder, also by a relative path', async () => {
    await writeFile(join(folder, 'sortition.yaml'), least);
    expect((await findProcess(folder)).title).toBe('Least');
    const process = await findProcess(relative('.', folder));
    expect(process.folder).toBe(folder);
    expect(process.quotas).toBe(join(folder, 'quotas.csv'));
  });

  test('may begin with a byte order mark', async () => {
    expect((await read(`\uFEFF${least}`)).title).toBe('Least');
  });

  test('may say yes for true, and use anchors for what it repeats', async () => {
    const process = await read(
      `${instead('  id: id', '  id: id\n  household: [address]').replace('  size: 22', '  size: 22\n  one_per_household: Yes')}
features:
  age: { birth_date: born, format: yyyymmdd, at: &day 2028-02-29 }
eligible:
  age: { birth_date: born, format: yyyymmdd, at: *day, min: 16 }
`,
    );
    expect(process.panel.onePerHousehold).toBe(true);
    expect(process.people.eligible?.age?.at).toBe('2028-02-29');
  });
});

describe('Texts are what stands in the file', () => {
  test('also where YAML sees yes/no, numbers, dates or nothing in them', async () => {
    const values = '{ no: yes, 1: 007, 2026-12-05: 1_000, null: ~, "": none, "*": other, 1.50: 0x10 }';
    const process = await read(`${least}features: { kind: { column: 12, values: ${values} } }\n`);
    expect(process.people.features).toEqual({
      kind: {
        column: '12',
        values: {
          no: 'yes',
          '1': '007',
          '2026-12-05': '1_000',
          null: '~',
          '': 'none',
          '*': 'other',
          '1.50': '0x10',
        },
      },
    });
  });

  test('also a seed with leading zeros or more digits than a number holds', async () => {
    const { panel } = await read(instead('  size: 22', '  size: 22\n  seed: 00123456789012345678901234567890'));
    expect(panel.seed).toBe('00123456789012345678901234567890');
  });
});

describe('A file that is not there or cannot be read', () => {
  test('is named, with names like it in its folder', async () => {
    await writeFile(join(folder, 'molenbeek.yaml'), least);
    const error = await failure(join(folder, 'molenbek.yaml'));
    expect(error.code).toBe('FILE_NOT_FOUND');
    expect(error.args).toEqual({ path: join(folder, 'molenbek.yaml'), near: ['molenbeek.yaml'] });
  });

  test('is named also below a folder that is not there', async () => {
    const error = await failure(join(folder, 'nowhere', 'x.yaml'));
    expect([error.code, error.args]).toEqual(['FILE_NOT_FOUND', { path: join(folder, 'nowhere', 'x.yaml') }]);
  });

  test('a folder without sortition.yaml is told apart, with a file of a name like it', async () => {
    const other = await mkdtemp(join(folder, 'empty-'));
    expect((await failure(other)).args).toEqual({ folder: other });
    await writeFile(join(other, 'sortition.yml'), least);
    const error = await failure(other);
    expect([error.code, error.args]).toEqual(['PROCESS_NOT_FOUND', { folder: other, near: ['sortition.yml'] }]);
  });

  test('a folder by the name of sortition.yaml is no file', async () => {
    const other = await mkdtemp(join(folder, 'odd-'));
    await mkdir(join(other, 'sortition.yaml'));
    const error = await failure(other);
    expect([error.code, error.args]).toEqual(['FILE_IS_FOLDER', { path: join(other, 'sortition.yaml') }]);
  });

  test('bytes that are not UTF-8 are refused, never guessed', async () => {
    const path = await file(Buffer.from(least.replace('Least', 'Liège'), 'latin1'));
    const error = await failure(path);
    expect([error.code, error.where]).toEqual(['YAML_NOT_UTF8', { file: path }]);
  });
});

describe('YAML that is broken', () => {
  const cases: [name: string, line: number, advice: RegExp, content: string][] = [
    ['a tab as indentation', 7, /never with tabs/, instead('  size: 22', '\tsize: 22')],
    ['a colon within a text', 1, /colon goes in quotes/, instead('title: Least', 'title: Least: a draw')],
    ['a bracket left open', 6, /close every bracket/, instead('  id: id', '  id: id\n  household: [a, b')],
    ['keys out of line', 8, /same column/, `${least} alternates: 2\n`],
    ['an asterisk without quotes', 8, /goes in quotes/, `${least}features: { a: { column: *, values: {} } }\n`],
    ['two documents in one file', 8, /.*/, `${least}---\n${least}`],
  ];
  test.each(cases)('%s is shown with its line', async (_, line, advice, content) => {
    const path = await file(content);
    const error = await failure(path);
    const first = error.faults[0] ?? error;
    expect([first.code, first.where.file]).toEqual(['YAML_SYNTAX', path]);
    expect(first.where.row).toBe(line);
    expect(first.hint).toMatch(advice);
  });
});

test('References to references are refused before they fill the memory', async () => {
  const lines = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`);
  const error = await failure(await file(`a0: &a0 [x]\n${lines.join('\n')}\n${least}`));
  expect(error.code).toBe('YAML_SYNTAX');
});

test('Brackets within brackets without end are refused before they take minutes', async () => {
  const error = await failure(await file(`${least}${`x: ${'['.repeat(10_000)}\n`.repeat(10)}`));
  expect(error.code).toBe('YAML_SYNTAX');
});

describe('A key', () => {
  test('that is not known is shown with its line and the name it may be meant as', async () => {
    expect(await faults(instead('  size: 22', '  size: 22\n  alternatives: 4'))).toMatchObject([
      ['YAML_UNKNOWN_KEY', 8, 'panel.alternatives', { key: 'alternatives', near: ['alternates'] }],
    ]);
  });

  test('that is like none comes with those that are known', async () => {
    const known = [
      ...['title', 'register', 'features', 'eligible', 'quotas', 'panel', 'invitation', 'replies', 'letters'],
      'sessions',
    ];
    expect(await faults(`${least}weather: []\n`)).toEqual([
      ['YAML_UNKNOWN_KEY', 8, 'weather', { key: 'weather', known }],
    ]);
  });

  test('that stands twice is shown with both lines, also in other capitals', async () => {
    expect(await faults(`${least}features:\n  age: { column: a }\n  Age: { column: b }\nquotas: q.csv\n`)).toEqual([
      ['YAML_DUPLICATE_KEY', 10, 'features.Age', { key: 'Age', firstRow: 9 }],
      ['YAML_DUPLICATE_KEY', 11, 'quotas', { key: 'quotas', firstRow: 5 }],
    ]);
  });

  test('that is missing is shown at the group it is missing from, with its meaning', async () => {
    expect(await faults(instead('  size: 22', '  alternates: 3'))).toEqual([
      ['YAML_MISSING_KEY', 6, 'panel.size', { key: 'panel.size', meaning: 'How many people the panel has.' }],
    ]);
  });

  test('all are missing from an empty file', async () => {
    for (const content of ['', '# nothing yet\n']) {
      expect((await faults(content)).map(([code, row, column]) => [code, row, column])).toEqual(
        ['title', 'register', 'quotas', 'panel'].map((key) => ['YAML_MISSING_KEY', 1, key]),
      );
    }
  });
});

describe('A value', () => {
  const size = (written: string) => instead('  size: 22', `  size: ${written}`);
  const add = (line: string) => instead('  size: 22', `  size: 22\n  ${line}`);
  const age = (rest: string) => `${least}eligible:\n  age: { birth_date: b, format: dd/mm/yyyy, ${rest} }\n`;
  const cases: [name: string, line: number, key: string, found: unknown, expected: RegExp, content: string][] = [
    ['a size in words', 7, 'panel.size', { text: 'many' }, /^a whole number, 1 or more$/, size('many')],
    ['a size of 0', 7, 'panel.size', { text: '0' }, /^a whole number, 1 or more$/, size('0')],
    ['a size of 22.5', 7, 'panel.size', { text: '22.5' }, /^a whole number/, size('22.5')],
    ['a size left blank', 7, 'panel.size', { text: '' }, /^a whole number/, size('')],
    ['a list for a size', 7, 'panel.size', 'a list', /^a whole number/, size('[1, 2]')],
    ['a blank title', 1, 'title', { text: ' ' }, /^a text$/, instead('title: Least', 'title: " "')],
    [
      'a text for a group',
      5,
      'panel',
      { text: 'x' },
      /^a group of keys/,
      `${least.split('quotas')[0]}panel: x\nquotas: q\n`,
    ],
    [
      'a group for a text',
      5,
      'quotas',
      'a group of keys',
      /^the name of a file/,
      instead('quotas: quotas.csv', 'quotas: { a: b }'),
    ],
    [
      'a text for a list',
      5,
      'register.household',
      { text: 'address' },
      /^a list such as/,
      instead('  id: id', '  id: id\n  household: address'),
    ],
    [
      'an empty household',
      5,
      'register.household',
      'a list',
      /^at least one column/,
      instead('  id: id', '  id: id\n  household: []'),
    ],
    [
      'a blank item',
      5,
      'register.household, item 2',
      { text: '' },
      /column/,
      instead('  id: id', '  id: id\n  household: [a, ""]'),
    ],
    [
      'maybe for yes or no',
      8,
      'panel.one_per_household',
      { text: 'maybe' },
      /^true or false$/,
      add('one_per_household: maybe'),
    ],
    [
      'one per household without one',
      8,
      'panel.one_per_household',
      { text: 'true' },
      /^false, unless/,
      add('one_per_household: true'),
    ],
    ['an unknown form', 8, 'panel.lottery_form', { text: 'name' }, /^named or composition$/, add('lottery_form: name')],
    [
      'a date that does not exist',
      9,
      'eligible.age.at',
      { text: '2026-02-29' },
      /calendar/,
      age('at: 2026-02-29, min: 16'),
    ],
    [
      'a date in another order',
      9,
      'eligible.age.at',
      { text: '05/12/2026' },
      /calendar/,
      age('at: 05/12/2026, min: 16'),
    ],
    [
      'a date with a time',
      9,
      'eligible.age.at',
      { text: '2026-12-05T00:00:00Z' },
      /calendar/,
      age('at: 2026-12-05T00:00:00Z, min: 16'),
    ],
    ['a max below min', 9, 'eligible.age.max', { text: '10' }, /^16 or more/, age('at: 2026-12-05, min: 16, max: 10')],
    [
      'a format without year',
      9,
      'features.age.format',
      { text: 'dd/mm' },
      /letters d, m and y/,
      `${least}features:\n  age: { birth_date: b, format: dd/mm, at: 2026-12-05 }\n`,
    ],
    ['a list for a file', 1, 'the file', 'a list', /^a group of keys/, '- title: x\n'],
  ];
  test.each(cases)('%s is shown with its line and what is expected', async (_, line, key, found, expected, content) => {
    const [fault, ...others] = await faults(content);
    expect(others).toEqual([]);
    const column = key === 'the file' ? undefined : key;
    expect(fault).toEqual(['YAML_WRONG_VALUE', line, column, expect.objectContaining({ key, found })]);
    expect(fault?.[3]).toMatchObject({ expected: expect.stringMatching(expected) });
  });

  test('one of a few words comes with the nearest', async () => {
    expect(await faults(add('lottery_form: compositions'))).toMatchObject([
      ['YAML_WRONG_VALUE', 8, 'panel.lottery_form', { near: ['composition'] }],
    ]);
  });

  test('an age of neither min nor max is missing one', async () => {
    expect(await faults(age('at: 2026-12-05'))).toMatchObject([
      ['YAML_MISSING_KEY', 9, 'eligible.age.min', { key: 'eligible.age.min' }],
    ]);
  });
});

describe('A feature', () => {
  const feature = (written: string) => faults(`${least}features:\n  quarter: ${written}\n`);

  test('with a misspelt key is shown that key alone', async () => {
    expect(await feature('{ column: postcode, tabel: q.csv }')).toMatchObject([
      ['YAML_UNKNOWN_KEY', 9, 'features.quarter.tabel', { near: ['table'] }],
    ]);
    expect(await feature('{ birthdate: b, format: yyyymmdd, at: 2026-12-05 }')).toMatchObject([
      ['YAML_UNKNOWN_KEY', 9, 'features.quarter.birthdate', { near: ['birth_date'] }],
    ]);
  });

  test('with a key missing is shown that of the kind its other keys belong to', async () => {
    expect(await feature('{ birth_date: b, at: 2026-12-05 }')).toMatchObject([
      ['YAML_MISSING_KEY', 9, 'features.quarter.format', {}],
    ]);
    expect(await feature('{ table: q.csv }')).toMatchObject([['YAML_MISSING_KEY', 9, 'features.quarter.column', {}]]);
    expect(await feature('{}')).toMatchObject([['YAML_MISSING_KEY', 9, 'features.quarter.column', {}]]);
  });

  test('with keys of two kinds is shown which groups there are', async () => {
    expect(await feature('{ column: postcode, table: q.csv, values: { a: b } }')).toMatchObject([
      [
        'YAML_KEY_CONFLICT',
        9,
        'features.quarter.table',
        {
          choices: [['column', 'values'], ['birth_date', 'format', 'at', 'groups'], ['column', 'table'], ['cross']],
        },
      ],
    ]);
  });

  test('that is no group at all is shown what it should be', async () => {
    expect(await feature('postcode')).toMatchObject([['YAML_WRONG_VALUE', 9, 'features.quarter', {}]]);
  });
});

describe('Features that quotas are counted by', () => {
  test('have age groups, or two other features', async () => {
    const text = `${least}features:
  age: { birth_date: b, format: yyyymmdd, at: 2026-12-05, groups: [16–34, 35–64, 65+] }
  age × gender: { cross: [age, gender] }
`;
    expect((await read(text)).people.features).toEqual({
      age: { birthDate: 'b', format: 'yyyymmdd', at: '2026-12-05', groups: ['16–34', '35–64', '65+'] },
      'age × gender': { cross: ['age', 'gender'] },
    });
  });

  test.each([
    ['{ cross: [age] }', 'YAML_WRONG_VALUE', 'features.f.cross'],
    ['{ cross: [age, gender, district] }', 'YAML_WRONG_VALUE', 'features.f.cross'],
    ['{ cross: [age, gender], column: f }', 'YAML_KEY_CONFLICT', 'features.f.cross'],
    ['{ birth_date: b, format: yyyymmdd, at: 2026-12-05, groups: [] }', 'YAML_WRONG_VALUE', 'features.f.groups'],
  ])('as %s are refused', async (given, code, column) => {
    const error = await failure(await file(`${least}features:\n  f: ${given}\n`));
    expect([error.code, error.where.column]).toEqual([code, column]);
  });
});

test('All faults are reported at once, in the order of their lines', async () => {
  const content = `titel: X
register: { file: r.csv, id: "", encodng: utf-8 }
features:
  age: { birth_date: born, format: dd/mm/yyyy, at: 2026-13-01 }
  gender: { colum: sex }
quotas: q.csv
quotas: r.csv
panel: { size: -1 }
`;
  expect((await failure(await file(content))).code).toBe('INPUT_FAULTS');
  expect((await faults(content)).map(([code, row, column]) => [code, row, column])).toEqual([
    // Not “title is missing” as well: one mistake, one fault.
    ['YAML_UNKNOWN_KEY', 1, 'titel'],
    ['YAML_WRONG_VALUE', 2, 'register.id'],
    ['YAML_UNKNOWN_KEY', 2, 'register.encodng'],
    ['YAML_WRONG_VALUE', 4, 'features.age.at'],
    ['YAML_UNKNOWN_KEY', 5, 'features.gender.colum'],
    ['YAML_DUPLICATE_KEY', 7, 'quotas'],
    ['YAML_WRONG_VALUE', 8, 'panel.size'],
  ]);
});

describe('The JSON Schema that ships', () => {
  const schemaFile = new URL('../../schema/sortition.schema.json', import.meta.url);

  // After a change: UPDATE_SCHEMA=1 npx vitest run tests/io/process-file.test.ts && npx biome format --write schema
  test('is that of the code (UPDATE_SCHEMA=1 writes it anew)', async () => {
    const generated = `${JSON.stringify(processJsonSchema(), null, 2)}\n`;
    const { UPDATE_SCHEMA: update } = process.env;
    if (update !== undefined) await writeFile(schemaFile, generated);
    expect(JSON.parse(await readFile(schemaFile, 'utf8'))).toEqual(JSON.parse(generated));
  });

  test('describes every key', () => {
    const undescribed: string[] = [];
    const walk = (schema: z.core.JSONSchema.BaseSchema, path: string): void => {
      if (path !== '' && schema.description === undefined && !path.endsWith('*')) undescribed.push(path);
      for (const [key, value] of Object.entries(schema.properties ?? {})) walk(value as never, `${path}.${key}`);
      for (const branch of schema.anyOf ?? []) walk(branch as never, `${path}*`);
      if (typeof schema.additionalProperties === 'object') walk(schema.additionalProperties, `${path}.*`);
    };
    walk(processJsonSchema() as z.core.JSONSchema.BaseSchema, '');
    expect(undescribed).toEqual([]);
  });

  test('accepts what is read, as an editor sees it, and refuses an unknown key', () => {
    const editor = z.fromJSONSchema(processJsonSchema() as z.core.JSONSchema.JSONSchema);
    for (const content of [full, least]) expect(editor.safeParse(parse(content)).error).toBeUndefined();
    expect(editor.safeParse({ ...(parse(least) as object), sessions: [] }).success).toBe(false);
  });
});
