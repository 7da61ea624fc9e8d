import { toHex } from '../bytes.js';
import { SortitionError } from '../errors.js';
import { drawSeed } from '../lottery/draw-seed.js';
import { drawLegacyTickets } from '../lottery/legacy-lottery.js';
import {
  buildLottery,
  chancesOf,
  chooseForm,
  DEFAULT_TICKETS,
  type Lottery,
  measureRounding,
  type TicketRounding,
} from '../lottery/lottery.js';
import { type NamedLottery, ticketsOf } from '../lottery/named-lottery.js';
import { panelOf, panelsOf, pickNumber } from '../lottery/pick.js';
import { findAlternates } from '../panel/alternates.js';
import { assignArms } from '../panel/arms.js';
import { choosePeople, type UnitRule } from '../panel/unit-people.js';
import type { Hash, NoiseSource } from '../ports.js';
import { type Classes, classOfPeople } from '../register/classes.js';
import type { Pool } from '../register/pool.js';
import { addSeated, classesLeft, findSeated, poolLeft, type SeatsLeft, seatsLeft } from '../register/seated.js';
import { buildCertificate, checkCertificate, type LevelProof } from '../selection/certificate.js';
import { toDistribution } from '../selection/distribution.js';
import { buildInstance, type Instance } from '../selection/instance.js';
import { requireObjective } from '../selection/objectives.js';
import type { ObjectiveChoice, Selection } from '../selection/selection.js';
import { chooseSolver, type SolverName } from '../selection/solver-choice.js';
import { poolDigest } from './canonical-pool.js';
import type { DrawRecord, LedgerHead } from './draw-record.js';
import {
  buildManifest,
  commitmentOf,
  type DrawSettings,
  lotteryFiles,
  type Manifest,
  type Provenance,
  sealPool,
  searchKey,
  statusOf,
} from './manifest.js';
import { canonicalSeed, findMisfit, type Seed } from './seed-source.js';
import { inUse, panelsDrawn, requirePanels } from './several-settings.js';

/** Step 1: the classes of the pool, the instance the engine solves and the key of its noise. */
export interface DrawPlan {
  readonly pool: Pool;
  readonly settings: DrawSettings;
  /** Positions of the people who are on the panel already, and the seats they leave. */
  readonly seated: readonly number[];
  readonly left: SeatsLeft;
  readonly classes: Classes;
  readonly instance: Instance;
  readonly solver: SolverName;
  /** SHA-256 of the canonical pool without salts. */
  readonly digest: string;
  readonly key: string;
}

/** Throws SEATED_UNKNOWN, PANELS_WITH_SEATED, PANELS_ONLY_FAIR or PANELS_NOT_WITH. */
export function planDraw(hash: Hash, pool: Pool, asked: DrawSettings): DrawPlan {
  const { seated: _, exOfficio: __, ...others } = asked;
  const panels = panelsDrawn(asked);
  requirePanels(asked);
  const seated = findSeated(pool, asked.seated ?? []);
  const exOfficio = findSeated(pool, asked.exOfficio ?? []).filter((person) => !seated.includes(person));
  const named = (people: readonly number[]): string[] => people.map((person) => pool.pseudonyms[person] ?? '');
  const settings: DrawSettings = {
    ...others,
    ...(seated.length > 0 && { seated: named(seated) }),
    ...(exOfficio.length > 0 && { exOfficio: named(exOfficio) }),
  };
  const left = seatsLeft(pool, settings.size, seated, settings.onePerHousehold, exOfficio);
  const classes = classesLeft(pool, left, settings.onePerHousehold, panels);
  const instance = buildInstance(classes, left.quotas, left.k, panels);
  const digest = poolDigest(hash, pool, classes);
  const solver = chooseSolver(instance.T * panels, settings.solver, settings.objective);
  const key = searchKey(hash, pool, digest, settings);
  return { pool, settings, seated, left, classes, instance, solver, digest, key };
}

/** What the engine is asked for; undefined where the objective is none of its own (legacy). Throws OBJECTIVE_UNKNOWN. */
export function choiceOf({ objective: name, gamma }: DrawSettings): ObjectiveChoice | undefined {
  const objective = requireObjective(name);
  return objective === 'legacy' ? undefined : { objective, ...(gamma !== undefined && { gamma }) };
}

/** Step 2 of the legacy method, in place of the engine: its tickets, and the distribution they make. */
export interface LegacySelection {
  readonly selection: Selection;
  readonly tickets: NamedLottery;
}

export function selectLegacy(plan: DrawPlan, noise: NoiseSource): LegacySelection {
  const { pool, seated, left, classes, instance, settings, key } = plan;
  if (settings.lotteryForm === 'composition') throw new SortitionError('LEGACY_NEEDS_TICKETS', {});
  const M = settings.tickets ?? DEFAULT_TICKETS;
  const drawn = drawLegacyTickets(poolLeft(pool, left), classes, left.k, M, noise(key));
  const classOf = classOfPeople(classes);
  const compositions = drawn.panels.map((panel) => {
    const y = new Int32Array(instance.T);
    for (const person of panel) y[classOf[person]!]! += 1;
    return y;
  });
  const distribution = toDistribution({ compositions, weights: new Float64Array(M).fill(1 / M) });
  const certificate = buildCertificate({ direction: 'raise', levels: [], cuts: [] }, distribution, instance.T);
  const probabilities = new Float64Array(instance.T).fill(Number.NaN);
  const tickets: NamedLottery = { form: 'named', panels: drawn.panels.map((panel) => addSeated(panel, seated)) };
  return { selection: { objective: 'legacy', distribution, probabilities, certificate }, tickets };
}

/** Step 2, after the engine: the lottery, its published files, the manifest and the commitment to it. */
export interface PreparedDraw extends DrawPlan {
  readonly selection: Selection;
  /** What the certificate proves of each level. */
  readonly proofs: readonly LevelProof[];
  readonly lottery: Lottery;
  readonly files: Readonly<Record<string, string>>;
  readonly manifest: Manifest;
  readonly commitment: string;
}

export function prepareDraw(
  plan: DrawPlan,
  selected: Selection | LegacySelection,
  { hash, noise }: { readonly hash: Hash; readonly noise: NoiseSource },
  provenance: Provenance,
): PreparedDraw {
  const { pool, seated, left, classes, instance, settings } = plan;
  const { selection, tickets: legacyTickets } =
    'tickets' in selected ? selected : { selection: selected, tickets: undefined };
  const { distribution, certificate } = selection;
  const tickets = settings.tickets ?? DEFAULT_TICKETS;
  const form =
    settings.lotteryForm ??
    chooseForm(instance, distribution, { tickets, size: settings.size * panelsDrawn(settings) });
  if (provenance.seed_source.kind === 'pick' && form !== 'named') throw new SortitionError('PICK_NEEDS_TICKETS', {});
  const ownCompositions = selection.objective === 'diversimax';
  const lottery =
    legacyTickets ??
    buildLottery(
      { pool, seated, classes, instance, distribution },
      { form, tickets, ownCompositions },
      noise,
      plan.key,
    );
  const { seal, files: people } = sealPool(hash, plan, provenance.published);
  const files = { ...lotteryFiles({ pool, classes, distribution, certificate, lottery }), ...people };
  const manifest = buildManifest(
    hash,
    pool,
    settings,
    { seal, solver: plan.solver, counts: left.counts, classes, lottery, files },
    provenance,
  );
  const proofs = checkCertificate(instance, certificate);
  return { ...plan, selection, proofs, lottery, files, manifest, commitment: commitmentOf(hash, manifest) };
}

/** Step 3: the seed picks a number, and with it the panel and the alternates (positions in the pool). */
export interface Draw {
  readonly record: DrawRecord;
  /** Everybody on the panel, or on the panels that are not in reserve. */
  readonly panel: Int32Array;
  /** The panels 1, 2, … and then those in reserve. */
  readonly panels: readonly Int32Array[];
  readonly alternates: readonly number[];
}

/** What a draw needs of what was prepared; after a ceremony it is read back from the committed files. */
export type Committed = Pick<
  PreparedDraw,
  'pool' | 'seated' | 'classes' | 'lottery' | 'settings' | 'manifest' | 'commitment'
>;

/** Throws SEED_SHAPE where the seed is not what the manifest asks for. */
export function conductDraw(hash: Hash, committed: Committed, given: Seed, ledger?: LedgerHead): Draw {
  const { pool, seated, classes, lottery, settings, manifest, commitment } = committed;
  const misfit = findMisfit(manifest.seed_source, given, manifest.settings.tickets);
  if (misfit !== undefined) throw new SortitionError('SEED_SHAPE', { misfit });
  const seed = drawSeed(hash, commitment, canonicalSeed(hash, given));
  const number = given.kind === 'pick' ? given.number : pickNumber(hash, seed, lottery);
  const drawn = { lottery, pool, classes, seated };
  const everybody = panelOf(hash, seed, number, drawn);
  const panels = panelsOf(hash, seed, number, everybody, drawn);
  const panel = inUse(panels, settings);
  const alternates = findAlternates(hash, seed, { pool, classes, panel: everybody }, settings.alternates);
  const arms = settings.arms && assignArms(hash, seed, { pool, panel }, settings.arms);
  const chosenOf = (rule: UnitRule): NonNullable<DrawRecord['chosen']> => {
    const choose = (units: ArrayLike<number>): string[] =>
      choosePeople(
        hash,
        seed,
        rule,
        Array.from(units, (unit) => pool.members?.[unit] ?? []),
      );
    return { panel: choose(panel), alternates: choose(alternates) };
  };
  const pseudonyms = (people: ArrayLike<number>): string[] =>
    Array.from(people, (person) => pool.pseudonyms[person] ?? '');
  return {
    panel,
    panels,
    alternates,
    record: {
      format: 'sortition-draw-record/1',
      status: statusOf(manifest),
      manifest,
      commitment,
      seed: given,
      draw_seed: toHex(seed),
      number,
      panel: pseudonyms(panel),
      ...(panels.length > 1 && { panels: panels.map(pseudonyms) }),
      alternates: pseudonyms(alternates),
      ...(arms !== undefined && { arms }),
      ...(settings.unit !== undefined && { chosen: chosenOf(settings.unit) }),
      ...(ledger !== undefined && { ledger }),
    },
  };
}

/** The chances that a prepared draw gives, a person a row in pool order. */
export interface PersonChance {
  /** Tickets of M holding the person; undefined in the composition form. */
  readonly tickets: number | undefined;
  /** The chance that the lottery gives: of a seat on any panel that is not in reserve. */
  readonly probability: number;
  /** The objective's probability before any rounding; NaN where it has none (legacy). */
  readonly exact: number;
  /** The chance of a seat in reserve, where there are such panels. */
  readonly reserve?: number;
}

export function chancesOfPeople(prepared: PreparedDraw): PersonChance[] {
  const { settings } = prepared;
  const chances = chancesOfAny(prepared);
  if (settings.reserve === undefined) return chances;
  // Which of the panels are in reserve is by lot.
  const used = (settings.panels ?? 1) / panelsDrawn(settings);
  const shared = new Map<PersonChance, PersonChance>();
  return chances.map((chance) => {
    const { tickets, probability, exact } = chance;
    const known = shared.get(chance);
    const split = known ?? {
      tickets,
      probability: probability * used,
      exact: exact * used,
      reserve: probability * (1 - used),
    };
    if (known === undefined) shared.set(chance, split);
    return split;
  });
}

/** To be on any of the panels, those in reserve too. */
function chancesOfAny(prepared: PreparedDraw): PersonChance[] {
  const { pool, seated, classes, instance, lottery, selection } = prepared;
  const n = pool.pseudonyms.length;
  const tickets = lottery.form === 'named' ? ticketsOf(lottery, n) : undefined;
  const isNamed = lottery.form === 'named';
  // Whoever is in no class cannot be drawn.
  const chances = new Array<PersonChance>(n).fill({ tickets: isNamed ? 0 : undefined, probability: 0, exact: 0 });
  const certain = { tickets: isNamed ? lottery.panels.length : undefined, probability: 1, exact: 1 };
  for (const person of seated) chances[person] = certain;
  chancesOf(instance, selection.distribution).forEach((chance, t) => {
    const exact = selection.probabilities[t] ?? 0;
    // One object for a class where nobody holds tickets: a register has a million people.
    const shared: PersonChance = { tickets: undefined, probability: chance, exact };
    for (const person of classes.members.subarray(classes.starts[t], classes.starts[t + 1])) {
      const held = tickets?.[person];
      chances[person] =
        held === undefined || lottery.form !== 'named'
          ? shared
          : { tickets: held, probability: held / lottery.panels.length, exact };
    }
  });
  return chances;
}

/** Undefined in the composition form and for legacy, which round nothing. */
export function roundingOf(prepared: PreparedDraw): TicketRounding | undefined {
  const { pool, lottery, classes, instance, selection } = prepared;
  return lottery.form === 'named' && selection.objective !== 'legacy'
    ? measureRounding(lottery, { pool, classes, instance, distribution: selection.distribution })
    : undefined;
}
