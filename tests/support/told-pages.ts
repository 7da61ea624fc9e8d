import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import iconv from 'iconv-lite';
import { runTold, type ToldRun, toldCommands } from './told-commands.js';

/** The repository: where pages and examples are. */
export const repository = join(import.meta.dirname, '../..');

/**
 * Pages whose commands take a minute or so, about registers of 12,000 people and more: tests/system/told-commands.test.ts
 * runs them, and tests/docs/told-commands.test.ts all others.
 */
export const slowPages: readonly string[] = ['README.md', 'docs/getting-started.md', 'docs/invitation-plan.md'];

/**
 * What a page has its reader do between the commands, so that they find what they speak of:
 *
 * - ``This is `NAME`:`` and a code block: a file of that text. `(in windows-1252)` after the name says how it is stored.
 * - ``In `NAME`:`` and a block of `diff`: lines with − go, lines with + come in their place, or at the end where none go.
 * - a link to a file of docs/, in a sentence that begins with “Copy” and ends with ``to `NAME` ``.
 */
interface Deed {
  readonly line: number;
  readonly name: string;
  readonly do: (path: string) => Promise<void>;
}

const FILE = /^(?:.*\s)?[Tt]his is `([^`]+)`(?: \(in ([\w-]+)\))?:\n\n```(?:csv|yaml)\n([\s\S]*?)^```$/gm;
const CHANGE = /^(?:.*\s)?[Ii]n `([^`]+)`:\n\n```diff\n([\s\S]*?)^```$/gm;
const COPY = /^(?:.*\s)?Copy \[[^\]]+\]\(([\w./-]+)\) to `([^`]+)`/gm;

function deedsOf(page: string): Deed[] {
  const lineOf = (index: number): number => page.slice(0, index).split('\n').length - 1;
  const files = [...page.matchAll(FILE)].map(({ index, 1: name = '', 2: encoding = 'utf-8', 3: text = '' }) => ({
    line: lineOf(index),
    name,
    do: (path: string) => writeFile(path, iconv.encode(text, encoding)),
  }));
  const changes = [...page.matchAll(CHANGE)].map(({ index, 1: name = '', 2: diff = '' }) => ({
    line: lineOf(index),
    name,
    do: (path: string) => change(path, diff),
  }));
  const copies = [...page.matchAll(COPY)].map(({ index, 1: from = '', 2: name = '' }) => ({
    line: lineOf(index),
    name,
    do: (path: string) => cp(join(repository, 'docs', from), path),
  }));
  return [...files, ...changes, ...copies];
}

/** Lines to go are looked for without their indentation; what comes has the indentation that the page shows after the sign. */
async function change(path: string, diff: string): Promise<void> {
  let text = await readFile(path, 'utf8');
  for (const [, gone = '', come = ''] of diff.matchAll(/((?:^-.*\n)*)((?:^\+.*\n)*)/gm)) {
    const before = gone.replaceAll(/^-/gm, '');
    const after = come.replaceAll(/^\+/gm, '');
    if (before === '') text += after;
    else if (text.split(`\n${before}`).length === 2) text = text.replace(`\n${before}`, () => `\n${after}`);
    else throw new Error(`These lines do not stand once in ${path}:\n${before}`);
  }
  await writeFile(path, text);
}

/** Goes through a page in a folder of its own, with the examples in it, doing and running what it says from top to bottom. */
export async function followPage(file: string): Promise<ToldRun[]> {
  const page = await readFile(file, 'utf8');
  const folder = await mkdtemp(join(tmpdir(), 'sortition-page-'));
  try {
    await cp(join(repository, 'examples'), join(folder, 'examples'), { recursive: true, filter: isSource });
    // The readers of the README have run its first command, which makes the register up.
    if (/^ *\$ .*examples\/molenbeek/m.test(page))
      await runTold(toldCommands('    $ sortition check examples/molenbeek'), folder);
    const deeds = deedsOf(page).map(({ line, name, do: act }) => ({
      line,
      act: async () => {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await act(join(folder, name));
        return [];
      },
    }));
    const commands = toldCommands(page).map((told) => ({
      line: told.place.first,
      act: () => runTold([told], folder),
    }));
    const runs: ToldRun[] = [];
    for (const { act } of [...deeds, ...commands].sort((a, b) => a.line - b.line)) runs.push(...(await act()));
    return runs;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What examples make on first use is not taken along. */
const isSource = (path: string): boolean =>
  !/\/(draw|lottery|invitation|pool|post|sessions|replacements)(\/|$)|\/(register\.csv|pseudonyms\.csv|ledger\.jsonl|secret-key\.txt|.*\.made-up)$/.test(
    path,
  );
