import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, type Row, shuffled } from '../support/one-off-pool.js';
import {
  type CliRun,
  expectDone,
  expectPlain,
  expectRefused,
  namesBelow,
  runCli,
  tempFolder,
} from '../support/run-cli.js';

const temp = tempFolder();
/** The last of an option counts. */
const run = (...args: string[]): Promise<CliRun> =>
  runCli(['invite', '--plan', '--simulations', '300', ...args], { cwd: temp.path });

/** 900 people of a town: one in five lives at the harbour, one in four is old; homes of up to three. */
const people = Array.from(
  { length: 900 },
  (_, i): Row => ({
    id: `p${i}`,
    gender: i % 2 === 0 ? 'woman' : 'man',
    age: ['16–34', '35–64', '35–64', '65+'][(i * 7) % 4] ?? '',
    quarter: i % 5 === 0 ? 'Harbour' : i % 5 === 1 ? 'Hill' : 'Centre',
    street: `Street ${Math.floor(i / 3)}`,
  }),
);
const quotas = 'feature,value,min,max\ngender,woman,5,7\ngender,man,5,7\nage,16–34,2,4\nage,35–64,5,7\nage,65+,2,4\n';

const yaml = (invitation: string): string => `title: The town’s jury
register: { file: register.csv, id: id, household: [street] }
quotas: quotas.csv
panel: { size: 12 }
${invitation}`;

const invitation = `invitation:
  letters: 150
  strata: { quarter: { Harbour: 4 } }
  response: { overall: 20%, by: { Age: { 65+: 10% } } }
  cost: 1.5
`;

interface Point {
  readonly letters: number;
  readonly risk: number;
  readonly risk_low: number;
  readonly risk_high: number;
  readonly cost?: number;
  readonly strata: readonly { readonly values: readonly string[]; readonly people: number; readonly letters: number }[];
  readonly short_of: readonly { readonly what: string; readonly pools: number }[];
}

interface Summary {
  readonly response: number;
  readonly most_letters: number;
  readonly recommended: Point | null;
  readonly asked: Point | null;
  readonly curve: readonly Point[];
}

const read = ({ stdout }: CliRun): Summary => JSON.parse(stdout);

beforeAll(async () => {
  await temp.put('register.csv', csv(people));
  await temp.put('quotas.csv', quotas);
  await temp.put('sortition.yaml', yaml(invitation));
});

describe('invite --plan', () => {
  test('tells letters in total and by stratum, the curve of risk and cost, what is short, and what to do next', async () => {
    const before = namesBelow(temp.path);
    const planned = await run('--json');
    expectDone(planned);
    expectPlain(planned.stderr);
    const { recommended, asked, curve, most_letters: most, response } = read(planned);
    expect([most, response]).toEqual([300, 0.2]);
    expect(recommended?.risk).toBeLessThanOrEqual(0.05);
    const { letters = 0, strata = [], cost } = recommended ?? {};
    expect(cost).toBe(letters * 1.5);
    expect(strata.map(({ values, people: of }) => [values, of])).toEqual([
      [['Harbour'], 180],
      [['others'], 720],
    ]);
    expect(strata.reduce((sum, of) => sum + of.letters, 0)).toBe(letters);
    expect((strata[0]?.letters ?? 0) / (strata[1]?.letters ?? 1)).toBeCloseTo((4 * 180) / 720, 1);
    for (const point of curve) {
      expect(point.risk <= 0.05).toBe(point.letters >= letters);
      expect([point.risk_low <= point.risk, point.risk <= point.risk_high]).toEqual([true, true]);
    }
    expect(asked?.letters).toBe(150);
    const { stderr } = planned;
    expect(stderr).toMatch(/^ {2}The town’s jury: how many letters for 12 seats$/m);
    expect(stderr).toMatch(/^ {4}letters +yes +risk +95 % sure +cost$/m);
    expect(stderr).toMatch(new RegExp(`^ ▸ +${letters} +\\d+ +[\\d.]+ %.*█`, 'm'));
    expect(stderr).toMatch(/^ {4}Harbour +180 +\d+ +[\d.]+ %$/m);
    expect(stderr).toMatch(/age: 65\+, of which 2 are needed$/m);
    expect(stderr).toMatch(/age: 65\+ 10 %, others 23\.3 %$/m);
    expect(stderr).toContain(`write letters: ${letters} under invitation in sortition.yaml`);
    expect(namesBelow(temp.path)).toEqual(before);
  });

  test('is the same again and with other rows first, and lets a risk, a rate and a cost be tried', async () => {
    const [once, again] = [await run('--json'), await run('--json')];
    expect(again).toMatchObject({ stdout: once.stdout, stderr: once.stderr });
    const folder = await temp.folder();
    const name = folder.slice(temp.path.length + 1);
    await temp.put(join(name, 'register.csv'), csv(shuffled(people, 'rows')));
    await temp.put(join(name, 'quotas.csv'), quotas);
    await temp.put(join(name, 'sortition.yaml'), yaml(invitation));
    expect((await run('--json', name)).stdout).toBe(once.stdout);
    const usual = read(once).recommended?.letters ?? 0;
    expect(read(await run('--json', '--risk', '30%')).recommended?.letters).toBeLessThan(usual);
    expect(read(await run('--json', '--response', '30%')).recommended?.letters).toBeLessThan(usual);
    const dear = read(await run('--json', '--cost', '10', '--letters', '222', '--simulations', '200'));
    expect(dear.asked).toMatchObject({ letters: 222, cost: 2220, simulations: 200 });
  });

  test('needs no folder', async () => {
    const flags = ['--register', 'register.csv', '--quotas', 'quotas.csv', '--size', '12'];
    const planned = await run(...flags, '--response', '12%', '--json');
    expectDone(planned);
    const { recommended, most_letters: most } = read(planned);
    expect([most, recommended?.cost]).toEqual([900, undefined]);
    const homes = await run(...flags, '--household', 'street', '--response', '25%', '--json');
    expect(read(homes).most_letters).toBe(300);
    expectRefused(await run(...flags), 'RESPONSE_MISSING');
  });

  test('says so where no number of letters is enough', async () => {
    const planned = await run('--response', '5%', '--risk', '1%', '--json');
    expectDone(planned);
    expect(read(planned).recommended).toBeNull();
    expect(planned.stderr).toContain('none: not even letters to all 300 who can have one bring the risk down to 1 %');
    expect(planned.stderr).toMatch(/^ {2}Short of/m);
  });

  test('refuses rates that contradict each other, values nobody has, and more letters than people', async () => {
    const plan = async (text: string, ...flags: string[]): Promise<CliRun> => {
      const name = (await temp.folder()).slice(temp.path.length + 1);
      for (const [file, content] of Object.entries({ 'register.csv': csv(people), 'quotas.csv': quotas }))
        await temp.put(join(name, file), content);
      await temp.put(join(name, 'sortition.yaml'), yaml(text));
      return run(...flags, name);
    };
    const by = (rates: string): string => `invitation: { letters: 100, response: { overall: 5%, by: { ${rates} } } }\n`;
    expectRefused(await plan(by('gender: { woman: 20% }')), 'RESPONSE_CONTRADICTS');
    const both = by('gender: { woman: 5%, man: 8% }, age: { 16–34: 3%, 35–64: 5%, 65+: 9% }');
    expectRefused(await plan(both), 'RESPONSE_CONTRADICTS');
    expectRefused(await plan(by('gender: { women: 5% }')), 'INVITATION_VALUE_UNKNOWN');
    expectRefused(await plan(by('colour: { red: 5% }')), 'COLUMN_MISSING');
    expectRefused(await run('--letters', '301'), 'LETTERS_TOO_MANY');
    expectRefused(await run('--risk', '0'), 'NOT_A_PERCENTAGE', 2);
    expectRefused(await run('--response', 'many'), 'NOT_A_PERCENTAGE', 2);
    for (const [text, meant] of [
      ['0.09', '--response 9% (or 0.09%, if that is meant)'],
      ['4', '--response 4%'],
    ] as const) {
      const unsigned = await run('--response', text);
      expectRefused(unsigned, 'NOT_A_PERCENTAGE', 2);
      expect(unsigned.stderr).toContain(meant);
    }
    const comma = await run('--cost', '1,10');
    expectRefused(comma, 'NOT_A_POSITIVE_NUMBER', 2);
    expect(comma.stderr).toContain('Write a point instead of the comma: --cost 1.10.');
    expectRefused(await run('--simulations', '5'), 'NOT_WITHIN', 2);
  });

  test('takes rates of a feature that the quotas do not have', async () => {
    const name = (await temp.folder()).slice(temp.path.length + 1);
    await temp.put(join(name, 'register.csv'), csv(people));
    await temp.put(join(name, 'quotas.csv'), quotas);
    const rates = 'response: { overall: 20%, by: { quarter: { harbour: 8%, Hill: 20% } } }';
    await temp.put(join(name, 'sortition.yaml'), yaml(`invitation: { letters: 100, ${rates} }\n`));
    const planned = await run(name);
    expectDone(planned);
    expect(planned.stderr).toMatch(/quarter: harbour 8 %, Hill 20 %, others 24 %$/m);
  });
});
