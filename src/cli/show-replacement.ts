import { standingWithdrawals, type Withdrawal } from '../index.js';
import { armsSince } from './arm-names.js';
import type { CurrentPanel } from './current-panel.js';
import { counted, grouped, shortPath } from './format.js';
import type { NextEntry } from './replace-people.js';
import type { Terminal } from './terminal.js';

/** An entry, and the folder where it was written; none in a preview. */
export interface ShownEntry {
  readonly current: CurrentPanel;
  readonly entry: NextEntry;
  readonly folder: string | undefined;
}

export function showEntry(terminal: Terminal, { current, entry, folder }: ShownEntry): void {
  const { record, rows } = entry;
  const { change } = record;
  const named = (people: readonly string[]): string =>
    people.map((person) => rows.ids.get(person) ?? person).join(', ');
  terminal.say();
  terminal.say(`  ${terminal.bold(current.panel.draw.manifest.title)}: entry ${record.entry} since the draw`);
  terminal.say();
  if (change.kind === 'undo') {
    terminal.line('Undone', `entry ${change.of}`);
    terminal.line('Back', named(change.back));
    if (change.released.length > 0) terminal.line('Released', `${named(change.released)}, as before that entry`);
  } else {
    terminal.line('Withdraw', named(change.people));
    for (const from of ['alternates', 'pool'] as const) {
      const called = change.called.filter((of) => of.from === from).map(({ person }) => person);
      if (called.length > 0)
        terminal.line('Called', `${named(called)}, ${from === 'pool' ? 'from the pool' : 'of the alternates'}`);
    }
    const arms = armsSince(current.panel.draw, [...current.panel.history, record]);
    for (const { person } of arms.size === 0 ? [] : change.called)
      terminal.line('Arm', `${named([person])} takes ${arms.get(person)}, which became free`);
    terminal.line('Quotas', quotasInWords(terminal, change));
    for (const line of breaksInWords(entry)) terminal.line('', line);
  }
  const { size } = current.panel.draw.manifest.settings;
  terminal.line('Panel', `${counted(record.panel.length, 'person', 'people')} of ${grouped(size)}`);
  terminal.line('Alternates', `${grouped(record.alternates.length)} left`);
  terminal.line('Files', folder === undefined ? 'none: this was a preview' : shortPath(folder));
  if (folder === undefined) return;
  terminal.say();
  terminal.say(`  ${terminal.dim('check it:')} sortition verify ${shortPath(folder)}/replacement-record.json`);
}

function quotasInWords(terminal: Terminal, { rule, seats }: Withdrawal): string {
  if (rule === 'none') return 'no seat was open: nobody is called';
  if (rule === 'nearest') return terminal.yellow('cannot be kept: this is what comes nearest');
  const kept = terminal.green('kept');
  return rule === 'alternates'
    ? `${kept}, by alternates alone`
    : `${kept}; alternates alone could not take ${seats === 1 ? 'this seat' : `all ${grouped(seats)} seats`}`;
}

/** What gave, a line each. */
function breaksInWords({ record: { change }, answer }: NextEntry): string[] {
  if (change.kind === 'undo') return [];
  const empty =
    change.empty === 0
      ? []
      : [`${counted(change.empty, 'seat')} empty: nobody is left for ${change.empty === 1 ? 'it' : 'them'}`];
  const bounds = change.relaxed.map((bound) => {
    const { feature, value, side, from, to } = bound;
    const left = answer?.short.find(({ change: of }) => of.feature === feature && of.value === value && side === 'min');
    const people =
      left === undefined
        ? ''
        : left.people === 0
          ? '; nobody with it is left'
          : `; ${grouped(left.people)} with it left to call`;
    return `${value} (${feature}): ${grouped(to)}, ${side === 'min' ? 'at least' : 'at most'} ${grouped(from)} asked for${people}`;
  });
  return [...bounds, ...empty];
}

/** What happened since the draw. */
export function showPanel(terminal: Terminal, current: CurrentPanel): void {
  const { panel, entries, standing, files } = current;
  const stands = new Set(standingWithdrawals(panel.history).map(({ entry }) => entry));
  terminal.say();
  terminal.say(
    `  ${terminal.bold(panel.draw.manifest.title)}: ${counted(entries.length, 'entry', 'entries')} since the draw`,
  );
  terminal.say();
  for (const { record } of entries) {
    const { change } = record;
    const text =
      change.kind === 'undo'
        ? `entry ${change.of} undone`
        : `${counted(change.people.length, 'person withdrew', 'people withdrew')}, ${grouped(change.called.length)} called${change.rule === 'nearest' ? ', quotas not kept' : ''}${stands.has(record.entry) ? '' : ' (undone)'}`;
    terminal.line(String(record.entry), text);
  }
  const { size } = panel.draw.manifest.settings;
  terminal.line(
    'Panel',
    `${counted(standing.panel.length, 'person', 'people')} of ${grouped(size)}: ${shortPath(files.panel)}`,
  );
  terminal.line('Alternates', `${grouped(standing.alternates.length)} left: ${shortPath(files.alternates)}`);
}

/** The same for machines. */
export function summariseEntry({ current, entry, folder }: ShownEntry): unknown {
  const { record, rows, answer } = entry;
  const { change } = record;
  const named = (people: readonly string[]): string[] => people.map((person) => rows.ids.get(person) ?? person);
  const arms = armsSince(current.panel.draw, [...current.panel.history, record]);
  return {
    entry: record.entry,
    out: folder,
    ...(change.kind === 'undo'
      ? { undone: change.of, back: named(change.back), released: named(change.released) }
      : {
          withdrawn: named(change.people),
          called: change.called.map(({ person, from }) => ({
            ...{ id: rows.ids.get(person) ?? person, from },
            ...(arms.size > 0 && { arm: arms.get(person) }),
          })),
          rule: change.rule,
          empty: change.empty,
          relaxed: change.relaxed,
          short: answer?.short ?? [],
        }),
    size: current.panel.draw.manifest.settings.size,
    panel: record.panel.length,
    alternates: record.alternates.length,
  };
}

export function summarisePanel({ panel, entries, standing, files }: CurrentPanel): unknown {
  const stands = new Set(standingWithdrawals(panel.history).map(({ entry }) => entry));
  return {
    entries: entries.map(({ record: { entry, change }, folder }) => ({
      entry,
      folder,
      kind: change.kind,
      ...(change.kind === 'undo'
        ? { undone: change.of }
        : {
            withdrawn: change.people.length,
            called: change.called.length,
            rule: change.rule,
            stands: stands.has(entry),
          }),
    })),
    size: panel.draw.manifest.settings.size,
    panel: standing.panel.length,
    alternates: standing.alternates.length,
    files,
  };
}
