import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectDone, filesOf, runCli, tempFolder } from '../support/run-cli.js';
import { townProcess } from '../support/town-process.js';

/**
 * Nothing personal is published: every personal cell of the register holds a text that stands nowhere else, which is
 * looked for in every public file, also in disguise.
 */
const temp = tempFolder();
const canaries: string[] = [];
/** A text of its own, with letters that change with case. */
function canary(column: string, row: number): string {
  const text = `Kanari-${column}-${createHash('sha256').update(`${column} ${row}`).digest('hex').slice(0, 12)}`;
  canaries.push(text);
  return text;
}

const digests = (text: string): string[] =>
  ['md5', 'sha1', 'sha256', 'sha512'].flatMap((kind) => {
    const digest = createHash(kind).update(text).digest();
    return [digest.toString('hex'), digest.toString('base64').replace(/=+$/, ''), digest.toString('base64url')];
  });

/** A text as it stands, turned round, in other cases, encoded, and hashed without a salt. */
const disguises = (text: string): string[] => [
  text,
  Array.from(text).reverse().join(''),
  text.toUpperCase(),
  text.toLowerCase(),
  encodeURIComponent(text),
  Buffer.from(text).toString('hex'),
  // Whole groups of three bytes, wherever the text stands in what was encoded.
  ...[0, 1, 2].map((skip) =>
    Buffer.from(text)
      .subarray(skip, skip + 3 * Math.floor((text.length - skip) / 3))
      .toString('base64'),
  ),
  ...[text, text.toLowerCase(), text.toUpperCase()].flatMap(digests),
];

/** All that is public, the files inside the page unpacked. */
function publicTexts(folder: string): [string, string][] {
  return Object.entries(filesOf(join(temp.path, folder, 'public'))).flatMap(([name, text]) => {
    if (name !== 'verify.html') return [[name, text]];
    const [, packed = '{}'] = /<script type="application\/json" id="files">(.*?)<\/script>/s.exec(text) ?? [];
    const inside = Object.entries(JSON.parse(packed) as Record<string, string>).map(
      ([file, data]): [string, string] => [
        `${name}: ${file}`,
        Buffer.from(inflateSync(Buffer.from(data, 'base64'))).toString('utf8'),
      ],
    );
    expect(inside.length).toBeGreaterThan(4);
    return [[name, text.replace(packed, '')], ...inside];
  });
}

describe.each(['named', 'composition'])('The public folders of a draw in the %s form', (form) => {
  beforeAll(async () => {
    canaries.length = 0;
    const files = townProcess(`lottery_form: ${form}, publish: [district]`, (person, i) => ({
      ...person,
      nationbuilder_id: canary('id', i),
      name: canary('name', i),
      address: person['address'] === '' ? '' : canary('address', Math.floor(i / 3)),
      postcode: canary('postcode', Math.floor(i / 3)),
      email: canary('email', i),
      born: canary('born', i),
      remark: canary('remark', i),
    }));
    for (const [name, text] of Object.entries(files)) await temp.put(name, text);
    const run = (...args: string[]) => runCli(args, { cwd: temp.path });
    expectDone(await run('lottery', '--out', `lottery-${form}`));
    const dice = Array.from({ length: 30 }, (_, i) => (i % 6) + 1).join(' ');
    expectDone(await run('draw', '--commitment', `lottery-${form}`, '--dice', dice, '--out', `draw-${form}`));
  }, 60_000);

  test.each(['lottery', 'draw'])('hold nothing of any person: %s', (step) => {
    const texts = publicTexts(`${step}-${form}`);
    expect(texts.length).toBeGreaterThan(10);
    const sought = [...new Set(canaries.flatMap(disguises))];
    // The search itself would find them.
    const register = readFileSync(join(temp.path, 'register.csv'), 'utf8');
    expect(canaries.every((text) => register.includes(text))).toBe(true);
    const found = texts.flatMap(([name, text]) =>
      sought.filter((needle) => text.includes(needle)).map((needle) => `${needle} in ${name}`),
    );
    expect(found).toEqual([]);
  });

  test('hold no salt', () => {
    const salts = readFileSync(join(temp.path, 'pseudonyms.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[2] ?? '');
    for (const [, text] of publicTexts(`draw-${form}`)) {
      expect(salts.filter((salt) => text.includes(salt))).toEqual([]);
    }
  });
});
