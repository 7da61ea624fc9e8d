import { copyFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SortitionError, writeOutputFolder } from '../index.js';
import { shortPath } from './format.js';
import type { Terminal } from './terminal.js';

/** What ships: as far from here as from the command’s bundle. */
const PLAIN = fileURLToPath(new URL('../../templates/process/', import.meta.url));
const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

export interface InitFlags {
  readonly example?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

/** Makes a process folder from what ships; what stands there already stays as it is, or nothing is written. */
export async function initFolder(folder: string | undefined, flags: InitFlags, terminal: Terminal): Promise<void> {
  const examples = await shippedExamples();
  if (flags.list) return listExamples(examples, flags, terminal);
  if (folder === undefined) throw new SortitionError('FOLDER_TO_MAKE', {});
  const { example } = flags;
  if (example !== undefined && !examples.some(({ name }) => name === example)) {
    throw new SortitionError('EXAMPLE_UNKNOWN', { example, examples: examples.map(({ name }) => name) });
  }
  const source = example === undefined ? PLAIN : join(EXAMPLES, example);
  const files = await filesToCopy(source);
  const state = await writeOutputFolder(folder, {}, async (fresh) => {
    for (const file of files) await copyFile(join(source, file), join(fresh, file));
  }).catch((error: unknown) => {
    // Nothing is ever replaced here: somebody's settings are not results that could be made again.
    const isTaken = error instanceof SortitionError && error.code === 'OUTPUT_EXISTS';
    throw isTaken ? new SortitionError('FOLDER_TAKEN', { folder: shortPath(folder), files }) : error;
  });
  const place = shortPath(folder);
  if (flags.json) terminal.json({ folder: place, state, files });
  terminal.say();
  terminal.line('Folder', state === 'unchanged' ? `${place}: it was there already` : `${place} (${state})`);
  for (const file of files) terminal.line('', `${file.padEnd(18)} ${MEANINGS[file] ?? ''}`.trimEnd());
  terminal.say(`\n  next: sortition check ${place}, then sortition draw ${place}: nobody in it is real`);
}

const MEANINGS: Readonly<Record<string, string>> = {
  'README.md': 'what this folder is',
  'sortition.yaml': 'the process: from whom, by which quotas, how many. Start here',
  'quotas.csv': 'least and most seats of every group',
  'population.yaml': 'the figures from which a register of nobody is made, to practise',
};

interface ShippedExample {
  readonly name: string;
  /** The first line of its README. */
  readonly title: string;
}

async function shippedExamples(): Promise<ShippedExample[]> {
  const entries = await readdir(EXAMPLES, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const text = await readFile(join(EXAMPLES, name, 'README.md'), 'utf8').catch(() => '');
      return { name, title: /^# (.*)$/m.exec(text)?.[1] ?? '' };
    }),
  );
}

function listExamples(examples: readonly ShippedExample[], flags: InitFlags, terminal: Terminal): void {
  if (flags.json) terminal.json({ examples });
  terminal.say();
  for (const { name, title } of examples) terminal.line(name, title);
  terminal.say('\n  a copy of one: sortition init FOLDER --example NAME');
}

/** Made on first use, not part of what ships. */
const MADE = /^(register\.csv|pseudonyms\.csv|.*\.made-up)$/;
const SHIPS = /\.(yaml|csv|md)$/;

async function filesToCopy(source: string): Promise<string[]> {
  const entries = await readdir(source, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return files.filter((name) => SHIPS.test(name) && !MADE.test(name)).sort();
}
