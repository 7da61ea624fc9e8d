import { basename, join } from 'node:path';
import { type ErasurePlan, isDistinctive, type Place } from '../index.js';
import { counted, grouped, shortPath } from './format.js';
import type { Terminal } from './terminal.js';

/** Rows named of a file. */
const SHOWN_ROWS = 5;

export interface ShownErasure {
  readonly plan: ErasurePlan;
  /** As found when all was done; in a dry run the plan. */
  readonly left: ErasurePlan;
  /** Files of the process outside its folder. */
  readonly outside: readonly string[];
  readonly isDone: boolean;
  /** The register itself is outside: whoever stands in it can be drawn, under a new pseudonym. */
  readonly canReturn: boolean;
}

/** What is changed, file by file. */
export function showPlan(terminal: Terminal, { plan, isDone }: ShownErasure): void {
  const { folder, erased, tables } = plan;
  terminal.say();
  const who = counted(erased.ids.size, 'person', 'people');
  terminal.line('Erase', isDone ? `${who}: ${terminal.bold('done')}` : `${who}: this is what would be changed`);
  for (const { file, erasure } of tables) {
    const what = {
      rows: 'removed',
      blanked: 'emptied: the rows below keep their numbers',
      emptied: 'emptied but for the pseudonym',
      key: 'removed: the only way back to the person',
    };
    terminal.line('', `${shortPath(join(folder, file))}: ${rowsOf([...erasure.rows])} ${what[erasure.kind]}`);
  }
  if (tables.length === 0) terminal.line('', 'no table has a row of them');
  const seats = tables.filter(({ file }) => basename(file) === 'panel.csv');
  for (const { file } of seats) {
    terminal.line(
      terminal.yellow('Note'.padEnd(12)),
      `they were on the panel (${shortPath(join(folder, file))}): it needs a replacement`,
    );
  }
}

/** What is left, or would be: what has the id, what cannot be looked into, and what lies elsewhere. */
export function showLeft(terminal: Terminal, { plan, left, outside, isDone, canReturn }: ShownErasure): void {
  const { folder } = plan;
  const at = (file: string): string => shortPath(join(folder, file));
  if (left.stands.length > 0) {
    terminal.line('Left', 'an id, a name or a code still stands where it cannot be taken out, or may be theirs;');
    terminal.line('', 'mend or delete these yourself:');
    for (const place of left.stands) terminal.line('', `${at(place.file)}${wordsOf(place)}`);
  }
  const unseen = [...left.unseen, ...left.links];
  if (unseen.length > 0) {
    terminal.line(
      'Look into',
      'these may show them by name, and cannot be looked into; make them anew or delete them:',
    );
    for (const file of unseen) terminal.line('', at(file));
  }
  if (outside.length > 0) {
    terminal.line('Untouched', 'outside the process folder, and not touched:');
    for (const file of outside) terminal.line('', shortPath(file));
    if (canReturn)
      terminal.line('', 'as long as that register has them, they can be drawn from it, under a new pseudonym');
  }
  const short = [...plan.erased.ids].filter((id) => !isDistinctive(id));
  if (short.length > 0) {
    terminal.line('Unsearched', `${short.join(', ')}: too short to be looked for in texts, only in columns of ids`);
  }
  if (left.stands.length === 0 && isDone)
    terminal.line('Checked', 'no table or text below the folder has their ids or reply codes any more');
  terminal.line('', 'copies elsewhere (backups, mail, the exporting system) are yours to erase');
  if (!isDone) terminal.say(`${terminal.bold('next')}  Nothing was changed. Add --yes to do it; it cannot be undone.`);
}

function rowsOf(rows: readonly number[]): string {
  const named = rows.slice(0, SHOWN_ROWS).map(grouped).join(', ');
  const more = rows.length > SHOWN_ROWS ? ` and ${grouped(rows.length - SHOWN_ROWS)} more` : '';
  return `row${rows.length === 1 ? '' : 's'} ${named}${more}`;
}

const wordsOf = ({ what, rows }: Place): string => {
  if (what === 'name') return ': in its name';
  if (rows.length === 0) return '';
  if (what === 'perhaps') return `: ${rowsOf(rows)}, which may be theirs: if so, empty it`;
  return what === 'workbook' ? `: ${rowsOf(rows)} of the workbook` : `: ${rowsOf(rows)}`;
};
