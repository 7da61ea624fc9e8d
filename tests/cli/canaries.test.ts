import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { Canaries, disguises } from '../support/canaries.js';
import { expectDone, filesOf, runCli, tempFolder } from '../support/run-cli.js';
import { townProcess } from '../support/town-process.js';

/**
 * Nothing personal is published: every personal cell of the register holds a text that stands nowhere else, which is
 * looked for in every public file, also in disguise.
 */
const temp = tempFolder();
const canaries = new Canaries();
const { canary } = canaries;
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
    canaries.texts.length = 0;
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
    const sought = [...new Set(canaries.texts.flatMap(disguises))];
    // The search itself would find them.
    const register = readFileSync(join(temp.path, 'register.csv'), 'utf8');
    expect(canaries.texts.every((text) => register.includes(text))).toBe(true);
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
