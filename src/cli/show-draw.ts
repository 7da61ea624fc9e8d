import { basename, join } from 'node:path';
import type { Committed, Draw, DrawSettings, Seed } from '../index.js';
import { countFillable, SEATS_FILE, seatsOfAlternates, violationAfterDropOuts } from './alternates-seats.js';
import { counted, grouped, range, shortPath } from './format.js';
import { summariseNotes } from './notes.js';
import type { Inputs } from './read-inputs.js';
import { showArms, summariseArms } from './show-arms.js';
import { type ShownLottery, showLottery, summariseLottery } from './show-lottery.js';
import { showPool, showQuotas, showSeated } from './show-pool.js';
import type { Task } from './task.js';
import type { Terminal } from './terminal.js';

export interface ShownDraw {
  readonly task: Task;
  readonly inputs: Inputs;
  readonly committed: Committed;
  /** Where the lottery was built in the same run; what was committed before has been told already. */
  readonly lottery?: Pick<ShownLottery, 'prepared' | 'chances' | 'rounding'>;
  readonly draw: Draw;
  readonly state: 'written' | 'unchanged' | 'replaced';
}

export const STATUS_MEANS = {
  official: 'committed first, then seeded as the commitment says',
  uncommitted: 'anyone can repeat it, but nothing shows that no other seed was tried first',
  rehearsal: 'nobody was really drawn',
} as const;

const UNIT_MEANS = {
  lot: 'by lot, with the same chance for all of its people',
  oldest: 'the oldest of its people',
  youngest: 'the youngest of its people',
} as const;

export function showDraw(terminal: Terminal, shown: ShownDraw): void {
  const { task, inputs, committed, lottery, draw, state } = shown;
  const { panels, alternates, record } = draw;
  const { settings } = committed;
  const k = settings.size;
  terminal.say();
  terminal.say(
    `  ${terminal.bold(task.folder === undefined ? basename(task.people.file) : task.title)}: ${seatsOf(settings)}, ${inputs.seated.length === 0 ? '' : `${grouped(k - inputs.seated.length)} of them `}drawn by lot`,
  );
  terminal.say();
  showQuotas(terminal, inputs.people, inputs.quotas, panels);
  if (panels.length > 1) terminal.say(`  ${terminal.dim(orderOfSeats(settings))}`);
  terminal.say();
  showArms(terminal, inputs, draw);
  showPool(terminal, inputs.people);
  showSeated(terminal, inputs);
  if (lottery !== undefined) showLottery(terminal, { task, inputs, ...lottery });
  else terminal.line('Commitment', record.commitment);
  terminal.line('Seed', seedInWords(record.seed));
  terminal.line('Drawn', `number ${grouped(record.number)}`);
  const { unit } = committed.settings;
  if (unit !== undefined) terminal.line('People', `one for each unit: ${UNIT_MEANS[unit]}`);
  const wanted = committed.settings.alternates;
  if (wanted > 0) {
    const short = alternates.length < wanted ? `, ${grouped(wanted)} wanted: nobody is left` : '';
    terminal.line('Alternates', `${grouped(alternates.length)}, in the order of the record${short}`);
    showAlternates(terminal, shown);
  }
  terminal.line('Status', `${terminal.yellow(record.status)}: ${STATUS_MEANS[record.status]}`);
  const out = shortPath(task.out);
  terminal.line('Files', state === 'unchanged' ? `${out}: nothing has changed` : `${out} (${state})`);
  terminal.say();
  const file = quoted(join(out, 'draw-record.json'));
  terminal.say(`  ${terminal.dim('check it:')} sortition verify ${file}${verifyFlags(task)}`);
}

const seatsOf = ({ size, panels = 1, reserve = 0 }: DrawSettings): string =>
  `${panels > 1 ? `${grouped(panels)} panels of ` : ''}${counted(size, 'seat')}${reserve > 0 ? ` and ${grouped(reserve)} in reserve` : ''}`;

/** What the column of seats means where it has several numbers. */
const orderOfSeats = ({ panels = 1, reserve = 0 }: DrawSettings): string =>
  `seats: ${panels === 1 ? 'the panel' : 'panel 1, 2, …'}${reserve > 0 ? ', then those in reserve' : ''}`;

/** Which seats they can fill, and what they do for the quotas. */
function showAlternates(terminal: Terminal, { inputs, committed, draw }: ShownDraw): void {
  const seats = seatsOfAlternates(inputs.people, draw).map(countFillable);
  if (seats.length === 0) return;
  const [least, most] = [Math.min(...seats), Math.max(...seats)];
  const all = draw.panels.reduce((sum, panel) => sum + panel.length, 0);
  terminal.line(
    '',
    `each can fill ${range(least, most)} of the ${grouped(all)} seats with every quota kept: ${SEATS_FILE}`,
  );
  const after = violationAfterDropOuts(committed, draw);
  if (after === undefined) return;
  const { rates, without } = after;
  const many = `${rates.overall / 10} %${rates.by.length === 0 ? '' : ', more or less by value,'}`;
  const who = draw.panels.length === 1 ? 'the panel is' : 'all panels together are';
  const off = `off the quotas by ${after.with.toFixed(2)}, and ${without.toFixed(2)} without them (1: a whole quota)`;
  terminal.line('', `if ${many} drop out, ${who} ${off}`);
}

export function seedInWords(seed: Seed): string {
  if (seed.kind === 'text') return `“${seed.text}”`;
  if (seed.kind === 'pick') return `${grouped(seed.number)}, picked by hand`;
  const { dice, drand } = seed;
  return [dice && `dice ${dice.join(' ')}`, drand && `round ${grouped(drand.round)} of drand, its signature checked`]
    .filter((part) => part !== undefined)
    .join('; ');
}

function verifyFlags({ folder, people, quotas }: Task): string {
  if (folder !== undefined) return '';
  const encoding = people.encoding === undefined ? '' : ` --encoding ${people.encoding}`;
  return ` --pool ${quoted(shortPath(people.file))} --quotas ${quoted(shortPath(quotas))}${encoding}`;
}

/** A path as it can be pasted into a command line. */
const quoted = (path: string): string => (/^[\p{L}\p{N}./_\\:-]+$/u.test(path) ? path : `"${path}"`);

/** The same for machines. */
export function summariseDraw(shown: ShownDraw): unknown {
  const { task, inputs, committed, lottery, draw, state } = shown;
  return {
    status: draw.record.status,
    state,
    out: task.out,
    panel: draw.panel.length,
    ...(committed.settings.panels !== undefined && { panels: committed.settings.panels }),
    ...(committed.settings.reserve !== undefined && { reserve: committed.settings.reserve }),
    alternates: draw.alternates.length,
    ...summariseArms(inputs, draw),
    ...(draw.alternates.length > 0 && summariseAlternates(shown)),
    number: draw.record.number,
    commitment: committed.commitment,
    ...(lottery && summariseLottery({ task, inputs, ...lottery })),
    notes: summariseNotes(inputs.people.warnings),
  };
}

function summariseAlternates({ inputs, committed, draw }: ShownDraw) {
  const after = violationAfterDropOuts(committed, draw);
  return {
    alternates_rule: committed.settings.alternatesRule,
    /** Of each alternate, in their order. */
    seats_fillable: seatsOfAlternates(inputs.people, draw).map(countFillable),
    ...(after && { violation_after_dropouts: { with: after.with, without: after.without } }),
  };
}
