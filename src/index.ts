/**
 * sortition-toolkit: draws a panel that mirrors the population, by lot, fairly and provably. This is the public API with
 * its adapters bound; `sortition-toolkit/core` is the pure core alone.
 */
export type { ErrorCode } from './core/error-catalogue.js';
export { SortitionError, type Where } from './core/errors.js';
export type { TicketRounding } from './core/lottery/lottery.js';
export { canonicalJson, parseCanonicalJson } from './core/record/canonical-json.js';
export type { Check } from './core/record/check-lines.js';
export {
  chancesOfPeople,
  choiceOf,
  conductDraw,
  type Draw,
  type DrawPlan,
  type PersonChance,
  type PreparedDraw,
  planDraw,
  prepareDraw,
  roundingOf,
  selectLegacy,
} from './core/record/draw.js';
export type { DrawRecord, DrawStatus } from './core/record/draw-record.js';
export type { DrawSettings, Manifest, Provenance } from './core/record/manifest.js';
export { readRecord } from './core/record/read-record.js';
export { probabilitiesTable } from './core/record/tables.js';
export { type Evidence, verifyDraw } from './core/record/verify.js';
export type { FeatureQuotas, Quota, Quotas } from './core/register/features.js';
export type { Pool } from './core/register/pool.js';
export { PoolBuilder } from './core/register/pool-builder.js';
export { pseudonymOfId } from './core/register/pseudonyms.js';
export { checkCertificate, type LevelProof } from './core/selection/certificate.js';
export { requireObjective } from './core/selection/objectives.js';
export { checkQuotas } from './core/selection/quota-checks.js';
export type { Selection } from './core/selection/selection.js';
export { chooseSolver, type SolverName } from './core/selection/solver-choice.js';
export { comparable, nearest } from './core/text.js';
export { Engine, type SolveOptions } from './engine/engine.js';
export { loadSolver } from './engine/load-solver.js';
export { type OutputOptions, removePartialFolders, writeOutputFolder } from './io/output-folder.js';
export { type People, readPeople } from './io/people-file.js';
export { type PeopleOutput, writePeopleFiles } from './io/people-output.js';
export type { PeopleSpec } from './io/people-spec.js';
export type { Process } from './io/process-spec.js';
export { readQuotas } from './io/quotas-file.js';
export { readSeated } from './io/seated-file.js';
export type { SyntheticRegister } from './io/synthesise-register.js';
export { readTextFile } from './io/text-file.js';
export { nodeHash } from './random/hash.js';
export { noiseSource } from './random/noise.js';
export { version } from './version.js';

// YAML and its schemas are slow to load, and most commands never need them.

export const findProcess: typeof import('./io/process-file.js').findProcess = async (path) =>
  (await import('./io/process-file.js')).findProcess(path);

export const synthesiseRegister: typeof import('./io/synthesise-register.js').synthesiseRegister = async (...given) =>
  (await import('./io/synthesise-register.js')).synthesiseRegister(...given);
