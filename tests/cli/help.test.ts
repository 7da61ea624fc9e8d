import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectDone, expectPlain, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const run = (args: readonly string[], env: Record<string, string> = {}) => runCli(args, { cwd: temp.path, env });

describe('The help', () => {
  const commands = [
    'init',
    'synth',
    'quotas',
    'check',
    'invite',
    'letters',
    'intake',
    'lottery',
    'draw',
    'replace',
    'rotate',
    'agenda',
    'rehearse',
    'report',
    'verify',
    'redact',
    'erase',
    'completion',
  ];

  test('names every command', async () => {
    const help = await run(['--help']);
    expectDone(help);
    const listed = [...help.stdout.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, name]) => name);
    expect(listed).toEqual([...commands, 'help']);
    expectFits(help.stdout);
  });

  test.each(commands)('of %s fits a small window and ends with an example', async (command) => {
    const help = await run([command, '--help']);
    expectDone(help);
    expect(help.stderr).toBe('');
    expectFits(help.stdout);
    expect(help.stdout).toMatch(new RegExp(`\\nExamples?:\\n(.*\\n)*  sortition ${command} `));
    expect((await run(['help', command])).stdout).toBe(help.stdout);
  });

  test('is shown, as an error, where there is no command', async () => {
    const help = await run([]);
    expect([help.code, help.stdout]).toEqual([2, '']);
    expect(help.stderr).toContain('Usage: sortition');
  });

  /** 80 columns and 45 lines. */
  function expectFits(text: string): void {
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(45);
    for (const line of lines) expect([line.length <= 80, line]).toEqual([true, line]);
    expectPlain(text);
  }
});

test('The version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  const shown = await run(['--version']);
  expectDone(shown);
  expect(shown.stdout).toBe(`${version}\n`);
});

test('There are no colours without a terminal, even where others force them', async () => {
  const refused = await run(['draw', 'nowhere'], { FORCE_COLOR: '3', CLICOLOR_FORCE: '1' });
  expect(refused.code).toBe(1);
  expectPlain(refused.stderr);
  expectPlain((await run(['--help'], { FORCE_COLOR: '3' })).stdout);
});
