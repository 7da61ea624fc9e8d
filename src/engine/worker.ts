import { parentPort } from 'node:worker_threads';
import { SortitionError } from '../core/errors.js';
import type { Solver } from '../core/ports.js';
import { explainConflict } from '../core/selection/explain-conflict.js';
import { findFillable } from '../core/selection/fillable.js';
import { findPanel } from '../core/selection/find-panel.js';
import { planInvitation } from '../core/selection/invitation-plan.js';
import { findSelection } from '../core/selection/selection.js';
import { sizeOfOne } from '../core/selection/several-panels.js';
import { seatPanel } from '../core/sessions/seating/seat-panel.js';
import { noiseSource } from '../random/noise.js';
import { loadSolver } from './load-solver.js';
import type { EngineReply, EngineRequest, SeatRequest } from './messages.js';

/** The engine's thread: answers one request at a time. Its solver is loaded when it is asked for. */
const reply = (message: EngineReply): void => parentPort?.postMessage(message);

parentPort?.on('message', async (request: EngineRequest) => {
  try {
    reply(request.wanted === 'seating' ? seat(request) : answer(request, await loadSolver(request.solver)));
  } catch (error) {
    if (error instanceof SortitionError) reply({ kind: 'error', code: error.code, args: error.args });
    else reply({ kind: 'bug', message: String(error).slice(0, 500) });
  }
});

const onProgress = (phase: string, done: number, total: number): void =>
  reply({ kind: 'progress', phase, done, total });

function seat({ problem, key, steps }: SeatRequest): EngineReply {
  const options = { onProgress, ...(steps !== undefined && { steps }) };
  return { kind: 'seating', seated: seatPanel(problem, noiseSource(key), options) };
}

function answer(request: Exclude<EngineRequest, SeatRequest>, solver: Solver): EngineReply {
  if (request.wanted === 'invitation') {
    return { kind: 'invitation', plan: planInvitation(request.task, { solver, noise: noiseSource, onProgress }) };
  }
  if (request.wanted === 'fill') return { kind: 'fill', fillable: findFillable(request.task, solver) };
  const { wanted, instance, quotas, seated, choice, key } = request;
  if (wanted === 'panel') {
    if (findPanel(instance, solver) !== undefined) return { kind: 'panel' };
  } else {
    const selection = findSelection(instance, choice, { solver, noise: noiseSource(key), onProgress });
    if (selection !== undefined) return { kind: 'selection', selection };
  }
  const { panels } = instance;
  throw (
    explainConflict(instance, quotas, solver, seated) ??
    (panels === undefined
      ? new Error('no panel was found, but nothing conflicts')
      : new SortitionError('PANELS_DO_NOT_SPLIT', { panels, size: sizeOfOne(instance) }))
  );
}
