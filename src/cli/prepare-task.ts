import {
  choiceOf,
  countListed,
  type Engine,
  nodeHash,
  noiseSource,
  type People,
  type PreparedDraw,
  type Provenance,
  planDraw,
  prepareDraw,
  requirePublishable,
  type SeedSource,
  SortitionError,
  selectLegacy,
  version,
} from '../index.js';
import { inOrganisersWords } from './as-organisers-wrote.js';
import type { Inputs } from './read-inputs.js';
import type { Task } from './task.js';
import type { Terminal } from './terminal.js';

/** The lottery of a task: what can be drawn, before any seed. */
export async function prepareTask(
  engine: Engine,
  task: Task,
  inputs: Inputs,
  { terminal, source }: { readonly terminal: Terminal; readonly source: SeedSource },
): Promise<PreparedDraw> {
  const { people, settings } = inputs;
  const provenance = provenanceOf(task, people, source);
  const plan = planDraw(nodeHash, people.pool, settings);
  const selection =
    choiceOf(settings) === undefined
      ? selectLegacy(plan, noiseSource)
      : await inOrganisersWords(inputs, () => engine.select(plan, { onProgress: terminal.progress }));
  terminal.progress('writing the lottery', 1, 1);
  return prepareDraw(plan, selection, { hash: nodeHash, noise: noiseSource }, provenance);
}

function provenanceOf(
  { title, purpose, people, publish, excluded: lists }: Task,
  { pool, ineligible }: People,
  source: SeedSource,
): Provenance {
  const excluded = countListed({ ineligible }, lists);
  if (pool.salts === undefined && publish.length > 0) throw new SortitionError('PUBLISHED_NEEDS_PROCESS', {});
  return {
    title,
    purpose,
    software: { name: 'sortition-toolkit', version },
    reading: {
      ...{ id: people.id, household: people.household ?? [] },
      ...(people.area && { area: people.area }),
      ...(excluded > 0 && { excluded }),
    },
    ...(pool.salts !== undefined && { published: requirePublishable(pool, publish) }),
    seed_source: source,
  };
}
