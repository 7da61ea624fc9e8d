import {
  type DrawSettings,
  fingerprintOf,
  LEAST_SHARED,
  type PersonChance,
  type PreparedDraw,
  panelsDrawn,
  rarestProfile,
  type TicketRounding,
  wordsOf,
} from '../index.js';
import { counted, grouped, oneIn, percent } from './format.js';
import type { Inputs } from './read-inputs.js';
import type { Task } from './task.js';
import type { Terminal } from './terminal.js';

export interface ShownLottery {
  readonly task: Task;
  readonly inputs: Inputs;
  readonly prepared: PreparedDraw;
  readonly chances: readonly PersonChance[];
  /** Of the named form. */
  readonly rounding: TicketRounding | undefined;
}

const UNIT_CHANCE = {
  lot: 'of a unit; a person’s is that of their unit, divided by the number of its people',
  oldest: 'of a unit, and so of the oldest of its people',
  youngest: 'of a unit, and so of the youngest of its people',
} as const;

/** Chances, what is proved of them, and the form of the lottery. */
export function showLottery(terminal: Terminal, { task, prepared, chances, rounding }: ShownLottery): void {
  const { lowest, highest, without } = rangeOf(chances, prepared);
  const low = `lowest ${percent(lowest)} (${oneIn(lowest)})`;
  terminal.line('Chances', `${low}, highest ${percent(highest)} (${oneIn(highest)})`);
  const { unit } = prepared.settings;
  if (unit !== undefined) terminal.line('', `${UNIT_CHANCE[unit]} (probabilities.csv)`);
  showSeveral(terminal, prepared.settings, { lowest, highest });
  if (without > 0) {
    const why = ['minimax', 'diversimax', 'legacy'].includes(task.settings.objective)
      ? 'without a chance'
      : 'in no panel that meets the quotas';
    terminal.line('', `${counted(without, 'person', 'people')} ${why}`);
  }
  terminal.line('', describeProof(prepared));
  terminal.line('Lottery', describeLottery(prepared));
  if (rounding !== undefined) {
    const most = rounding.largestDeviation.toFixed(1);
    terminal.line(
      '',
      `whole tickets keep ${percent(rounding.leastKept)} of the lowest chance; nobody’s is off by over ${most}`,
    );
  }
}

/** Of several panels: what the chances are of, and those of a place in reserve. */
function showSeveral(
  terminal: Terminal,
  { panels = 1, reserve = 0 }: DrawSettings,
  { lowest, highest }: Pick<ChanceRange, 'lowest' | 'highest'>,
): void {
  if (panels > 1) terminal.line('', `of a seat on any of the ${panels} panels, the same for each of them`);
  if (reserve === 0) return;
  const [low, high] = [lowest, highest].map((chance) => percent((chance * reserve) / panels));
  terminal.line('', `and of a place in reserve (${counted(reserve, 'panel')}): lowest ${low}, highest ${high}`);
}

/** What is published about people, and what could be. */
export function showPublished(terminal: Terminal, { pool, manifest }: PreparedDraw): void {
  const { published } = manifest;
  if (published === undefined) {
    terminal.line('Published', 'people stand in the record under their own ids');
    return;
  }
  if (published.length > 0) {
    terminal.line('Published', `of each pseudonym: ${published.join(', ')}`);
    return;
  }
  const every = pool.quotas.map((_, f) => f);
  const rarest = rarestProfile(pool, every);
  terminal.line('Published', 'of people nothing but pseudonyms; only auditors can check the quotas');
  terminal.line(
    '',
    rarest >= LEAST_SHARED
      ? `all features could be: the rarest combination is shared by ${grouped(rarest)} people (--publish)`
      : `not all features can be: the rarest combination is shared by ${grouped(rarest)}, and ${LEAST_SHARED} is the least`,
  );
}

/** The commitment as it is published and read aloud, and what comes next. */
export function showCommitment(terminal: Terminal, { manifest, commitment }: PreparedDraw): void {
  terminal.line('Seed', `${wordsOf(manifest.seed_source)}, to come`);
  if (manifest.purpose === 'rehearsal') terminal.line('Status', terminal.yellow('rehearsal: nobody is really drawn'));
  terminal.line('Commitment', terminal.bold(commitment));
  terminal.line('Fingerprint', fingerprintOf(commitment));
}

/** The same for machines. */
export function summariseLottery({ task, inputs, prepared, chances, rounding }: ShownLottery) {
  const { lowest, highest, without } = rangeOf(chances, prepared);
  return {
    pool: inputs.people.ids.length,
    ...(inputs.seated.length > 0 && { already_seated: inputs.seated.length }),
    ...(inputs.beside.rows.length > 0 && { ex_officio: inputs.beside.rows.length }),
    ...(prepared.manifest.reading.excluded !== undefined && { excluded: prepared.manifest.reading.excluded }),
    objective: task.settings.objective,
    lowest_chance: lowest,
    highest_chance: highest,
    without_chance: without,
    gap: prepared.selection.gap ?? largestGap(prepared.proofs),
    ...(task.settings.objective === 'diversimax' && { proof: describeProof(prepared) }),
    lottery_form: prepared.lottery.form,
    ...(rounding && {
      largest_ticket_deviation: rounding.largestDeviation,
      lowest_chance_kept: rounding.leastKept,
    }),
    commitment: prepared.commitment,
    fingerprint: fingerprintOf(prepared.commitment),
    published: prepared.manifest.published ?? null,
  };
}

function describeLottery({ lottery, settings }: PreparedDraw): string {
  const P = panelsDrawn(settings);
  if (P > 1 && lottery.form === 'named')
    return `${grouped(lottery.panels.length)} numbers of ${P} panels each (lottery.csv), of which one is drawn`;
  return lottery.form === 'named'
    ? `${grouped(lottery.panels.length)} numbered panels (lottery.csv), of which one is drawn`
    : `${counted(lottery.distribution.compositions.length, 'composition')} of seats (lottery.csv); the seed picks one, then the people`;
}

interface ChanceRange {
  readonly lowest: number;
  readonly highest: number;
  readonly without: number;
}

/** Over the people who are in some panel and not on it already, nor at home with those who are. */
function rangeOf(chances: readonly PersonChance[], { left }: PreparedDraw): ChanceRange {
  let [lowest, highest, without] = [1, 0, 0];
  for (const [person, { probability, exact }] of chances.entries()) {
    if (left.isOut[person] === 1) continue;
    if (exact <= 0 || probability === 0) without++;
    else [lowest, highest] = [Math.min(lowest, probability), Math.max(highest, probability)];
  }
  return { lowest, highest, without };
}

/** What is proved of the objective. */
function describeProof({ selection, proofs }: PreparedDraw): string {
  const { objective, gap } = selection;
  if (objective === 'legacy') return 'legacy: meets the quotas; no optimum is claimed';
  if (objective === 'diversimax') return 'diversimax: not fairness-optimal: as diverse as can be, proved';
  if (gap === undefined) return `${objective}, proved to within ${largestGap(proofs).toExponential(0)} of probability`;
  return `${objective}, duality gap ${Math.abs(gap).toExponential(0)}`;
}

const largestGap = (proofs: PreparedDraw['proofs']): number => Math.max(0, ...proofs.map(({ gap }) => Math.abs(gap)));
