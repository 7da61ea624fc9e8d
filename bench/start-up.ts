import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { expect, test } from 'vitest';
import { median } from './measure.js';

/**
 * What `sortition --version` and a help take over Node itself; written to start-up.md.
 *
 *     npx vitest run --config bench/vitest.config.ts bench/start-up.ts
 */
const TIMES = 20;
/** More is felt as waiting. */
const MOST_MS = 150;
const BIN = new URL('../bin/sortition.js', import.meta.url).pathname;
const COMMANDS = {
  'node -e 0': ['-e', '0'],
  'sortition --version': [BIN, '--version'],
  'sortition draw --help': [BIN, 'draw', '--help'],
};

function milliseconds(args: readonly string[]): number {
  const started = process.hrtime.bigint();
  expect(spawnSync(process.execPath, args).status).toBe(0);
  return Number(process.hrtime.bigint() - started) / 1e6;
}

test('the command starts at once', () => {
  const times = new Map(Object.keys(COMMANDS).map((name) => [name, [] as number[]]));
  // One after the other, so that whatever else the machine does meets all of them; the first round fills its caches.
  for (let i = -1; i < TIMES; i++) {
    for (const [name, args] of Object.entries(COMMANDS)) {
      const taken = milliseconds(args);
      if (i >= 0) times.get(name)?.push(taken);
    }
  }
  const bare = median(times.get('node -e 0') ?? []);
  const row = ([name, taken]: [string, number[]]): string => {
    const [least, middle, most] = [Math.min(...taken), median(taken), Math.max(...taken)].map(Math.round);
    return `| \`${name}\` | ${middle} | ${least}–${most} | ${Math.round(median(taken) - bare)} |\n`;
  };
  writeFileSync(
    new URL('start-up.md', import.meta.url),
    `# Start-up

Written by \`bench/start-up.ts\`: whole processes, median of ${TIMES}, one after the other; Node ${process.versions.node}, ${cpus().length} cores.

| command | ms | least–most | over bare Node |
|-|-|-|-|
${[...times].map(row).join('')}`,
  );
  expect(median(times.get('sortition --version') ?? []) - bare).toBeLessThanOrEqual(MOST_MS);
});
