import type { FeatureQuotaPlan } from '../index.js';
import { grouped, percent, range, table } from './format.js';
import { decimalText, whyOf } from './quota-words.js';
import type { Terminal } from './terminal.js';

/** A table for each feature: share, exact entitlement, seats and quota of each value, and why it has them. */
export function showQuotaPlan(terminal: Terminal, plan: readonly FeatureQuotaPlan[]): void {
  const rows: string[][] = [['', 'share', 'entitled to', 'seats', 'quota']];
  const whys: string[] = ['  why'];
  const headings = new Set<number>();
  for (const feature of plan) {
    headings.add(rows.length);
    rows.push([feature.feature]);
    whys.push(feature.isDerived ? '  summed from the crossed feature' : '');
    const total = feature.values.reduce((sum, { share }) => sum + share, 0);
    for (const value of feature.values) {
      const { entitlement, seats, min, max, share } = value;
      const shown = [percent(share / total), decimalText(entitlement, 3), grouped(seats), range(min, max)];
      rows.push([`  ${value.value}`, ...shown]);
      whys.push(`  ${whyOf(value, feature)}`);
    }
  }
  const width = Math.max(...table(rows).map((line) => Array.from(line).length));
  table(rows).forEach((line, i) => {
    if (headings.has(i)) terminal.say();
    const padding = ' '.repeat(width - Array.from(line).length);
    const why = whys[i] ?? '';
    terminal.say(
      `  ${headings.has(i) ? terminal.bold(line) : i === 0 ? terminal.dim(line) : line}${why === '' ? '' : padding + terminal.dim(why)}`,
    );
  });
}
