/**
 * The unbound core: pure functions that ask for a solver, a hash and noise through ports. For browsers and for researchers
 * who bring their own; `sortition-toolkit` is the same with Node's adapters bound.
 */
export type { ErrorCode } from './error-catalogue.js';
export { SortitionError, type Where } from './errors.js';
export type { Hash, LpModel, LpSolution, MipModel, MipSolution, Noise, NoiseSource, Program, Solver } from './ports.js';
export {
  chancesOfPeople,
  conductDraw,
  type Draw,
  type DrawPlan,
  type PersonChance,
  type PreparedDraw,
  planDraw,
  prepareDraw,
} from './record/draw.js';
export type { DrawRecord } from './record/draw-record.js';
export type { DrawSettings, Manifest, Provenance } from './record/manifest.js';
export type { Seed, SeedSource } from './record/seed-source.js';
export type { DrawStatus } from './record/status.js';
export { type Evidence, type LotteryEvidence, verifyDraw, verifyLottery } from './record/verify.js';
export { type Apportioned, apportion, apportionExactly, type Fraction } from './register/apportionment.js';
export { type Classes, findClasses } from './register/classes.js';
export type { FeatureQuotas, Quota, Quotas } from './register/features.js';
export {
  type Disagreement,
  type Intake,
  type IntakeRules,
  type Invitee,
  isOpen,
  type JudgedReply,
  judgeReplies,
  type Outcome,
  type PoolMember,
  type Reply,
} from './register/intake.js';
export type { Told } from './register/intake-features.js';
export {
  type Candidate,
  InvitationDraw,
  type InvitationOutcome,
  type Invited,
  keptAtFirst,
} from './register/invitation-draw.js';
export type { Pool } from './register/pool.js';
export { PoolBuilder } from './register/pool-builder.js';
export { type FeatureQuotaPlan, quotasByShare, quotasOf, type ValueQuota } from './register/quotas-by-share.js';
export { groupedCode, readReplyCode } from './register/reply-codes.js';
export type { FittedRates } from './register/response-rates.js';
export {
  type FeatureShares,
  type Rounding,
  seatsByShare,
  type ValueSeats,
  type ValueShare,
} from './register/seats-by-share.js';
export { apportionLetters, crossStrata, type Stratum, type StratumFeature } from './register/strata.js';
export type { Tolerance } from './register/tolerance.js';
export { type Certificate, checkCertificate, type LevelProof } from './selection/certificate.js';
export type { PanelDistribution } from './selection/distribution.js';
export { buildInstance, type Composition, type Instance } from './selection/instance.js';
export { type InvitationPlan, type InvitationTask, planInvitation } from './selection/invitation-plan.js';
export { type InvitationSettings, type PreparedInvitation, prepareInvitation } from './selection/invitation-task.js';
export { findLeximin } from './selection/leximin.js';
export type { RiskPoint, RiskTools } from './selection/risk-simulation.js';
export { findSelection, type Selection } from './selection/selection.js';
export { checkSeating, type SeatingReport } from './sessions/seating/check-seating.js';
export { compareSeatings } from './sessions/seating/compare-seatings.js';
export { type SeatingProblem, type SeatingRule, tableSizes } from './sessions/seating/problem.js';
export { type SeatedPanel, seatPanel } from './sessions/seating/seat-panel.js';
