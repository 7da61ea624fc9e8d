import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.js';
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

/** Lines of code blocks that begin with `sortition`: what could be typed, with files or words that only the reader has. */
const shownOnly = pages.flatMap(({ name, text }) =>
  [...text.replaceAll(/ *\\\n\s*/g, ' ').matchAll(/^(?: {4}|\$ )?(?:\$ )?(?:npx )?sortition ([a-z]+)(.*)$/gm)].map(
    ([, command = '', rest = '']) => ({ name, command, rest: rest.replace(/ {2,}#.*| {2,}\(.*/, '') }),
  ),
);

/** Flags that the help leaves out, as it has to fit a small window. */
const unlisted = ['--arm-unit'];

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
