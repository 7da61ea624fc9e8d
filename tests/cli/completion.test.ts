import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectDone, expectRefused, runCli, tempFolder } from '../support/run-cli.js';

const temp = tempFolder();
const run = promisify(execFile);
const sortition = (...args: string[]) => runCli(args, { cwd: temp.path });

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout } = await sortition('completion', shell);
    await temp.put(`sortition.${shell}`, stdout);
  }
  await temp.put('people.csv', '');
});

/** What bash offers for the last word, as it does when Tab is pressed; files, where it falls back to them, are “(files)”. */
async function offered(...words: string[]): Promise<string[]> {
  const script = `source ./sortition.bash
compopt() { echo none > fallback; }
rm -f fallback
COMP_WORDS=(sortition "$@"); COMP_CWORD=$#
_sortition sortition
printf '%s\\n' "\${COMPREPLY[@]}"
[ -e fallback ] || echo '(files)'`;
  const { stdout, stderr } = await run('bash', ['--norc', '-u', '-c', script, 'bash', ...words], { cwd: temp.path });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

describe('In bash', () => {
  test('the script registers itself for sortition', async () => {
    const { stdout } = await run('bash', ['--norc', '-c', 'source ./sortition.bash; complete -p sortition'], {
      cwd: temp.path,
    });
    expect(stdout).toBe('complete -o default -F _sortition sortition\n');
  });

  test('the first word is a command', async () => {
    const { stdout } = await sortition('--help');
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, name]) => name);
    expect(await offered('')).toEqual([...commands, '--help', '--version']);
    expect(await offered('re')).toEqual(commands.filter((name) => name?.startsWith('re')));
    expect(await offered('help', 'dr')).toEqual(['draw']);
  });

  test('every option of every command is offered, as its help has it', async () => {
    const commands = (await offered('')).filter((word) => !word.startsWith('--') && word !== 'help');
    expect(commands.length).toBeGreaterThanOrEqual(15);
    for (const command of commands) {
      const { stdout } = await sortition(command, '--help');
      const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, name]) => name);
      expect([command, ...(await offered(command, '--'))]).toEqual([command, ...options]);
    }
  });

  test('the value of an option is one of its words, a file, or nothing that a shell could know', async () => {
    expect(await offered('draw', '--objective', 'm')).toEqual(['maximin', 'minimax']);
    expect(await offered('draw', '--pool', '')).toEqual(['(files)']);
    expect(await offered('draw', '--size', '')).toEqual([]);
    expect(await offered('draw', '--json', '')).toEqual(['(files)']);
  });

  test('an argument is one of a few words, a file or a folder', async () => {
    expect(await offered('letters', 're')).toEqual(['reminder', 'regret']);
    expect(await offered('letters', 'invitation', '')).toEqual(['(files)']);
    expect(await offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
    expect(await offered('check', '')).toEqual(['(files)']);
  });

  test('an unknown command is nobody’s business', async () => {
    expect(await offered('nonsense', '')).toEqual(['(files)']);
  });
});

test('The words that are offered are those that the command takes', async () => {
  const text = await readFile(join(temp.path, 'sortition.bash'), 'utf8');
  const [, words] = /--objective\) COMPREPLY=\(\$\(compgen -W '([^']*)'/.exec(text) ?? [];
  await temp.put('quotas.csv', 'feature,value,min,max\ng,a,1,1\n');
  await temp.put('two.csv', 'id,g\n1,a\n2,a\n');
  const draw = ['check', '--pool', 'two.csv', '--quotas', 'quotas.csv', '--size', '1'];
  for (const word of words?.split(' ') ?? ['none']) expectDone(await sortition(...draw, '--objective', word));
});

test('Another shell is refused, with the names of those that there are', async () => {
  const refused = await sortition('completion', 'tcsh');
  expectRefused(refused, 'NOT_ONE_OF', 2);
  expect(refused.stderr).toContain('bash, zsh');
});
