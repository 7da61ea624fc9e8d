import { join } from 'node:path';
import type { Command } from 'commander';
import {
  type AlternatesRule,
  type DrawSettings,
  type DropoutSpec,
  findProcess,
  type PanelSpec,
  type PeopleSpec,
  poolOf,
  SortitionError,
} from '../index.js';
import { type NamedFiles, namedFiles } from './named-files.js';

/** What a command works on: a process folder's settings, or plain flags, or the folder's with flags on top. */
export interface Task {
  readonly title: string;
  readonly people: PeopleSpec;
  readonly quotas: string;
  /** The files that sortition.yaml names; none in a one-off. */
  readonly named: NamedFiles;
  /** All but the seated, who are known once the pool is read. */
  readonly settings: DrawSettings;
  /** The file that lists the people who are on the panel already. */
  readonly seatedFile: string | undefined;
  readonly seed: string | undefined;
  /** Where a committed draw's seed comes from, as it was written. */
  readonly seedSource: string | undefined;
  /** Shares of the panel that are expected to drop out, as they were written. */
  readonly dropout: DropoutSpec;
  /** Features to publish of people. */
  readonly publish: readonly string[];
  readonly purpose: 'draw' | 'rehearsal';
  /** The process folder; undefined in a one-off. */
  readonly folder: string | undefined;
  /** A population file to make the register from when it does not exist. */
  readonly synthetic: string | undefined;
  /** The register's file, also where the panel is drawn from replies. */
  readonly register: string;
  readonly out: string;
}

/** The flags that describe a task, as commander hands them over. */
export interface TaskFlags {
  readonly pool?: string;
  readonly id?: string;
  readonly encoding?: string;
  readonly quotas?: string;
  readonly size?: number;
  readonly objective?: string;
  readonly solver?: string;
  readonly gamma?: number;
  readonly household?: string;
  readonly alternates?: number;
  readonly alternatesRule?: AlternatesRule;
  readonly dropout?: number;
  readonly tickets?: number;
  readonly lotteryForm?: 'named' | 'composition';
  readonly seated?: string;
  readonly seed?: string;
  readonly seedSource?: string;
  readonly publish?: string;
  readonly rehearsal?: boolean;
  readonly out?: string;
}

/** Options that every command reading a pool shares. */
export function addTaskOptions(command: Command): Command {
  return command
    .argument('[process]', 'a process folder or its sortition.yaml (default: this folder)')
    .option('--pool <FILE>', 'the people who can be drawn (no process folder then)', filled('--pool'))
    .option('--id <COLUMN>', 'the column with their ids (default: id)', filled('--id'))
    .option('--encoding <NAME>', 'how the pool is stored, if not as UTF-8: windows-1252', filled('--encoding'))
    .option('--quotas <FILE>', 'the quotas: feature,value,min,max', filled('--quotas'))
    .option('--size <K>', 'seats on the panel', wholeNumber('--size'))
    .option('--seated <FILE>', 'ids of people on the panel already, one a line', filled('--seated'))
    .option('--objective <NAME>', 'what “fair” means (default: leximin)', filled('--objective'))
    .option('--solver <NAME>', 'js or highs (default: the faster for the pool)')
    .option('--gamma <G>', 'goldilocks: how the lowest chance weighs (default: 1)', positiveNumber('--gamma'))
    .option('--household <COLUMNS>', 'one person of those who agree here: street,number', filled('--household'));
}

/** A parser of texts that say something: a blank one is most often a shell's variable that is not set. */
export const filled =
  (option: string) =>
  (text: string): string => {
    if (/^[\s,]*$/.test(text)) throw new SortitionError('FLAG_BLANK', { option });
    return text;
  };

/** A parser of whole numbers; everything else is an error with the option's name. */
export const wholeNumber =
  (option: string) =>
  (text: string): number => {
    if (!/^\d{1,15}$/.test(text)) throw new SortitionError('NOT_A_WHOLE_NUMBER', { option, text });
    return Number(text);
  };

/** A parser of whole numbers within bounds. */
export const numberWithin =
  (option: string, least: number, most: number) =>
  (text: string): number => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : -1;
    if (value < least || value > most) throw new SortitionError('NOT_WITHIN', { option, text, least, most });
    return value;
  };

/** A parser of decimal numbers above 0. */
export const positiveNumber =
  (option: string) =>
  (text: string): number => {
    const value = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : 0;
    if (value <= 0) throw new SortitionError('NOT_A_POSITIVE_NUMBER', { option, text });
    return value;
  };

/** A parser of percentages as sortition.yaml has them: 5% and 4.5 % are shares of 0.05 and 0.045. Without the sign, 0.09 could be either. */
export const percentage =
  (option: string) =>
  (text: string): number => {
    const [, digits] = /^(\d{1,3}(?:[.,]\d{1,4})?)\s?%$/.exec(text.trim()) ?? [];
    const share = digits === undefined ? 0 : Number(`${digits.replace(',', '.')}e-2`);
    if (share <= 0 || share > 1) throw new SortitionError('NOT_A_PERCENTAGE', { option, text });
    return share;
  };

/** `from`: of a process, whom it concerns: those of whom the panel is drawn, or everybody in the register. */
export async function findTask(
  target: string | undefined,
  flags: TaskFlags,
  from: 'pool' | 'register' = 'pool',
): Promise<Task> {
  return flags.pool === undefined ? processTask(target ?? '.', flags, from) : oneOffTask(target, flags);
}

async function processTask(target: string, flags: TaskFlags, from: 'pool' | 'register'): Promise<Task> {
  if (flags.id !== undefined || flags.encoding !== undefined || flags.household !== undefined) {
    throw new SortitionError('FLAG_NEEDS_POOL', {
      flag: flags.id !== undefined ? '--id' : flags.encoding !== undefined ? '--encoding' : '--household',
    });
  }
  const process = await findProcess(target);
  const { title, quotas, panel, folder, synthetic } = process;
  return {
    title,
    people: from === 'register' ? process.people : await poolOf(process),
    quotas: flags.quotas ?? quotas,
    named: namedFiles(process),
    settings: panelSettings(panel, flags),
    seatedFile: flags.seated ?? panel.seated,
    seed: flags.seed ?? panel.seed,
    seedSource: flags.seedSource ?? panel.seedSource,
    dropout: { ...panel.dropout, ...(flags.dropout !== undefined && { overall: flags.dropout }) },
    publish: flags.publish === undefined ? (panel.publish ?? []) : listed(flags.publish),
    purpose: flags.rehearsal ? 'rehearsal' : 'draw',
    folder,
    synthetic,
    register: process.people.file,
    out: flags.out ?? join(folder, 'draw'),
  };
}

/** How a process's panel is drawn; flags go before what its file says. */
export function panelSettings(panel: PanelSpec, flags: TaskFlags): DrawSettings {
  const tickets = flags.tickets ?? panel.tickets;
  const lotteryForm = flags.lotteryForm ?? panel.lotteryForm;
  return {
    size: flags.size ?? panel.size,
    objective: flags.objective ?? panel.objective,
    onePerHousehold: panel.onePerHousehold,
    ...(flags.gamma !== undefined && { gamma: flags.gamma }),
    ...(flags.solver !== undefined && { solver: flags.solver }),
    ...alternatesSettings(flags.alternates ?? panel.alternates, flags.alternatesRule ?? panel.alternatesRule),
    ...(tickets !== undefined && { tickets }),
    ...(lotteryForm !== undefined && { lotteryForm }),
  };
}

const alternatesSettings = (alternates: number, rule: AlternatesRule = 'least-violation') =>
  alternates === 0 ? { alternates } : { alternates, alternatesRule: rule };

function oneOffTask(target: string | undefined, flags: TaskFlags): Task {
  const { pool, quotas, size } = flags;
  if (target !== undefined) throw new SortitionError('FOLDER_AND_POOL', { folder: target });
  const missing = [quotas === undefined && '--quotas', size === undefined && '--size'].filter((flag) => flag !== false);
  if (pool === undefined || quotas === undefined || size === undefined) {
    throw new SortitionError('FLAGS_MISSING', { flags: missing });
  }
  const household = flags.household === undefined ? undefined : listed(flags.household);
  return {
    // Not the file's name: the same people in another file are the same draw.
    title: `A panel of ${size}`,
    people: {
      file: pool,
      id: flags.id ?? 'id',
      ...(flags.encoding !== undefined && { encoding: flags.encoding }),
      ...(household !== undefined && { household }),
    },
    quotas,
    named: new Map(),
    settings: {
      size,
      objective: flags.objective ?? 'leximin',
      onePerHousehold: household !== undefined,
      ...(flags.gamma !== undefined && { gamma: flags.gamma }),
      ...(flags.solver !== undefined && { solver: flags.solver }),
      ...alternatesSettings(flags.alternates ?? 0, flags.alternatesRule),
      ...(flags.tickets !== undefined && { tickets: flags.tickets }),
      ...(flags.lotteryForm !== undefined && { lotteryForm: flags.lotteryForm }),
    },
    seatedFile: flags.seated,
    seed: flags.seed,
    seedSource: flags.seedSource,
    dropout: flags.dropout === undefined ? {} : { overall: flags.dropout },
    publish: flags.publish === undefined ? [] : listed(flags.publish),
    purpose: flags.rehearsal ? 'rehearsal' : 'draw',
    folder: undefined,
    synthetic: undefined,
    register: pool,
    out: flags.out ?? 'draw',
  };
}

/** `a, b` as a list; `none` is nothing. */
export const listed = (text: string): string[] =>
  text.trim() === 'none'
    ? []
    : text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '');
