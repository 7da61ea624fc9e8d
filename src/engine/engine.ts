import { Worker } from 'node:worker_threads';
import { SortitionError } from '../core/errors.js';
import { choiceOf, type DrawPlan } from '../core/record/draw.js';
import type { OnProgress } from '../core/selection/decompose.js';
import type { InvitationPlan, InvitationTask } from '../core/selection/invitation-plan.js';
import { solverOfInvitation } from '../core/selection/invitation-task.js';
import type { Selection } from '../core/selection/selection.js';
import type { EngineReply, EngineRequest, PanelRequest } from './messages.js';

export interface SolveOptions {
  readonly onProgress?: OnProgress;
  /** Ends the solve at once; the promise is rejected with the signal's reason, and the engine is closed. */
  readonly signal?: AbortSignal;
}

/**
 * The selection engine in a thread of its own: a solve blocks its thread, so progress, AbortSignal and Ctrl-C need
 * another one. Starting it early lets it load while files are read. One request at a time; `close` it in the end.
 */
export class Engine {
  private readonly worker = new Worker(new URL('./worker.js', import.meta.url));

  /** The exact panel distribution. Throws QUOTAS_CONFLICT when no panel meets the quotas. */
  async select(plan: DrawPlan, options: SolveOptions = {}): Promise<Selection> {
    const answer = await this.ask(panelRequest('selection', plan), options);
    if (answer.kind !== 'selection') throw new Error(`the engine answered with ${answer.kind}`);
    return answer.selection;
  }

  /** Throws QUOTAS_CONFLICT when no panel meets the quotas. */
  async requirePanel(plan: DrawPlan, options: SolveOptions = {}): Promise<void> {
    await this.ask(panelRequest('panel', plan), options);
  }

  /** How many letters to send for a risk, by simulation. */
  async planInvitation(task: InvitationTask, options: SolveOptions = {}): Promise<InvitationPlan> {
    const answer = await this.ask({ wanted: 'invitation', task, solver: solverOfInvitation(task) }, options);
    if (answer.kind !== 'invitation') throw new Error(`the engine answered with ${answer.kind}`);
    return answer.plan;
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private ask(request: EngineRequest, { onProgress, signal }: SolveOptions): Promise<EngineReply> {
    const { worker } = this;
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        void this.close();
        reject(signal?.reason);
      };
      const settle = (action: () => void): void => {
        for (const event of ['error', 'exit', 'message']) worker.removeAllListeners(event);
        signal?.removeEventListener('abort', abort);
        action();
      };
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      worker.on('error', (error) => settle(() => reject(error)));
      worker.on('exit', () => settle(() => reject(new Error('the engine stopped'))));
      worker.on('message', (message: EngineReply) => {
        if (message.kind === 'progress') onProgress?.(message.phase, message.done, message.total);
        // The worker sends the arguments that belong to the code.
        else if (message.kind === 'error')
          settle(() => reject(new SortitionError(message.code, message.args as never)));
        else if (message.kind === 'bug') settle(() => reject(new Error(message.message)));
        else settle(() => resolve(message));
      });
      worker.postMessage(request);
    });
  }
}

const panelRequest = (
  wanted: PanelRequest['wanted'],
  { instance, key, left, settings, solver }: DrawPlan,
): PanelRequest => ({
  wanted,
  instance,
  choice: choiceOf(settings) ?? { objective: 'leximin' },
  solver,
  key,
  quotas: left.quotas,
  seated: left.counts,
});
