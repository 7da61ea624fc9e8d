import { join } from 'node:path';
import { type Command, Option } from 'commander';
import {
  type Arms,
  type ArmWish,
  armWishes,
  type DrawSettings,
  type EligibilitySpec,
  findProcess,
  MOST_PANELS,
  type PanelSpec,
  type PeopleSpec,
  poolOf,
  SortitionError,
  sizeArms,
  withoutListed,
} from '../index.js';
import { type NamedFiles, namedFiles } from './named-files.js';

type Lists = NonNullable<EligibilitySpec['exclude']>;

/** What a command works on: a process folder's settings, or plain flags, or the folder's with flags on top. */
export interface Task {
  readonly title: string;
  readonly people: PeopleSpec;
  readonly quotas: string;
  /** The files that sortition.yaml names; none in a one-off. */
  readonly named: NamedFiles;
  /** All but people given in advance, who are known once the pool is read. */
  readonly settings: DrawSettings;
  /** Lists of the people given in advance. */
  readonly included: readonly string[];
  /** Lists of people who cannot be drawn, which `people` leaves out. */
  readonly excluded: Lists;
  /** The column of the areas that get a panel each. */
  readonly by: string | undefined;
  readonly seed: string | undefined;
  /** Where a committed draw's seed comes from, as it was written. */
  readonly seedSource: string | undefined;
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
  readonly tickets?: number;
  readonly lotteryForm?: 'named' | 'composition';
  readonly seated?: string;
  readonly arms?: string;
  readonly armUnit?: Arms['unit'];
  readonly unit?: string;
  readonly panels?: number;
  readonly reserve?: number;
  readonly by?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
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
    .option('--panels <P>', 'so many panels at once, nobody on two of them', numberWithin('--panels', 1, MOST_PANELS))
    .option('--reserve <R>', 'further panels, should one not take place', numberWithin('--reserve', 0, MOST_PANELS - 1))
    .option('--by <COLUMN>', 'a panel for every area, by the quotas that name it', filled('--by'))
    .option('--include <FILE>', 'people on the panel already: ids; “counted” yes or no', eachFilled('--include'))
    .addOption(new Option('--seated <FILE>', 'the same as --include').argParser(filled('--seated')).hideHelp())
    .option('--exclude <FILE>', 'ids of people who cannot be drawn, one a line', eachFilled('--exclude'))
    .option('--objective <NAME>', 'what “fair” means (default: leximin)', filled('--objective'))
    .addOption(new Option('--solver <NAME>', 'js or highs (default: the faster for the pool)').hideHelp())
    .addOption(
      new Option('--gamma <G>', 'goldilocks: how the lowest chance weighs (default: 1)')
        .argParser(positiveNumber('--gamma'))
        .hideHelp(),
    )
    .option('--household <COLUMNS>', 'one person of those who agree here: street,number', filled('--household'));
}

/** A parser of texts that say something: a blank one is most often a shell's variable that is not set. */
export const filled =
  (option: string) =>
  (text: string): string => {
    if (/^[\s,]*$/.test(text)) throw new SortitionError('FLAG_BLANK', { option });
    return text;
  };

/** The same for an option that may be given more than once. */
export const eachFilled =
  (option: string) =>
  (text: string, earlier: readonly string[] = []): readonly string[] => [...earlier, filled(option)(text)];

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
  if (flags.unit !== undefined) throw new SortitionError('FLAG_NEEDS_POOL', { flag: '--unit' });
  if (flags.id !== undefined || flags.encoding !== undefined || flags.household !== undefined) {
    throw new SortitionError('FLAG_NEEDS_POOL', {
      flag: flags.id !== undefined ? '--id' : flags.encoding !== undefined ? '--encoding' : '--household',
    });
  }
  const process = await findProcess(target);
  const { title, quotas, panel, folder, synthetic } = process;
  const given = givenLists(flags);
  const included = given.included ?? panel.included;
  // Whoever a process leaves out stays out, whatever more lists are given.
  const excluded = [...panel.excluded, ...given.excluded];
  const by = flags.by ?? panel.by;
  const isUnits = process.people.unit !== undefined;
  requireNoUnit(isUnits, flags, included);
  requireOnePanel({ ...panel, ...flags, by }, isUnits);
  return {
    title,
    people: withoutListed(from === 'register' ? process.people : await poolOf(process), excluded),
    quotas: flags.quotas ?? quotas,
    named: namedFiles(process),
    settings: withUnit(panelSettings(panel, flags), process.people),
    included,
    excluded,
    by,
    seed: flags.seed ?? panel.seed,
    seedSource: flags.seedSource ?? panel.seedSource,
    publish: flags.publish === undefined ? (panel.publish ?? []) : listed(flags.publish),
    purpose: flags.rehearsal ? 'rehearsal' : 'draw',
    folder,
    synthetic,
    register: process.people.file,
    out: flags.out ?? join(folder, 'draw'),
  };
}

/** The lists that flags name; those of people given in advance undefined where there are none. */
const givenLists = ({ include, seated, exclude = [] }: TaskFlags) => ({
  included:
    include === undefined && seated === undefined ? undefined : [...(seated ? [seated] : []), ...(include ?? [])],
  excluded: exclude,
});

/** How a process's panel is drawn; flags go before what its file says. */
export function panelSettings(panel: PanelSpec, flags: TaskFlags): DrawSettings {
  const tickets = flags.tickets ?? panel.tickets;
  const panels = flags.panels ?? panel.panels;
  const reserve = flags.reserve ?? panel.reserve;
  const lotteryForm = flags.lotteryForm ?? panel.lotteryForm;
  const size = flags.size ?? panel.size;
  const wishes = Object.entries(panel.arms ?? {}).map(([arm, share]): ArmWish => ({ arm, share }));
  return {
    size,
    objective: flags.objective ?? panel.objective,
    onePerHousehold: panel.onePerHousehold,
    ...(flags.gamma !== undefined && { gamma: flags.gamma }),
    ...(flags.solver !== undefined && { solver: flags.solver }),
    alternates: flags.alternates ?? panel.alternates,
    ...armSettings(flags, size, { wishes, unit: panel.armUnit }),
    ...(panels !== undefined && { panels }),
    ...(reserve !== undefined && { reserve }),
    ...(tickets !== undefined && { tickets }),
    ...(lotteryForm !== undefined && { lotteryForm }),
  };
}

/** What a draw of units has no use for. */
function requireNoUnit(
  areUnits: boolean,
  { household, armUnit }: TaskFlags,
  included: readonly string[] | undefined,
): void {
  if (!areUnits) return;
  const isGiven = included !== undefined && included.length > 0;
  const flag = household !== undefined ? '--household' : isGiven ? '--include (or panel.include)' : '--arm-unit';
  if (household !== undefined || isGiven || armUnit === 'household')
    throw new SortitionError('UNIT_NOT_WITH', { flag });
}

/** Units and arms are for a draw of one panel. Throws PANELS_NOT_WITH. */
function requireOnePanel(
  {
    panels = 1,
    reserve = 0,
    by,
    arms,
  }: {
    readonly panels?: number;
    readonly reserve?: number;
    readonly by?: string | undefined;
    readonly arms?: unknown;
  },
  areUnits: boolean,
): void {
  if (panels + reserve === 1 && by === undefined) return;
  if (areUnits || arms !== undefined)
    throw new SortitionError('PANELS_NOT_WITH', { what: areUnits ? 'units' : 'arms' });
}

const withUnit = (settings: DrawSettings, { unit }: PeopleSpec): DrawSettings =>
  unit === undefined ? settings : { ...settings, onePerHousehold: false, unit: unit.choose };

/** Throws ARMS_UNREADABLE or ARMS_SUM. */
function armSettings(
  flags: TaskFlags,
  size: number,
  panel: { readonly wishes: readonly ArmWish[]; readonly unit: Arms['unit'] | undefined },
): Pick<DrawSettings, 'arms'> {
  const wishes = flags.arms === undefined ? panel.wishes : armWishes(flags.arms);
  const unit = flags.armUnit ?? panel.unit ?? 'person';
  if (wishes.length === 0 && flags.armUnit !== undefined)
    throw new SortitionError('FLAGS_MISSING', { flags: ['--arms'] });
  return wishes.length === 0 ? {} : { arms: sizeArms(wishes, size, unit) };
}

function oneOffTask(target: string | undefined, flags: TaskFlags): Task {
  const { pool, quotas, by } = flags;
  // With areas, their quotas may say it of each.
  const size = flags.size ?? (by === undefined ? undefined : 0);
  if (target !== undefined) throw new SortitionError('FOLDER_AND_POOL', { folder: target });
  const missing = [quotas === undefined && '--quotas', size === undefined && '--size'].filter((flag) => flag !== false);
  if (pool === undefined || quotas === undefined || size === undefined) {
    throw new SortitionError('FLAGS_MISSING', { flags: missing });
  }
  const household = flags.household === undefined ? undefined : listed(flags.household);
  const given = givenLists(flags);
  requireNoUnit(flags.unit !== undefined, flags, given.included);
  requireOnePanel(flags, flags.unit !== undefined);
  const unit = flags.unit === undefined ? undefined : listed(flags.unit);
  const areArmsOfHouseholds = flags.armUnit === 'household';
  if (areArmsOfHouseholds && household === undefined) throw new SortitionError('ARMS_NEED_HOUSEHOLD', {});
  return {
    // Not the file's name: the same people in another file are the same draw.
    title:
      by !== undefined
        ? `Panels by ${by}`
        : (flags.panels ?? 1) > 1
          ? `${flags.panels} panels of ${size}`
          : `A panel of ${size}`,
    people: withoutListed(
      {
        file: pool,
        id: flags.id ?? 'id',
        ...(flags.encoding !== undefined && { encoding: flags.encoding }),
        ...(household !== undefined && { household }),
        ...(unit !== undefined && { household: unit, unit: { choose: 'lot' } }),
      },
      given.excluded,
    ),
    quotas,
    named: new Map(),
    settings: {
      size,
      objective: flags.objective ?? 'leximin',
      // Arms of households are for panels on which several people of one may sit.
      onePerHousehold: household !== undefined && !areArmsOfHouseholds,
      ...armSettings(flags, size, { wishes: [], unit: undefined }),
      ...(unit !== undefined && { unit: 'lot' }),
      ...(flags.gamma !== undefined && { gamma: flags.gamma }),
      ...(flags.solver !== undefined && { solver: flags.solver }),
      alternates: flags.alternates ?? 0,
      ...(flags.panels !== undefined && { panels: flags.panels }),
      ...(flags.reserve !== undefined && { reserve: flags.reserve }),
      ...(flags.tickets !== undefined && { tickets: flags.tickets }),
      ...(flags.lotteryForm !== undefined && { lotteryForm: flags.lotteryForm }),
    },
    included: given.included ?? [],
    excluded: given.excluded,
    by: flags.by,
    seed: flags.seed,
    seedSource: flags.seedSource,
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
