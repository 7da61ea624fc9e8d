/**
 * The unbound core: pure functions that ask for a solver, a hash and noise through ports. For browsers and for researchers
 * who bring their own; `sortition-toolkit` is the same with Node's adapters bound.
 */
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
export { type Classes, findClasses } from './register/classes.js';
export type { FeatureQuotas, Quota, Quotas } from './register/features.js';
export type { Pool } from './register/pool.js';
export { PoolBuilder } from './register/pool-builder.js';
export { type FeatureQuotaPlan, quotasByShare } from './register/quotas-by-share.js';
export type { FeatureShares } from './register/seats-by-share.js';
export type { Tolerance } from './register/tolerance.js';
export { type Certificate, checkCertificate, type LevelProof } from './selection/certificate.js';
export type { PanelDistribution } from './selection/distribution.js';
export { buildInstance, type Composition, type Instance } from './selection/instance.js';
export { findLeximin } from './selection/leximin.js';
export { findSelection, type Selection } from './selection/selection.js';
