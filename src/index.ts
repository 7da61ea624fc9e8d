/**
 * sortition-toolkit: draws a panel that mirrors the population, by lot, fairly and provably. This is the public API with
 * its adapters bound; `sortition-toolkit/core` is the pure core alone.
 */
export type { ErrorCode } from './core/error-catalogue.js';
export { FaultList, SortitionError, type Where } from './core/errors.js';
export { LEAST_TICKETS, MOST_TICKETS, type TicketRounding } from './core/lottery/lottery.js';
export { ALTERNATES_RULES, type AlternatesRule } from './core/panel/alternates.js';
export { type ArmWish, armWishes, sizeArms } from './core/panel/arm-sizes.js';
export type { Arms } from './core/panel/arms.js';
export { DEFAULT_RATES, type DropOutRates } from './core/panel/drop-outs.js';
export { expectedViolation } from './core/panel/least-violation.js';
export {
  chooseLeaving,
  parseRotationShare,
  peopleOf,
  type Rotation,
  type RotationRule,
} from './core/panel/rotation.js';
export { type ProfileSeats, seatsFillable } from './core/panel/seats-fillable.js';
export {
  notAgain,
  type Service,
  sitting,
  type Terms,
  termsOf,
  withMembers,
  withoutLeaving,
} from './core/panel/terms.js';
export { shareOfUnit, type UnitRule } from './core/panel/unit-people.js';
export type { Hash } from './core/ports.js';
export { parseAreaList } from './core/record/area-list.js';
export { canonicalJson, parseCanonicalJson } from './core/record/canonical-json.js';
export { canonicalPoolTable } from './core/record/canonical-pool.js';
export { findNotInvited } from './core/record/check-invited.js';
export type { Check } from './core/record/check-lines.js';
export {
  type Committed,
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
export type { DrawRecord } from './core/record/draw-record.js';
export {
  chanceFigures,
  sortSteps,
  stepsOfDistribution,
  unseatableUnder,
  withoutUnseatable,
} from './core/record/figures/chance-figures.js';
export { factsOfDraw } from './core/record/figures/draw-facts.js';
export type { Population } from './core/record/figures/profiles.js';
export { findPresence, type ResponseRow } from './core/record/figures/response-facts.js';
export { fingerprintOf } from './core/record/fingerprint.js';
export {
  type InvitationManifest,
  type InvitationRecord,
  type InvitedStratum,
  invitationCommitment,
  invitationStatus,
  keyDigest,
  lotsTable,
  readInvitationManifest,
  readInvitationRecord,
  replyCodesOf,
  type StrataFeature,
  seedInvitation,
  strataOf,
} from './core/record/invitation-record.js';
export { headOf, type Ledger } from './core/record/ledger.js';
export {
  commitmentOf,
  type DrawSettings,
  digestOf,
  type Manifest,
  type Provenance,
  statusOf,
} from './core/record/manifest.js';
export { membersTable } from './core/record/members.js';
export { parseBeacon, parseRolls, parseSeedSource } from './core/record/parse-seed.js';
export { printedTickets } from './core/record/printed-tickets.js';
export { LEAST_SHARED, rarestProfile, requirePublishable } from './core/record/publication.js';
export { erasedIn, eraseFromPool } from './core/record/read-pool.js';
export { readManifestText, readRecord } from './core/record/read-record.js';
export { redactedColumns, redactedPoolTable } from './core/record/redacted-pool.js';
export { type CommittedFiles, reopenLottery, settingsOf } from './core/record/reopen.js';
export {
  type Answer,
  type CallSolver,
  callSolver,
  type PanelHistory,
  requireReplaceable,
  standingOf,
  undoWithdrawal,
  withdraw,
} from './core/record/replace.js';
export { requireDrawPool } from './core/record/replace-pool.js';
export {
  type ReplacementRecord,
  readReplacement,
  type Standing,
  standingWithdrawals,
  type Withdrawal,
} from './core/record/replacement-record.js';
export {
  type RotationRecord,
  type RotationSeed,
  readRotationRecord,
  rotationSeed,
} from './core/record/rotation-record.js';
export { canonicalSeed, type Seed, type SeedSource, wordsOf } from './core/record/seed-source.js';
export { MOST_PANELS, panelsDrawn } from './core/record/several-settings.js';
export type { DrawStatus } from './core/record/status.js';
export { armsTable, csvLine, probabilitiesTable } from './core/record/tables.js';
export { type Evidence, type LotteryEvidence, verifyDraw, verifyLottery } from './core/record/verify.js';
export { type InvitationAgain, type NotAgain, verifyInvitation } from './core/record/verify-invitation.js';
export { type ReplacementEvidence, verifyReplacements } from './core/record/verify-replacement.js';
export { verifyRotation } from './core/record/verify-rotation.js';
export type { Fraction } from './core/register/apportionment.js';
export type { FeatureQuotas, Quota, Quotas } from './core/register/features.js';
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
} from './core/register/intake.js';
export {
  type CountedFeature,
  countedFeatures,
  type SplitQuotas,
  splitQuotas,
  type Told,
  UNTOLD,
} from './core/register/intake-features.js';
export {
  type Candidate,
  InvitationDraw,
  type InvitationOutcome,
  type Invited,
  keptAtFirst,
} from './core/register/invitation-draw.js';
export type { Pool } from './core/register/pool.js';
export { canonicalQuotas, PoolBuilder } from './core/register/pool-builder.js';
export { pseudonymOfId } from './core/register/pseudonyms.js';
export { type FeatureQuotaPlan, quotasByShare, quotasOf, type ValueQuota } from './core/register/quotas-by-share.js';
export {
  type Expectations,
  type ExpectedRate,
  findOverallShortage,
  findShortages,
  type Shortage,
  type SoFar,
} from './core/register/reminders.js';
export { groupedCode, readReplyCode } from './core/register/reply-codes.js';
export {
  countReasons,
  countResponse,
  type Reason,
  type Response,
  type Tally,
  type TallyRow,
} from './core/register/response.js';
export type { FittedRates } from './core/register/response-rates.js';
export type { FeatureShares, Rounding, ValueSeats, ValueShare } from './core/register/seats-by-share.js';
export { apportionLetters, crossStrata, type Stratum, type StratumFeature } from './core/register/strata.js';
export type { Tolerance } from './core/register/tolerance.js';
export { checkCertificate, type LevelProof } from './core/selection/certificate.js';
export type { InvitationPlan, InvitationTask } from './core/selection/invitation-plan.js';
export {
  type InvitationSettings,
  type PreparedInvitation,
  prepareInvitation,
} from './core/selection/invitation-task.js';
export { OBJECTIVES, requireObjective } from './core/selection/objectives.js';
export { checkQuotas } from './core/selection/quota-checks.js';
export { findContradiction, madeUpGroups, type PeopleGroups, withCrosses } from './core/selection/quota-proof.js';
export type { RiskPoint } from './core/selection/risk-simulation.js';
export type { Selection } from './core/selection/selection.js';
export { chooseSolver, type SolverName } from './core/selection/solver-choice.js';
export { type Agenda, planAgenda } from './core/sessions/agenda.js';
export { clock } from './core/sessions/clock.js';
export type { Participant, Seating, Session } from './core/sessions/model.js';
export type { SeatingBound } from './core/sessions/seating/bound.js';
export { type BrokenRule, checkSeating, type SeatingReport } from './core/sessions/seating/check-seating.js';
export { type ComparedSeating, compareSeatings } from './core/sessions/seating/compare-seatings.js';
export {
  type SeatingFeature,
  type SeatingProblem,
  type SeatingRound,
  type SeatingRule,
  tableSizes,
} from './core/sessions/seating/problem.js';
export { type SeatedPanel, type SeatingOptions, seatPanel } from './core/sessions/seating/seat-panel.js';
export {
  balanceFeatures,
  meetingsOf,
  type SeatingPlan,
  seatingProblem,
  tablesOf,
  tablesOfRounds,
} from './core/sessions/seating-plan.js';
export type { TablesSpec } from './core/sessions/written.js';
export { comparable, grouped, nearest } from './core/text.js';
export type { Ceremony } from './documents/ceremony-sheet.js';
export { LETTER_LANGUAGES } from './documents/letters/languages.js';
export type { LetterDesign } from './documents/letters/letter.js';
export type { Addressee, LetterEdition, LetterPress, LetterRun } from './documents/letters/letter-press.js';
export type { LetterValues } from './documents/letters/placeholders.js';
export type { LetterPages } from './documents/letters/print-letters.js';
export type { LetterTemplate } from './documents/letters/template.js';
export { publicInvitationReadme } from './documents/public-invitation-readme.js';
export { publicReadme } from './documents/public-readme.js';
export type { ReportContent } from './documents/report/content.js';
export type { ComparedObjective } from './documents/report/objectives-page.js';
export type { Papers } from './documents/sessions/open-papers.js';
export type {
  BadgeOptions,
  BadgeSheet,
  BadgeSheetName,
  Facilitator,
  FacilitatorOptions,
  Naming,
  PaperHead,
  ScheduleOptions,
  SeatedPanel as PrintedPanel,
  TableCardOptions,
} from './documents/sessions/papers.js';
export { Engine, type SolveOptions } from './engine/engine.js';
export { loadSolver } from './engine/load-solver.js';
export { type Area, readAreas } from './io/areas.js';
export { type Change, changedSettings } from './io/changed-settings.js';
export { csvText } from './io/csv-text.js';
export { countListed, withoutListed } from './io/eligibility.js';
export { carryOut, type ErasurePlan, findLeft, type Place, planErasure } from './io/erase-folder.js';
export type { Wanted } from './io/erase-leads.js';
export { isDistinctive } from './io/erase-names.js';
export { alone } from './io/exclusive.js';
export { withExtraFeatures } from './io/extra-features.js';
export { digestOfFile, keyedDigestOfFile } from './io/file-digest.js';
export { readIdColumn, readIdsAndCodes } from './io/id-column.js';
export { cleanId } from './io/id-list.js';
export { IdSet } from './io/id-set.js';
export { type Included, readIncluded } from './io/included-file.js';
export { INTAKE_FILES, requireColumnsKept, writeIntakeFiles } from './io/intake-files.js';
export { compareInvitedFile } from './io/invited-comparison.js';
export { type InvitedRow, invitedFileText, packCells, requireNoAddedColumns, unpackCells } from './io/invited-file.js';
export { type InvitedFile, readInvited } from './io/invited-people.js';
export { appendToLedger, openLedger, removeLedgerLeftovers } from './io/ledger-file.js';
export { type LetterPeople, type LetterPerson, readLetterPeople } from './io/letter-people.js';
export { LETTER_KINDS, type LetterKind, type LettersSpec } from './io/letters-spec.js';
export { outputFault } from './io/output-fault.js';
export { fileState, writeOutputFile } from './io/output-file.js';
export { type OutputOptions, removePartialFolders, writeOutputFolder } from './io/output-folder.js';
export { type PanelPeople, readPanelPeople } from './io/panel-people.js';
export { type PanelRows, readPanelRows } from './io/panel-rows.js';
export { removePartialFiles } from './io/partial-file.js';
export { morePeopleCsv, peopleCsvText } from './io/people-csv.js';
export { type People, readPeople } from './io/people-file.js';
export { type PeopleOutput, writePeopleFiles } from './io/people-output.js';
export type { EligibilitySpec, FeatureSpec, NamedList, PeopleSpec } from './io/people-spec.js';
export { invitedFile, POOL_FILE, poolFolder, poolOf, poolSpec } from './io/process-pool.js';
export type { DropoutSpec, InvitationSpec, PanelSpec, Process, RotationSpec } from './io/process-spec.js';
export { derivedIdentity, openPseudonyms, type Pseudonyms } from './io/pseudonyms-file.js';
export { readQuotas } from './io/quotas-file.js';
export { type CountRequest, countRegister, type RegisterCounts } from './io/register-counts.js';
export { type RegisterPerson, type RegisterScan, scanRegister } from './io/register-scan.js';
export { BARE_FORM, type Replies, type RepliesForm, readReplies, unknownFeatures } from './io/replies-file.js';
export type { AskedQuestion, CountedAnswer } from './io/reply-answers.js';
export { readResponse } from './io/response-file.js';
export { type EarlierSeating, readSeating, seatingTable } from './io/seating-file.js';
export { readAbsences, readIdsOf, readSeatingRules } from './io/seating-rules.js';
export { openSecretKey } from './io/secret-key.js';
export { SESSION_TEMPLATES, type SessionsSpec, type SessionTemplate } from './io/sessions-spec.js';
export { countSettled, readSettled } from './io/settled-file.js';
export { readShares } from './io/shares-file.js';
export type { SyntheticRegister } from './io/synthesise-register.js';
export { historyText, ROTATION_FILE, readHistory, readRotations, termFolder } from './io/terms-folder.js';
export { decodeUtf8, readTextFile } from './io/text-file.js';
export { readWithdrawals } from './io/withdrawals-file.js';
export { nodeHash } from './random/hash.js';
export { LotDrawer } from './random/lots.js';
export { noiseSource } from './random/noise.js';
export { version } from './version.js';

// YAML and its schemas are slow to load, and most commands never need them.

export const findProcess: typeof import('./io/process-file.js').findProcess = async (path) =>
  (await import('./io/process-file.js')).findProcess(path);

export const synthesiseRegister: typeof import('./io/synthesise-register.js').synthesiseRegister = async (...given) =>
  (await import('./io/synthesise-register.js')).synthesiseRegister(...given);

// Pairings on elliptic curves and printed pages are for few commands.

export const ceremonySheet: typeof import('./documents/ceremony-sheet.js').ceremonySheet = async (...given) =>
  (await import('./documents/ceremony-sheet.js')).ceremonySheet(...given);

export const panelTable: typeof import('./documents/panel-table.js').panelTable = async (...given) =>
  (await import('./documents/panel-table.js')).panelTable(...given);

export const verificationPage: typeof import('./documents/verification-page.js').verificationPage = async (...given) =>
  (await import('./documents/verification-page.js')).verificationPage(...given);

export const isQuicknetSignature: (round: number, signature: string) => Promise<boolean> = async (...given) =>
  (await import('./random/drand.js')).isQuicknetSignature(...given);

export const openPress: typeof import('./documents/letters/open-press.js').openPress = async (...given) =>
  (await import('./documents/letters/open-press.js')).openPress(...given);

export const openPapers: typeof import('./documents/sessions/open-papers.js').openPapers = async (...given) =>
  (await import('./documents/sessions/open-papers.js')).openPapers(...given);

export const openCalendar = () => import('./documents/sessions/calendar.js');

export const openReport = () => import('./documents/report/open-report.js');

export const readDays: typeof import('./io/sessions-file.js').readDays = async (...given) =>
  (await import('./io/sessions-file.js')).readDays(...given);

export const sessionTemplateText: typeof import('./io/sessions-file.js').sessionTemplateText = async (...given) =>
  (await import('./io/sessions-file.js')).sessionTemplateText(...given);
