import { fingerprintOf, type ReportContent } from '../index.js';
import { counted, grouped, percent, shortPath } from './format.js';
import type { Terminal } from './terminal.js';
import type { ShownReport } from './write-report.js';

const POPULATION = {
  register: 'counted in the register',
  shares: 'the shares given with --population',
  pool: 'everybody who could be drawn',
} as const;

export function showReport(terminal: Terminal, { content, out, state, language }: ShownReport): void {
  const { record, facts, population, presence } = content;
  const { figures } = facts.chances;
  terminal.say();
  terminal.say(`  ${terminal.bold(content.title)}: report on the draw`);
  terminal.say();
  const status = record.status === 'official' ? terminal.green('official') : terminal.yellow(record.status);
  terminal.line('Status', status);
  terminal.line('Panel', `${counted(record.panel.length, 'person', 'people')} of ${grouped(facts.pool)}`);
  terminal.line(
    'Population',
    population === undefined ? 'not known: --population names a file with its shares' : POPULATION[population],
  );
  const missing = presence.filter(({ isMissing }) => isMissing).length;
  if (missing > 0) terminal.line('Replies', `${counted(missing, 'group is', 'groups are')} by far too few`);
  terminal.line(
    'Chances',
    `${percent(figures.least)} to ${percent(figures.greatest)}, Gini ${figures.gini.toFixed(3)}`,
  );
  terminal.line('Language', language);
  terminal.line(
    'Files',
    state === 'unchanged'
      ? `${shortPath(out)}: nothing has changed`
      : `${shortPath(out)} (${state}): report.html, summary.pdf`,
  );
}

/** Digits in which platforms agree. */
const rounded = (value: number): number => Number(value.toPrecision(6));

/** The same for machines. */
export function summariseReport({ content, out, state, language }: ShownReport): unknown {
  const { record, facts, presence, funnel, population } = content;
  return {
    ...{ out, state, language },
    status: record.status,
    panel: record.panel.length,
    pool: facts.pool,
    population: population ?? null,
    funnel,
    chances: summariseChances(facts.chances.figures),
    unseatable: facts.chances.unseatable,
    features: facts.features.map(({ feature, rows }) => ({ feature, rows })),
    missing: presence
      .filter(({ isMissing }) => isMissing)
      .map(({ feature, names, ratio }) => ({ feature, names, ratio: rounded(ratio) })),
    fingerprint: fingerprintOf(record.commitment),
  };
}

export const summariseChances = (figures: ReportContent['facts']['chances']['figures']) => ({
  people: figures.people,
  least: rounded(figures.least),
  greatest: rounded(figures.greatest),
  mean: rounded(figures.mean),
  gini: rounded(figures.gini),
  geometric_mean: rounded(figures.geometricMean),
  without_chance: figures.withoutChance,
});
