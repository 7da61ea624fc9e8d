import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { csv, oneOffPool } from '../support/one-off-pool.js';
import { type CliRun, expectPlain, namesBelow, startCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();

const shares = [
  [50, 50],
  [30, 45, 25],
  [15, 35, 30, 20],
  [10, 20, 30, 25, 15],
  [30, 45, 25],
  [10, 15, 25, 20, 20, 10],
  [15, 35, 30, 20],
];
/** Seven features and hardly two people alike: solving takes several seconds, reading none. */
const hard = oneOffPool({
  seed: 'interrupt',
  people: 1700,
  size: 110,
  features: Object.fromEntries(
    shares.map((of, f) => [`feature ${f}`, Object.fromEntries(of.map((share, v) => [`value ${v}`, share]))]),
  ),
});
/** Easy to solve, but with many rows to copy. */
const large = oneOffPool({
  seed: 'interrupt',
  people: 60_000,
  size: 12,
  features: { gender: { female: 50, male: 50 } },
  room: 3,
});

interface Started {
  readonly cwd: string;
  readonly run: ReturnType<typeof startCli>;
}

async function startDraw({ people, quotas }: typeof hard, size: number): Promise<Started> {
  const cwd = await temp.folder();
  const name = cwd.slice(temp.path.length + 1);
  // The first person stands there twice: a note about it is the last that is said before solving.
  const [header = '', first = '', ...rest] = csv(people).split('\n');
  await temp.put(`${name}/people.csv`, [header, first, first, ...rest].join('\n'));
  await temp.put(`${name}/quotas.csv`, csv(quotas));
  const flags = ['--pool', 'people.csv', '--id', 'nationbuilder_id', '--quotas', 'quotas.csv', '--size', String(size)];
  return { cwd, run: startCli(['draw', ...flags, '--seed', 's', '--out', 'results/out'], { cwd }) };
}

/** Sends the signal and expects the process to end, soon, as if it had never run. */
async function expectGone({ cwd, run }: Started, signal: 'SIGINT' | 'SIGTERM', exit: number): Promise<void> {
  const sent = performance.now();
  run.child.kill(signal);
  const ended: CliRun = await run.ended;
  expect(ended.code).toBe(exit);
  expect(performance.now() - sent).toBeLessThan(2000);
  expect(namesBelow(cwd)).toEqual(['people.csv', 'quotas.csv']);
  expectPlain(ended.stderr);
  expect(ended.stdout).toBe('');
}

describe('A draw that is interrupted ends at once and leaves nothing behind', () => {
  for (const [signal, exit] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    test(`by ${signal} while it is solving`, async () => {
      const started = await startDraw(hard, 110);
      await new Promise<void>((resolve, reject) => {
        started.run.child.stderr?.on('data', () => resolve());
        started.run.ended.then(
          (run) => reject(new Error(`ended before it could be interrupted: ${run.stderr}`)),
          reject,
        );
      });
      await setTimeout(500);
      await expectGone(started, signal, exit);
    });
  }

  test('by SIGINT while it is writing', async () => {
    const started = await startDraw(large, 12);
    let ended = false;
    void started.run.ended.then(() => {
      ended = true;
    });
    while (!ended && !namesBelow(started.cwd).some((name) => name.endsWith('remaining.csv'))) await setTimeout(1);
    // It is there, but not yet where it belongs.
    expect(readdirSync(started.cwd)).toContain('results');
    expect(namesBelow(started.cwd)).not.toContain('results/out');
    await expectGone(started, 'SIGINT', 130);
  });
});
