import { fromHex, lengthPrefixed, toHex, utf8 } from '../bytes.js';
import type { Lottery } from '../lottery/lottery.js';
import type { Arms } from '../panel/arms.js';
import type { UnitRule } from '../panel/unit-people.js';
import type { Hash } from '../ports.js';
import type { Classes } from '../register/classes.js';
import type { HouseholdRule } from '../register/household-types.js';
import type { Pool } from '../register/pool.js';
import type { SeatsLeft } from '../register/seated.js';
import type { Certificate, Pair } from '../selection/certificate.js';
import type { PanelDistribution } from '../selection/distribution.js';
import type { SolverName } from '../selection/solver-choice.js';
import { canonicalJson, type Json } from './canonical-json.js';
import { leavesOf, type PoolSeal, peopleTable, rootsOf } from './canonical-pool.js';
import { sealUnits, type UnitSeal } from './members.js';
import type { SeedSource } from './seed-source.js';
import { severalPanels } from './several-settings.js';
import type { DrawStatus } from './status.js';
import { classesTable, distributionTable, ticketsTable } from './tables.js';

/** What was asked for. Everything that can change the lottery is here, and so under the commitment. */
export interface DrawSettings {
  readonly size: number;
  readonly objective: string;
  /** γ of goldilocks. */
  readonly gamma?: number;
  /** 'js' or 'highs'; the faster for the number of classes where nothing is said. */
  readonly solver?: string;
  readonly onePerHousehold: boolean;
  readonly alternates: number;
  /** M of the named form; 1,000 where nothing is said. */
  readonly tickets?: number;
  /** Chosen by the chances where nothing is said. */
  readonly lotteryForm?: Lottery['form'];
  /** Pseudonyms of the people who are on the panel already, ascending by UTF-8 bytes; never empty. */
  readonly seated?: readonly string[];
  /** How the panel is shared out to arms once it is drawn. */
  readonly arms?: Arms;
  /** Who comes for a unit, where the pool has units in place of people. */
  readonly unit?: UnitRule;
  /** Panels drawn at once that share nobody, each of `size`; 1 where nothing is said. */
  readonly panels?: number;
  /** Further panels, in reserve should one of those not take place; none where nothing is said. */
  readonly reserve?: number;
  /** Pseudonyms of the people of the pool who sit beside the panel, as `seated`; nobody who is seated. */
  readonly exOfficio?: readonly string[];
}

/** How the pool was read, as far as a one-off needs it to be read again: column names. */
export interface Reading {
  readonly id: string;
  /** Empty where there is no household rule. */
  readonly household: readonly string[];
  /** Where every area has a panel of its own: its column, and which it is. */
  readonly area?: { readonly column: string; readonly value: string };
  /** How many people of the file were left out because a list given for this draw names them; where there are any. */
  readonly excluded?: number;
}

/**
 * What is fixed before the seed is known; its SHA-256 is the commitment. Digests are lower-case hexadecimal SHA-256 of
 * the published files' bytes.
 */
export interface Manifest {
  readonly format: 'sortition-manifest/1';
  /** What the panel is called. */
  readonly title: string;
  /** A rehearsal draws nobody. */
  readonly purpose: 'draw' | 'rehearsal';
  readonly software: { readonly name: string; readonly version: string };
  readonly pool: PoolSeal;
  readonly reading: Reading;
  readonly quotas: readonly {
    readonly feature: string;
    readonly values: readonly {
      readonly value: string;
      readonly min: number;
      readonly max: number;
      /** People with the value who are on the panel already; where anybody is. */
      readonly seated?: number;
    }[];
  }[];
  readonly settings: {
    readonly size: number;
    readonly objective: string;
    /** γ of goldilocks, as decimal text. */
    readonly gamma?: string;
    readonly one_per_household: boolean;
    readonly household_types: HouseholdRule;
    readonly solver: SolverName;
    readonly alternates: number;
    readonly lottery_form: Lottery['form'];
    /** M, in the named form. */
    readonly tickets?: number;
    /** Pseudonyms of the people who are on the panel already. */
    readonly seated?: readonly string[];
    readonly arms?: Arms;
    readonly unit?: UnitSeal;
    /** Panels drawn at once, where they are more than one. */
    readonly panels?: number;
    /** Panels in reserve, where there are any. */
    readonly reserve?: number;
    /** Pseudonyms of the people of the pool who sit beside the panel, in no quota, and cannot be drawn. */
    readonly ex_officio?: readonly string[];
  };
  /** Features whose values people.csv publishes for each pseudonym; where people have salts. */
  readonly published?: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly seed_source: SeedSource;
}

/** The key of the engine's internal noise: a function of the content alone, never of the draw's seed. */
export function searchKey(hash: Hash, pool: Pool, digest: string, settings: DrawSettings): string {
  const quotas = canonicalJson(publishedQuotas(pool));
  const asked = canonicalJson({
    size: settings.size,
    objective: settings.objective,
    ...gammaText(settings),
    one_per_household: settings.onePerHousehold,
    ...givenLists(settings),
    ...severalPanels(settings),
  });
  return toHex(hash.sha256(lengthPrefixed('sortition/search/1', fromHex(digest), quotas, asked)));
}

const givenLists = ({ seated = [], exOfficio = [] }: DrawSettings) => ({
  ...(seated.length > 0 && { seated }),
  ...(exOfficio.length > 0 && { ex_officio: exOfficio }),
});

/** Canonical JSON has whole numbers only. */
const gammaText = ({ gamma }: DrawSettings): { gamma?: string } =>
  gamma === undefined ? {} : { gamma: String(gamma) };

/**
 * Quotas as they decide: how far they might have been relaxed is not part of it. `counts`: for each feature the seated
 * people with each of its values, where anybody is seated.
 */
export const publishedQuotas = (pool: Pool, counts?: SeatsLeft['counts']): Manifest['quotas'] =>
  pool.quotas.map(({ feature, quotas }, f) => ({
    feature,
    values: quotas.map(({ value, min, max }, v) => ({
      value,
      min,
      max,
      ...(counts !== undefined && { seated: counts[f]?.[v] ?? 0 }),
    })),
  }));

/**
 * The lottery and its proof as published files: name → content. `lottery.csv` is what the seed's number is looked up in.
 * `people.csv` where people have salts.
 */
export function lotteryFiles(drawn: {
  readonly pool: Pool;
  readonly classes: Classes;
  readonly distribution: PanelDistribution;
  readonly certificate: Certificate;
  readonly lottery: Lottery;
}): Record<string, string> {
  const { pool, classes, distribution, lottery } = drawn;
  const compositions = distributionTable(distribution);
  return {
    'certificate.json': certificateText(drawn.certificate),
    'classes.csv': classesTable(pool, classes),
    ...(lottery.form === 'named'
      ? { 'distribution.csv': compositions, 'lottery.csv': ticketsTable(pool, lottery) }
      : { 'lottery.csv': compositions }),
  };
}

/** What a manifest says beyond the lottery: whose draw it is, what read and built it, where its seed will come from. */
export type Provenance = Pick<Manifest, 'title' | 'purpose' | 'software' | 'reading' | 'published' | 'seed_source'>;

/** The pool as the manifest has it, and people.csv where people have salts. `digest`: of the canonical pool without salts. */
export function sealPool(
  hash: Hash,
  { pool, classes, digest }: { readonly pool: Pool; readonly classes: Classes; readonly digest: string },
  published: readonly string[] = [],
): { readonly seal: PoolSeal; readonly files: Readonly<Record<string, string>> } {
  if (pool.salts === undefined) return { seal: { people: pool.pseudonyms.length, digest }, files: {} };
  const leaves = leavesOf(hash, pool, classes, pool.salts);
  const columns = published.map((feature) => pool.quotas.findIndex((quota) => quota.feature === feature));
  return { seal: rootsOf(hash, leaves), files: { 'people.csv': peopleTable(pool, leaves, columns) } };
}

export function buildManifest(
  hash: Hash,
  pool: Pool,
  settings: DrawSettings,
  drawn: {
    readonly seal: PoolSeal;
    readonly solver: SolverName;
    readonly counts: SeatsLeft['counts'];
    readonly classes: Classes;
    readonly lottery: Lottery;
    readonly files: Readonly<Record<string, string>>;
  },
  provenance: Provenance,
): Manifest {
  const { lottery } = drawn;
  return {
    format: 'sortition-manifest/1',
    ...provenance,
    pool: drawn.seal,
    quotas: publishedQuotas(pool, settings.seated && drawn.counts),
    settings: {
      size: settings.size,
      objective: settings.objective,
      ...gammaText(settings),
      one_per_household: settings.onePerHousehold,
      household_types: drawn.classes.rule,
      solver: drawn.solver,
      alternates: settings.alternates,
      lottery_form: lottery.form,
      ...(lottery.form === 'named' ? { tickets: lottery.panels.length } : {}),
      ...givenLists(settings),
      ...(settings.arms !== undefined && { arms: settings.arms }),
      ...(settings.unit !== undefined && { unit: sealUnits(hash, pool, settings.unit) }),
      ...severalPanels(settings),
    },
    files: Object.fromEntries(Object.entries(drawn.files).map(([name, text]) => [name, digestOf(hash, text)])),
  };
}

/** What a record of this manifest is: its status is nobody's word. */
export const statusOf = ({ purpose, seed_source: { kind } }: Manifest): DrawStatus =>
  purpose === 'rehearsal' ? 'rehearsal' : kind === 'text' ? 'uncommitted' : 'official';

export const digestOf = (hash: Hash, text: string): string => toHex(hash.sha256(utf8(text)));

/** The commitment: SHA-256 of the manifest's canonical bytes. */
export const commitmentOf = (hash: Hash, manifest: Manifest): string => digestOf(hash, canonicalJson(manifest));

/** certificate.json: numerators over 2^40 as decimal text, since they may pass 2^53. */
function certificateText(certificate: Certificate): string {
  const pairs = (list: readonly Pair[]): Json => list.map(([index, numerator]) => [index, String(numerator)]);
  return canonicalJson({
    format: 'sortition-certificate/1',
    direction: certificate.direction,
    seats: certificate.seats.map(String),
    cuts: certificate.cuts.map(({ weights, bound }) => ({ weights: Array.from(weights), bound })),
    levels: certificate.levels.map((level) => ({
      fixed: level.fixed,
      y: pairs(level.y),
      lambda: pairs(level.lambda),
      mu: String(level.mu),
      kappa: pairs(level.kappa),
    })),
  });
}
