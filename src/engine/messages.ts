import type { ErrorCode } from '../core/error-catalogue.js';
import type { Quotas } from '../core/register/features.js';
import type { SeatsLeft } from '../core/register/seated.js';
import type { Instance } from '../core/selection/instance.js';
import type { InvitationPlan, InvitationTask } from '../core/selection/invitation-plan.js';
import type { ObjectiveChoice, Selection } from '../core/selection/selection.js';
import type { SolverName } from '../core/selection/solver-choice.js';
import type { SeatingProblem } from '../core/sessions/seating/problem.js';
import type { SeatedPanel } from '../core/sessions/seating/seat-panel.js';

/** What the main thread and the engine's worker say to each other. */
export type EngineRequest = PanelRequest | PlanRequest | SeatRequest;

/** How many letters to send. */
export interface PlanRequest {
  readonly wanted: 'invitation';
  readonly task: InvitationTask;
  readonly solver: SolverName;
}

export interface PanelRequest {
  /** The panel distribution, or just whether there is any panel. */
  readonly wanted: 'selection' | 'panel';
  readonly instance: Instance;
  readonly choice: ObjectiveChoice;
  readonly solver: SolverName;
  /** The quotas the instance was built from: a conflict is told in their words. */
  readonly quotas: Quotas;
  /** For each feature, the seated people with each of its values: a conflict is told of the whole panel. */
  readonly seated: SeatsLeft['counts'];
  /** 64 hex characters: the key of the searches' noise. */
  readonly key: string;
}

/** Who sits where. */
export interface SeatRequest {
  readonly wanted: 'seating';
  readonly problem: SeatingProblem;
  /** 64 hex characters: the key of the search's noise. */
  readonly key: string;
  readonly steps?: number;
}

export type EngineReply =
  | { readonly kind: 'progress'; readonly phase: string; readonly done: number; readonly total: number }
  | { readonly kind: 'selection'; readonly selection: Selection }
  | { readonly kind: 'panel' }
  | { readonly kind: 'invitation'; readonly plan: InvitationPlan }
  | { readonly kind: 'seating'; readonly seated: SeatedPanel }
  | { readonly kind: 'error'; readonly code: ErrorCode; readonly args: unknown }
  | { readonly kind: 'bug'; readonly message: string };
