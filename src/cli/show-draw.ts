import { join } from 'node:path';
import type { Draw, PersonChance, PreparedDraw, TicketRounding } from '../index.js';
import { counted, grouped, oneIn, percent } from './format.js';
import { type Inputs, shortPath } from './read-inputs.js';
import { label, showPool, showQuotas } from './show-pool.js';
import type { Task } from './task.js';
import type { Terminal } from './terminal.js';

export interface ShownDraw {
  readonly task: Task;
  readonly inputs: Inputs;
  readonly prepared: PreparedDraw;
  readonly draw: Draw;
  readonly chances: readonly PersonChance[];
  readonly rounding: TicketRounding | undefined;
  readonly state: 'written' | 'unchanged' | 'replaced';
}

const STATUS_MEANS = {
  official: 'committed first, then seeded as the commitment says',
  uncommitted: 'anyone can repeat it, but nothing shows that no other seed was tried first',
  rehearsal: 'a rehearsal: nobody was really drawn',
} as const;

export function showDraw(terminal: Terminal, shown: ShownDraw): void {
  const { task, inputs, prepared, draw, rounding, state } = shown;
  const { panel, alternates, record } = draw;
  const line = (name: string, text: string): void => terminal.say(`  ${terminal.dim(label(name))}${text}`);
  const k = panel.length;
  terminal.say();
  terminal.say(`  ${terminal.bold(task.title)}: ${counted(k, 'seat')}, drawn by lot`);
  terminal.say();
  showQuotas(terminal, inputs.people, inputs.quotas, panel);
  terminal.say();
  showPool({ say: (text) => terminal.say(`  ${text}`) } as Terminal, inputs.people);
  const range = rangeOf(shown.chances);
  line(
    'Chances',
    `lowest ${percent(range.lowest)} (${oneIn(range.lowest)}), highest ${percent(range.highest)} (${oneIn(range.highest)})`,
  );
  if (range.unseatable > 0) {
    const why = task.settings.objective === 'minimax' ? 'without a chance' : 'in no panel that meets the quotas';
    line('', `${counted(range.unseatable, 'person', 'people')} ${why}`);
  }
  line('', describeProof(prepared));
  line('Lottery', describeLottery(prepared));
  if (rounding !== undefined) {
    line('', `whole tickets keep ${percent(rounding.leastKept)} of the lowest chance`);
  }
  line('Seed', `“${record.seed.text}”`);
  line('Drawn', `number ${grouped(record.number)}`);
  const wanted = task.settings.alternates;
  if (wanted > 0) {
    const short = alternates.length < wanted ? `, ${grouped(wanted)} wanted: nobody is left` : '';
    line('Alternates', `${grouped(alternates.length)}, in the order of the record${short}`);
  }
  line('Status', `${terminal.yellow(record.status)}: ${STATUS_MEANS[record.status]}`);
  const out = shortPath(task.out);
  line('Files', state === 'unchanged' ? `${out}: nothing has changed` : `${out} (${state})`);
  terminal.say();
  terminal.say(`  ${terminal.dim('check it:')} sortition verify ${join(out, 'draw-record.json')}${verifyFlags(task)}`);
}

const verifyFlags = (task: Task): string =>
  task.folder === undefined ? ` --pool ${shortPath(task.people.file)} --quotas ${shortPath(task.quotas)}` : '';

function describeLottery({ lottery }: PreparedDraw): string {
  return lottery.form === 'named'
    ? `${grouped(lottery.panels.length)} numbered panels (lottery.csv), of which one is drawn`
    : `${counted(lottery.distribution.compositions.length, 'composition')} of seats (lottery.csv); the seed picks one, then the people`;
}

interface ChanceRange {
  readonly lowest: number;
  readonly highest: number;
  readonly unseatable: number;
}

/** Over the people who are in some panel. */
function rangeOf(chances: readonly PersonChance[]): ChanceRange {
  let [lowest, highest, unseatable] = [1, 0, 0];
  for (const { probability, exact } of chances) {
    if (exact <= 0) unseatable++;
    else [lowest, highest] = [Math.min(lowest, probability), Math.max(highest, probability)];
  }
  return { lowest, highest, unseatable };
}

/** What is proved of the objective. */
function describeProof({ selection, proofs }: PreparedDraw): string {
  const { objective, gap } = selection;
  if (gap === undefined) return `${objective}, proved to within ${largestGap(proofs).toExponential(0)} of probability`;
  return `${objective}, duality gap ${Math.abs(gap).toExponential(0)}`;
}

const largestGap = (proofs: PreparedDraw['proofs']): number => Math.max(...proofs.map(({ gap }) => Math.abs(gap)));

/** The same for machines. */
export function summariseDraw(shown: ShownDraw): unknown {
  const { task, inputs, prepared, draw, rounding, state } = shown;
  const range = rangeOf(shown.chances);
  return {
    status: draw.record.status,
    state,
    out: task.out,
    pool: inputs.people.ids.length,
    panel: draw.panel.length,
    alternates: draw.alternates.length,
    objective: task.settings.objective,
    lowest_chance: range.lowest,
    highest_chance: range.highest,
    unseatable: range.unseatable,
    gap: prepared.selection.gap ?? largestGap(prepared.proofs),
    lottery_form: prepared.lottery.form,
    ...(rounding === undefined
      ? {}
      : { largest_ticket_deviation: rounding.largestDeviation, lowest_chance_kept: rounding.leastKept }),
    commitment: draw.record.commitment,
    number: draw.record.number,
  };
}
