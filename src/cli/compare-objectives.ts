import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ComparedObjective,
  chanceFigures,
  choiceOf,
  Engine,
  findProcess,
  nodeHash,
  noiseSource,
  openReport,
  planDraw,
  requireObjective,
  SortitionError,
  selectLegacy,
  sortSteps,
  stepsOfDistribution,
  unseatableUnder,
  version,
  withoutUnseatable,
  writeOutputFolder,
} from '../index.js';
import { grouped, percent, shortPath, table } from './format.js';
import { noteStep, openLedgerIn } from './ledger.js';
import { type Inputs, readInputs, requireSound } from './read-inputs.js';
import { languageOf } from './read-report.js';
import { summariseChances } from './show-report.js';
import { findTask, listed } from './task.js';
import type { Terminal } from './terminal.js';
import type { ReportFlags } from './write-report.js';

const COMPARED_FILE = 'objectives.html';

/** Everybody’s chances under each objective, before any draw. */
export async function compareObjectives(
  target: string | undefined,
  flags: ReportFlags,
  terminal: Terminal,
): Promise<void> {
  for (const name of ['record', 'population'] as const)
    if (flags[name] !== undefined)
      throw new SortitionError('REPORT_FLAGS', { flag: `--${name}`, needs: 'does not go with --compare' });
  const objectives = [...new Set(listed(flags.compare ?? '').map(requireObjective))];
  const { record: _, population: __, compare: ___, out, force, json, language, ...taskFlags } = flags;
  const task = await findTask(target, taskFlags);
  const process = task.folder === undefined ? undefined : await findProcess(task.folder);
  const engine = new Engine();
  try {
    const inputs = await readInputs(task, terminal);
    requireSound(inputs);
    // Pseudonyms decide among equals: the same again gives the same page.
    await inputs.savePseudonyms();
    const compared = await chancesUnder(objectives, inputs, engine, terminal);
    const { objectivesPage } = await openReport();
    const chosen = language ?? languageOf(process);
    const page = await objectivesPage(
      {
        title: process?.letters?.texts[chosen]?.title ?? task.title,
        seats: task.settings.size,
        ...{ version, ...compared },
      },
      chosen,
    );
    const folder = out ?? (task.folder === undefined ? 'report' : join(task.folder, 'report'));
    const state = await writeOutputFolder(folder, { force: force ?? false, names: [COMPARED_FILE] }, (fresh) =>
      writeFile(join(fresh, COMPARED_FILE), page),
    );
    if (task.folder !== undefined)
      await noteStep(await openLedgerIn(task.folder), {
        step: 'report',
        inputs: {},
        outputs: { [COMPARED_FILE]: page },
      });
    terminal.clearBar();
    const shown = { ...compared, out: folder, state };
    if (json) terminal.json(summarise(shown));
    show(terminal, task.title, shown);
  } finally {
    await engine.close();
  }
}

interface Compared {
  readonly pool: number;
  readonly unseatable: number;
  readonly objectives: readonly ComparedObjective[];
}

async function chancesUnder(
  objectives: readonly string[],
  { people, settings }: Inputs,
  engine: Engine,
  terminal: Terminal,
): Promise<Compared> {
  const found = [];
  let pool = 0;
  for (const [i, objective] of objectives.entries()) {
    const plan = planDraw(nodeHash, people.pool, { ...settings, objective });
    const { starts } = plan.classes;
    const counts = Array.from(plan.classes.groups, (__, t) => (starts[t + 1] ?? 0) - (starts[t] ?? 0));
    pool = counts.reduce((sum, count) => sum + count, 0);
    const onProgress = (phase: string, done: number, total: number): void =>
      terminal.progress(`${objective} (${i + 1} of ${objectives.length}): ${phase}`, done, total);
    onProgress('looking', 0, 1);
    const { distribution } =
      choiceOf(plan.settings) === undefined
        ? selectLegacy(plan, noiseSource).selection
        : await engine.select(plan, { onProgress });
    found.push({ objective, steps: stepsOfDistribution(distribution, counts) });
  }
  const unseatable = Math.max(0, ...found.map(({ objective, steps }) => unseatableUnder(objective, steps)));
  return {
    ...{ pool, unseatable },
    objectives: found.map(({ objective, steps: all }) => {
      const steps = sortSteps(withoutUnseatable(all, unseatable));
      return { objective, steps, figures: chanceFigures(steps) };
    }),
  };
}

type Shown = Compared & { readonly out: string; readonly state: 'written' | 'unchanged' | 'replaced' };

function show(terminal: Terminal, title: string, { pool, unseatable, objectives, out, state }: Shown): void {
  terminal.say();
  terminal.say(`  ${terminal.bold(title)}: objectives side by side; nothing is drawn`);
  terminal.say();
  const rows = [['', 'lowest', 'highest', 'geometric mean', 'Gini', 'without']];
  for (const { objective, figures } of objectives)
    rows.push([
      objective,
      percent(figures.least),
      percent(figures.greatest),
      percent(figures.geometricMean),
      figures.gini.toFixed(3),
      grouped(figures.withoutChance),
    ]);
  for (const line of table(rows)) terminal.say(`  ${line}`);
  terminal.say();
  terminal.line(
    'Pool',
    `${grouped(pool)} people, of whom ${grouped(unseatable)} are in no panel that meets the quotas`,
  );
  terminal.line(
    'Files',
    state === 'unchanged' ? `${shortPath(out)}: nothing has changed` : `${shortPath(out)} (${state}): ${COMPARED_FILE}`,
  );
}

const summarise = ({ pool, unseatable, objectives, out, state }: Shown): unknown => ({
  ...{ out, state, pool, unseatable },
  objectives: objectives.map(({ objective, figures }) => ({ objective, ...summariseChances(figures) })),
});
