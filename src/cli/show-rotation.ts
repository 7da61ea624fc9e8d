import { join } from 'node:path';
import { counted, grouped, shortPath } from './format.js';
import { EXCLUDED, type Renewal, STAYING } from './rotation-files.js';
import { type ShownDraw, showDraw } from './show-draw.js';
import type { Task } from './task.js';
import type { Terminal } from './terminal.js';

interface ShownRotation {
  readonly task: Task;
  readonly renewal: Renewal;
  /** The folder of the term. */
  readonly out: string;
  readonly state: 'written' | 'unchanged' | 'replaced';
}

const RULES = {
  'longest-serving': 'the longest serving first, between equals by lot',
  lot: 'by lot',
} as const;

export function showRotation(terminal: Terminal, { task, renewal, out, state }: ShownRotation): void {
  const { record, sits, gone, staying, excluded } = renewal;
  const { term, leave, rule, needed, pause } = record;
  terminal.say();
  terminal.say(`  ${terminal.bold(task.title)}, term ${term}`);
  terminal.say();
  terminal.line('Leave', `${grouped(leave)} of ${counted(sits.length, 'member')}, ${RULES[rule]} (leaving.csv)`);
  if (gone.length > 0) terminal.line('', `${grouped(gone.length)} of them no longer in the pool`);
  if (needed.length > 0) {
    const whose = needed.length === 1 ? '1 member' : `${grouped(needed.length)} members`;
    terminal.line('', `${whose} whose turn it was stay: without them no panel would meet the quotas`);
  }
  if (record.seed.kind === 'draw')
    terminal.line('', 'lots from the seed of the draw before: anybody could foresee them');
  terminal.line('Stay', `${grouped(staying.length)} (${STAYING})`);
  const again =
    pause === undefined ? 'and are never drawn again' : `and can be drawn after ${counted(pause, 'term')} without them`;
  terminal.line('Not again', `${grouped(excluded.size)} served before, ${again} (${EXCLUDED})`);
  terminal.line(
    'Term',
    state === 'unchanged' ? `${shortPath(out)}: nothing has changed` : `${shortPath(out)} (${state})`,
  );
}

/** Who was drawn, as every draw tells it. */
export const showRenewed = (terminal: Terminal, shown: ShownDraw): void => showDraw(terminal, shown);

/** What is to follow, to be pasted. */
export function showPrepared(terminal: Terminal, { task, out }: ShownRotation): void {
  const process = task.folder === undefined ? '' : ` ${shortPath(task.folder)}`;
  const place = shortPath(out);
  const given = [...task.included.map(shortPath), join(place, STAYING)].map((file) => ` --include ${file}`).join('');
  const lists = `${given} --exclude ${join(place, EXCLUDED)}`;
  terminal.say();
  terminal.say(
    `  ${terminal.dim('next:')} sortition lottery${process}${lists} \\\n          --out ${join(place, 'lottery')}`,
  );
  terminal.say(
    `  ${terminal.dim('then:')} sortition draw${process}${lists} \\\n          --commitment ${join(place, 'lottery')} --dice "…" --out ${join(place, 'draw')}`,
  );
}

/** The same for machines. */
export const summariseRotation = ({ renewal, out, state }: ShownRotation) => ({
  term: renewal.record.term,
  state,
  out,
  rule: renewal.record.rule,
  members: renewal.sits.length,
  leaving: renewal.leaving.length,
  gone: renewal.gone.length,
  needed: renewal.record.needed.length,
  staying: renewal.staying.length,
  excluded: renewal.excluded.size,
});
