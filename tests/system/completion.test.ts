import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { runCli, tempFolder } from '../support/run-cli.js';

/** The completions of zsh and fish, in the shells themselves (tests/system/install.sh); bash is in tests/cli/completion.test.ts. */
const temp = tempFolder();
const run = promisify(execFile);

beforeAll(async () => {
  for (const shell of ['zsh', 'fish'])
    await temp.put(`sortition.${shell}`, (await runCli(['completion', shell], { cwd: temp.path })).stdout);
  await temp.put('people.csv', '');
});

async function fish(line: string): Promise<string[]> {
  const script = `source ./sortition.fish; complete -C ${JSON.stringify(line)}`;
  const env = { ...process.env, HOME: temp.path };
  const { stdout, stderr } = await run('fish', ['--no-config', '-c', script], { cwd: temp.path, env });
  expect(stderr).toBe('');
  return stdout.split('\n').flatMap((found) => found.split('\t')[0] || []);
}

test('fish completes commands, options, words and files', async () => {
  expect(await fish('sortition re')).toEqual(['redact', 'rehearse', 'replace', 'report']);
  expect(await fish('sortition draw --obj')).toEqual(['--objective']);
  expect(await fish('sortition draw --objective m')).toEqual(['maximin', 'minimax']);
  expect(await fish('sortition draw --pool peo')).toEqual(['people.csv']);
  expect(await fish('sortition letters re')).toEqual(['regret', 'reminder']);
});

/** What zsh shows on a terminal after Tab twice: zpty is its own pseudo-terminal. */
async function zsh(line: string): Promise<string> {
  const script = `zmodload zsh/zpty
zpty shell 'PS1= zsh -f -i'
zpty -w shell 'PROMPT=; autoload -Uz compinit; compinit -u -D; source ./sortition.zsh; unsetopt beep; LISTMAX=1000; echo ready'
zpty -r -m shell seen '*ready*ready*'
zpty -w -n shell ${JSON.stringify(line)}$'\\t\\t'
sleep 1
zpty -r shell seen
while zpty -rt shell more; do seen+=$more; done
print -r -- "$seen"`;
  const { stdout } = await run('zsh', ['-f', '-c', script], { cwd: temp.path, timeout: 20_000 });
  return stdout;
}

test('zsh completes commands, options, words and files', async () => {
  const commands = await zsh('sortition re');
  for (const name of ['replace', 'redact']) expect(commands).toContain(name);
  expect(await zsh('sortition draw --obj')).toContain('sortition draw --objective');
  const objectives = await zsh('sortition draw --objective m');
  for (const name of ['maximin', 'minimax']) expect(objectives).toContain(name);
  expect(await zsh('sortition draw --pool peo')).toContain('people.csv');
  const kinds = await zsh('sortition letters re');
  for (const name of ['regret', 'reminder']) expect(kinds).toContain(name);
});
