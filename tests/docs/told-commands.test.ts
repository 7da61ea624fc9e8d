import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli, tempFolder } from '../support/run-cli.js';
import { expectAsTold, toldCommands } from '../support/told-commands.js';
import { followPage, repository, slowPages } from '../support/told-pages.js';

const pages = ['README.md', ...readdirSync(join(repository, 'docs'), 'utf8').map((name) => `docs/${name}`)]
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, text: readFileSync(join(repository, name), 'utf8') }));

describe('Commands with their output', () => {
  const told = pages.filter(({ name, text }) => toldCommands(text).length > 0 && !slowPages.includes(name));

  test('are there, and so are the slow pages', () => {
    expect(told.length).toBeGreaterThan(0);
    const names = pages.map(({ name }) => name);
    expect(slowPages.filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each(told)(
    'give what $name shows',
    async ({ name }) => {
      const page = join(repository, name);
      expectAsTold(page, await followPage(page));
    },
    120_000,
  );
});

describe('A page is followed', () => {
  const temp = tempFolder();
  const page = async (...lines: string[]): Promise<string> => {
    await writeFile(join(temp.path, 'page.md'), lines.join('\n'));
    return join(temp.path, 'page.md');
  };
  const file = ['This is `a.txt` (in windows-1252):', '', '```csv', 'Zoë', 'Ann', '```', ''];
  const change = (...diff: string[]): string[] => ['In `a.txt`:', '', '```diff', ...diff, '```', ''];
  const shows = (command: string, ...output: string[]): string[] => [
    '```console',
    `$ ${command}`,
    ...output,
    '```',
    '',
  ];

  test('from top to bottom, with the files and changes that it tells', async () => {
    const name = await page(
      ...file,
      ...shows("wc -c < a.txt | tr -d ' '", '8'),
      ...change('-Ann', '+Bob', '+Eve'),
      ...change('+Cem'),
      ...shows('tail -n 3 a.txt', 'Bob', 'Eve', 'Cem'),
    );
    expectAsTold(name, await followPage(name));
  });

  test('and what does not come out as shown is found', async () => {
    const name = await page(...file, ...shows('tail -n 1 a.txt', 'Anne'));
    const runs = await followPage(name);
    expect(runs[0]?.output).toEqual(['Ann']);
    if (process.env['UPDATE_TOLD'] !== '1') expect(() => expectAsTold(name, runs)).toThrow('Anne');
  });

  test('but not where a line that is to go is not there', async () => {
    const name = await page(...file, ...change('-Anne', '+Bob'));
    await expect(followPage(name)).rejects.toThrow('do not stand once');
  });
});

/** Lines of code blocks that begin with `sortition`: what could be typed, with files or words that only the reader has. */
const shownOnly = pages.flatMap(({ name, text }) =>
  [...text.replaceAll(/ *\\\n\s*/g, ' ').matchAll(/^(?: {4}|\$ )?(?:\$ )?(?:npx )?sortition ([a-z]+)(.*)$/gm)].map(
    ([, command = '', rest = '']) => ({ name, command, rest: rest.replace(/ {2,}#.*| {2,}\(.*/, '') }),
  ),
);

/** Flags that the help leaves out, as it has to fit a small window. */
const unlisted = ['--arm-unit', '--alternates-rule', '--solver', '--gamma', '--lottery-form', '--seated'];

describe('Commands of which only the form is told', () => {
  const helps = new Map<string, Promise<string>>();
  const helpOf = (command: string): Promise<string> => {
    const help = helps.get(command) ?? runCli([command, '--help'], { cwd: repository }).then(({ stdout }) => stdout);
    helps.set(command, help);
    return help;
  };

  test('are many', () => expect(shownOnly.length).toBeGreaterThan(40));

  test('have no flag that their command does not know', async () => {
    const unknown: string[] = [];
    for (const { name, command, rest } of shownOnly) {
      if (command === 'help') continue;
      const known = new Set([...((await helpOf(command)).match(/--[a-z-]+/g) ?? []), ...unlisted]);
      const flags = rest.replaceAll(/"[^"]*"/g, '').match(/(?<= )--[a-z-]+/g) ?? [];
      for (const flag of flags) if (!known.has(flag)) unknown.push(`${name}: sortition ${command}${rest}`);
      if (known.size === unlisted.length) unknown.push(`${name}: sortition ${command} is no command`);
    }
    expect(unknown).toEqual([]);
  }, 60_000);
});
