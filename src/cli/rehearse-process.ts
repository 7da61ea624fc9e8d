import { existsSync } from 'node:fs';
import { copyFile, cp, link, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import {
  type Change,
  changedSettings,
  findProcess,
  type Process,
  SortitionError,
  writeOutputFolder,
} from '../index.js';
import { shortPath } from './format.js';
import { namedFiles } from './named-files.js';
import { type Rehearsed, rehearseSteps } from './rehearse-steps.js';
import type { Terminal } from './terminal.js';

export interface RehearseFlags {
  readonly response?: number;
  readonly run?: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** Stands in every folder of a rehearsal: what holds it may be replaced by the next. */
const MARK = 'REHEARSAL.txt';

/** The whole process, from letters to verification, in a folder of its own; all or nothing. */
export async function rehearseProcess(
  target: string | undefined,
  flags: RehearseFlags,
  terminal: Terminal,
): Promise<void> {
  const process = await findProcess(target ?? '.');
  const out = flags.out ?? join(process.folder, 'rehearsal');
  const names = await namesToReplace(out);
  terminal.say(`\n  ${terminal.bold(process.title)}: rehearsal of the whole process\n`);
  const steps: Rehearsed[] = [];
  const state = await writeOutputFolder(out, { force: names !== undefined, names: names ?? [] }, async (folder) => {
    await copyProcess(process, folder);
    const options = { process, response: flags.response, run: flags.run ?? 1, terminal };
    try {
      for await (const step of rehearseSteps(folder, options)) {
        steps.push(step);
        terminal.clearBar();
        for (const [i, line] of step.lines.entries()) terminal.line(i === 0 ? step.name : '', line);
      }
    } catch (error) {
      throw error instanceof SortitionError ? asInProcess(error, folder, process.folder) : error;
    }
    await writeFile(join(folder, MARK), markText(process.title));
  });
  terminal.line('Files', `${shortPath(out)} (${state}): remove it when you have seen enough`);
  if (flags.json) terminal.json({ out, state, steps: steps.map(({ name, summary }) => ({ step: name, ...summary })) });
}

/** What is wrong with a copy is to be mended in the process: the copy is gone when the error is read. */
function asInProcess({ code, args, where, faults }: SortitionError, copy: string, folder: string): SortitionError {
  const renamed = <T>(value: T): T => {
    if (typeof value === 'string')
      return value.replaceAll(copy, folder).replaceAll(shortPath(copy), shortPath(folder)) as T;
    if (Array.isArray(value)) return value.map(renamed) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, renamed(of)])) as T;
  };
  return new SortitionError(
    code,
    renamed(args),
    renamed(where),
    faults.map((fault) => asInProcess(fault, copy, folder)),
  );
}

/** Undefined where there is nothing to replace. Throws REHEARSE_OVER where the folder is no rehearsal. */
async function namesToReplace(out: string): Promise<string[] | undefined> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true }).catch(() => []);
  if (entries.length === 0) return undefined;
  if (!existsSync(join(out, MARK))) throw new SortitionError('REHEARSE_OVER', { folder: shortPath(out) });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(out, join(entry.parentPath, entry.name)));
}

const markText = (title: string): string => `REHEARSAL of ${title}

Everything in this folder is a rehearsal. The replies are made up, the dice were never rolled, and nobody was drawn. The people
of the register are real where the register is: remove this folder when you have seen enough.
`;

/** The settings and every file they name, linked rather than copied where the disk can. Throws REHEARSE_OUTSIDE. */
async function copyProcess(process: Process, folder: string): Promise<void> {
  const from = process.folder;
  const isInside = (file: string): boolean =>
    !relative(from, file).startsWith('..') && !isAbsolute(relative(from, file));
  const { synthetic, people } = process;
  const files = [...namedFiles(process).keys(), ...(synthetic === undefined ? [] : [synthetic])];
  const outside = files.find((file) => !isInside(file));
  if (outside !== undefined) throw new SortitionError('REHEARSE_OUTSIDE', { file: shortPath(outside) });
  for (const file of new Set([...files, `${people.file}.made-up`])) {
    if (!existsSync(file)) continue;
    const to = join(folder, relative(from, file));
    await mkdir(dirname(to), { recursive: true });
    await link(file, to).catch(() => copyFile(file, to));
  }
  if (existsSync(join(from, 'letters'))) await cp(join(from, 'letters'), join(folder, 'letters'), { recursive: true });
  const settings = await readFile(join(from, 'sortition.yaml'), 'utf8');
  await writeFile(join(folder, 'sortition.yaml'), changedSettings(settings, changesOf(process)));
}

/** Seeds written beforehand give way to the rehearsal’s own; with an invitation, the panel is drawn from those who said yes. */
const changesOf = ({ invitation }: Process): Change[] => [
  [['panel', 'seed'], undefined],
  ...(invitation === undefined
    ? []
    : ([
        [['panel', 'from'], 'replies'],
        [['invitation', 'seed'], undefined],
      ] as const)),
];
