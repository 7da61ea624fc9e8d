import { comparable, type Draw } from '../index.js';
import { grouped, percent, table } from './format.js';
import type { Inputs } from './read-inputs.js';
import type { Terminal } from './terminal.js';

/** How a value, or everybody, is shared out to the arms. */
interface ArmRow {
  readonly name: string;
  readonly people: number;
  /** In the order of the arms. */
  readonly inArms: readonly number[];
}

/** The arms of a draw, value by value in the order of the quotas file; undefined where there are none. */
function balanceOf({ people, quotas }: Pick<Inputs, 'people' | 'quotas'>, { panel, record }: Draw) {
  const asked = record.manifest.settings.arms;
  const { arms } = record;
  if (asked === undefined || arms === undefined) return undefined;
  const { pool } = people;
  const F = pool.quotas.length;
  const shareOut = (name: string, isOf: (person: number) => boolean): ArmRow => {
    const inArms = asked.sizes.map((_, a) => panel.reduce((sum, p, i) => sum + (arms[i] === a && isOf(p) ? 1 : 0), 0));
    return { name, people: inArms.reduce((a, b) => a + b, 0), inArms };
  };
  const all = shareOut('', () => true);
  const features = quotas.map(({ feature, quotas: values }) => {
    const f = pool.quotas.findIndex((canonical) => canonical.feature === comparable(feature));
    const numbers = new Map(pool.quotas[f]?.quotas.map(({ value }, number) => [value, number]));
    const rows = values.map(({ value }) =>
      shareOut(value, (person) => pool.values[person * F + f] === numbers.get(comparable(value))),
    );
    return { feature, rows };
  });
  const off = features.flatMap(({ rows }) =>
    rows.flatMap((row) => row.inArms.map((n, a) => Math.abs(n - (row.people * (all.inArms[a] ?? 0)) / all.people))),
  );
  return { asked, all, features, farthest: Math.max(0, ...off) };
}

/** A column an arm, and in the last how far the farthest count of a value is off its share. */
export function showArms(terminal: Terminal, inputs: Inputs, draw: Draw): void {
  const balance = balanceOf(inputs, draw);
  if (balance === undefined) return;
  const { asked, all, features, farthest } = balance;
  const cells = ({ name, inArms }: ArmRow): string[] => [
    name === '' ? 'everybody' : `  ${name}`,
    ...inArms.map(grouped),
  ];
  const rows = [['', ...asked.sizes.map(({ arm }) => arm)], cells(all)];
  for (const { feature, rows: values } of features) rows.push([feature], ...values.map(cells));
  table(rows).forEach((line, i) => {
    terminal.say(`  ${i === 0 ? terminal.dim(line) : rows[i]?.length === 1 ? terminal.bold(line) : line}`);
  });
  terminal.say();
  const chances = asked.sizes.map(({ arm, size }) => `${arm} ${percent(size / all.people)}`).join(', ');
  terminal.line('Arms', `${asked.unit === 'household' ? 'every household’s' : 'everybody’s'} chance: ${chances}`);
  terminal.line('', `by lot and balanced: no value is off its share by more than ${farthest.toFixed(1)} people`);
}

/** The same for machines. */
export function summariseArms(inputs: Inputs, draw: Draw): object {
  const balance = balanceOf(inputs, draw);
  if (balance === undefined) return {};
  const { asked, all, features, farthest } = balance;
  return {
    arms: asked.sizes.map(({ arm, size }, a) => ({ arm, size, people: all.inArms[a] })),
    arm_balance: {
      farthest_off: Number(farthest.toFixed(6)),
      values: features.flatMap(({ feature, rows }) =>
        rows.map(({ name, inArms }) => ({ feature, value: name, people: inArms })),
      ),
    },
  };
}
