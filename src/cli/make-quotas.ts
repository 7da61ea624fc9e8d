import { extname, join, resolve } from 'node:path';
import {
  chooseSolver,
  csvText,
  type FeatureQuotaPlan,
  findContradiction,
  loadSolver,
  madeUpGroups,
  type PeopleGroups,
  type Process,
  quotasByShare,
  type RegisterCounts,
  SortitionError,
  withCrosses,
  writeOutputFile,
} from '../index.js';
import { counted, grouped, shortPath } from './format.js';
import { summariseNotes } from './notes.js';
import { decimalText, fractionText, whyOf } from './quota-words.js';
import { sayWarnings } from './read-inputs.js';
import { type QuotasFlags, readSource } from './shares-source.js';
import { showQuotaPlan } from './show-quota-plan.js';
import type { Terminal } from './terminal.js';

/** Population shares → quotas.csv, each rounding explained, written only once a panel is known to exist that meets them. */
export async function makeQuotas(
  first: string | undefined,
  second: string | undefined,
  flags: QuotasFlags,
  terminal: Terminal,
): Promise<void> {
  const { shares, counts, process } = await readSource(first, second, flags, terminal);
  const size = flags.size ?? process?.panel.size;
  if (size === undefined) throw new SortitionError('SIZE_MISSING', {});
  if (size < 1) throw new SortitionError('PANEL_SIZE_NOT_WHOLE', { text: String(size) });
  const tolerance = flags.tolerance ?? { kind: 'rounding' };
  const plan = quotasByShare(shares, size, tolerance);
  const tried = await proveMet(plan, size, counts);
  if (counts !== undefined) sayWarnings(counts.warnings, terminal);
  sayPlan(terminal, { plan, size, counts, tried });
  const out = flags.out ?? defaultOut(process);
  const status = await writeOutputFile(out, quotasText(plan), { force: flags.force === true });
  terminal.line('Written', `${shortPath(out)}${statusWords[status]}`);
  if (flags.out === undefined && process !== undefined && resolve(out) !== process.quotas) {
    terminal.line('', `sortition.yaml names ${shortPath(process.quotas)}: let it name this file, to draw by it`);
  }
  if (flags.json)
    terminal.json({
      out,
      status,
      size,
      tolerance,
      tried,
      features: plan.map(describe),
      notes: summariseNotes(counts?.warnings ?? []),
    });
}

/** The file that sortition.yaml names, where it is a CSV file; else quotas.csv beside it. */
function defaultOut(process: Process | undefined): string {
  if (process === undefined) return 'quotas.csv';
  return extname(process.quotas).toLowerCase() === '.csv' ? process.quotas : join(process.folder, 'quotas.csv');
}

/** On whom the quotas were tried: people made up, of every combination of crossed values; or those of the register. */
type Tried = 'sums' | 'made-up people' | 'register' | 'too many combinations';

/** Throws SHARES_CONFLICT where no panel meets the quotas. Their sums do, as the seats themselves lie within them. */
async function proveMet(
  plan: readonly FeatureQuotaPlan[],
  size: number,
  counts: RegisterCounts | undefined,
): Promise<Tried> {
  const pools = madeUpGroups(plan, size);
  for (const groups of pools) if (groups !== 'too many') await requirePanel(groups, size, false);
  if (counts !== undefined && counts.profiles !== undefined) {
    const { features, profiles } = counts.profiles;
    await requirePanel(withCrosses(plan, features, profiles), size, true);
    return 'register';
  }
  if (counts !== undefined || pools.includes('too many')) return 'too many combinations';
  return pools.length === 0 ? 'sums' : 'made-up people';
}

async function requirePanel(people: PeopleGroups, size: number, real: boolean): Promise<void> {
  const solver = await loadSolver(chooseSolver(people.groups.length, undefined));
  const bounds = findContradiction(people, size, solver);
  if (bounds === undefined) return;
  const features = [...new Set(bounds.map(({ feature }) => feature))];
  throw new SortitionError('SHARES_CONFLICT', { size, bounds, features, real });
}

const header = ['feature', 'value', 'min', 'max', 'seats', 'share', 'entitlement', 'why'];
/** Decimals of an entitlement in a file. */
const EXACT = 6;

const quotasText = (plan: readonly FeatureQuotaPlan[]): string =>
  csvText(
    header,
    plan.flatMap((feature) =>
      feature.values.map((value) => [
        feature.feature,
        value.value,
        String(value.min),
        String(value.max),
        String(value.seats),
        `${value.share}${feature.isPercent ? ' %' : ''}`,
        decimalText(value.entitlement, EXACT),
        whyOf(value, feature),
      ]),
    ),
  );

const triedWords: Readonly<Record<Tried, string>> = {
  sums: 'can be met: the seats of every feature add up to the panel',
  'made-up people': 'can be met: the seats add up, and so do those of crossed features together',
  register: 'can be met: there is a panel of people of this register (sortition check adds the household rule)',
  'too many combinations':
    'add up feature by feature; there are too many combinations to try them together (sortition check does)',
};

const statusWords = {
  written: '',
  unchanged: ': nothing has changed',
  replaced: ', in place of what was there',
} as const;

interface Result {
  readonly plan: readonly FeatureQuotaPlan[];
  readonly size: number;
  readonly counts: RegisterCounts | undefined;
  readonly tried: Tried;
}

function sayPlan(terminal: Terminal, { plan, size, counts, tried }: Result): void {
  terminal.say();
  terminal.say(`  ${terminal.bold(`Quotas for a panel of ${grouped(size)}`)}`);
  terminal.say();
  showQuotaPlan(terminal, plan);
  terminal.say();
  if (counts !== undefined) {
    const people = counted(counts.people, 'person', 'people');
    terminal.line('Register', `${people} can be drawn, of ${counted(counts.rows, 'row')}`);
    for (const { reason, count } of counts.ineligible) terminal.line('', `${grouped(count)} left out: ${reason}`);
  }
  terminal.line('Quotas', triedWords[tried]);
}

const describe = (feature: FeatureQuotaPlan): unknown => ({
  feature: feature.feature,
  ...(feature.crosses !== undefined && { crosses: feature.crosses }),
  ...(feature.isDerived && { derived: true }),
  values: feature.values.map((value) => ({
    value: value.value,
    share: value.share,
    ...(value.people !== undefined && { people: value.people }),
    ...(value.floor !== undefined && { floor: value.floor }),
    entitlement: decimalText(value.entitlement, EXACT),
    exact: fractionText(value.entitlement),
    seats: value.seats,
    min: value.min,
    max: value.max,
    why: whyOf(value, feature),
  })),
});
