import {
  choiceOf,
  type Engine,
  nodeHash,
  noiseSource,
  type PreparedDraw,
  type Provenance,
  planDraw,
  prepareDraw,
  selectLegacy,
  version,
} from '../index.js';
import type { Inputs } from './read-inputs.js';
import type { Task } from './task.js';
import type { Terminal } from './terminal.js';

/** The lottery of a task: what can be drawn, before any seed. */
export async function prepareTask(
  engine: Engine,
  task: Task,
  { people, settings }: Inputs,
  terminal: Terminal,
): Promise<PreparedDraw> {
  const plan = planDraw(nodeHash, people.pool, settings);
  const selection =
    choiceOf(settings) === undefined
      ? selectLegacy(plan, noiseSource)
      : await engine.select(plan, { onProgress: terminal.progress });
  terminal.progress('writing the lottery', 1, 1);
  return prepareDraw(plan, selection, { hash: nodeHash, noise: noiseSource }, provenanceOf(task));
}

const provenanceOf = ({ people }: Task): Provenance => ({
  software: { name: 'sortition-toolkit', version },
  reading: { id: people.id, household: people.household ?? [] },
});
