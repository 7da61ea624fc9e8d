import type { Quotas } from '../../register/features.js';
import { quotaLeft } from '../../register/seated.js';
import { checkCertificate } from '../../selection/certificate.js';
import { buildInstance } from '../../selection/instance.js';
import type { DrawRecord } from '../draw-record.js';
import { readPoolRows } from '../read-pool.js';
import { readCertificate } from '../read-record.js';
import { readClasses, readDistribution, readTickets, wholeTickets } from '../read-tables.js';
import { panelsDrawn } from '../several-settings.js';
import {
  type ChanceFigures,
  type ChanceStep,
  chanceFigures,
  sortSteps,
  stepsOfDistribution,
  stepsOfTickets,
  unseatableUnder,
  withoutUnseatable,
} from './chance-figures.js';
import { type CrossTable, crossFeatures } from './crossed.js';
import { type MirrorFeature, mirrorFeatures } from './mirror.js';
import { asWritten, type Population, type ProfileCount, profilesOf, sharesOf } from './profiles.js';

/** What a draw came to, in numbers about nobody in particular. */
export interface DrawFacts {
  /** Those who could be drawn, without whoever was seated already. */
  readonly pool: number;
  readonly features: readonly MirrorFeature[];
  readonly crosses: readonly CrossTable[];
  /** Of the panel, people whose data were erased since: they are in none of the counts. */
  readonly erased: number;
  readonly chances: DrawChances;
  readonly proof: Proof;
}

export interface DrawChances {
  /** Of everybody who is in some panel, ascending. */
  readonly steps: readonly ChanceStep[];
  readonly figures: ChanceFigures;
  /** Whoever is in no panel that meets the quotas. */
  readonly unseatable: number;
  /** The least chance before it was rounded to whole tickets; undefined where nothing was rounded. */
  readonly leastExact: number | undefined;
}

export interface Proof {
  /** Steps of the certificate; none where the objective is proved otherwise, or not at all. */
  readonly levels: number;
  /** By how much a chance may fall short of the optimum, at the most. */
  readonly gap: number;
}

/**
 * @param files those beside the record, canonical-pool.csv among them
 * @param written quotas in the organiser's order and spelling; none where they are not at hand
 * @param population undefined where the pool itself is the population (`isPopulation`), or nothing is known of it
 * @throws SortitionError where a file is not what the toolkit writes
 */
export function factsOfDraw(
  { manifest, panel }: DrawRecord,
  files: ReadonlyMap<string, string>,
  {
    written,
    population,
    isPopulation,
  }: {
    readonly written: Quotas;
    readonly population: Population | undefined;
    /** Nobody was invited: everybody in town could be drawn. */
    readonly isPopulation: boolean;
  },
): DrawFacts {
  const table = readClasses(files.get('classes.csv') ?? '', manifest.quotas);
  const { panels = 1 } = manifest.settings;
  const F = manifest.quotas.length;
  const T = table.groups.length;
  const people = Array.from({ length: T }, (_, t) => (table.starts[t + 1] ?? 0) - (table.starts[t] ?? 0));
  const { features, order } = asWritten(
    manifest.quotas.map(({ feature, values }) => ({
      feature,
      values: values.map((quota) => quotaTimes(quota, panels)),
    })),
    written,
  );
  const reorder = (values: ArrayLike<number>): number[] =>
    order.map(({ feature, values: numbers }) => numbers.indexOf(values[feature] ?? -1));
  const pool = people.map(
    (count, t): ProfileCount => ({ values: reorder(table.profiles.subarray(t * F, (t + 1) * F)), people: count }),
  );
  const seated = readPanel(files.get('canonical-pool.csv') ?? '', { manifest, panel });
  const onPanel = seated.known.map((values): ProfileCount => ({ values: reorder(values), people: 1 }));
  const shares = features.map((feature, f) =>
    population !== undefined
      ? sharesOf(feature, population)
      : isPopulation
        ? poolShares(pool, f, feature.values.length)
        : undefined,
  );
  const given = { pool, panel: onPanel };
  const mirrored = mirrorFeatures(features, { ...given, population: shares });
  const everybody = population !== undefined ? profilesOf(features, population) : isPopulation ? pool : [];
  return {
    pool: people.reduce((sum, count) => sum + count, 0),
    features: mirrored,
    crosses: seated.erased > 0 ? [] : crossFeatures(mirrored, { ...given, population: everybody }),
    erased: seated.erased,
    ...chancesAndProof({ manifest, files, people }, table),
  };
}

/** What a group has on several panels together that each keep to the quota. */
const quotaTimes = <Q extends { readonly min: number; readonly max: number }>(quota: Q, panels: number): Q => ({
  ...quota,
  ...{ min: quota.min * panels, max: quota.max * panels },
});

function poolShares(pool: readonly ProfileCount[], f: number, length: number): number[] {
  const counts = new Array<number>(length).fill(0);
  for (const { values, people } of pool) counts[values[f] ?? 0] = (counts[values[f] ?? 0] ?? 0) + people;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / Math.max(1, total));
}

function readPanel(
  text: string,
  { manifest, panel }: Pick<DrawRecord, 'manifest' | 'panel'>,
): { readonly known: readonly Uint16Array[]; readonly erased: number } {
  const rows = readPoolRows(text, manifest);
  const F = manifest.quotas.length;
  const isOnPanel = new Set(panel);
  const isErased = new Set(rows.erased);
  const known: Uint16Array[] = [];
  let erased = 0;
  rows.pseudonyms.forEach((pseudonym, i) => {
    if (!isOnPanel.has(pseudonym)) return;
    if (isErased.has(i)) erased++;
    else known.push(rows.values.subarray(i * F, (i + 1) * F));
  });
  return { known, erased };
}

function chancesAndProof(
  {
    manifest,
    files,
    people,
  }: {
    readonly manifest: DrawRecord['manifest'];
    readonly files: ReadonlyMap<string, string>;
    readonly people: readonly number[];
  },
  table: ReturnType<typeof readClasses>,
): Pick<DrawFacts, 'chances' | 'proof'> {
  const { settings } = manifest;
  const isNamed = settings.lottery_form === 'named';
  const file = isNamed ? 'distribution.csv' : 'lottery.csv';
  const panels = panelsDrawn(settings);
  // Of all the panels that were drawn; which of them are in reserve is by lot.
  const used = (settings.panels ?? 1) / panels;
  const ofSeat = (of: readonly ChanceStep[]): ChanceStep[] =>
    of.map((step) => ({ ...step, chance: step.chance * used }));
  const distribution = readDistribution(files.get(file) ?? '', people.length, file, panels);
  const exact = ofSeat(stepsOfDistribution(distribution, people));
  const unseatable = unseatableUnder(settings.objective, exact);
  const seated = new Set(settings.seated);
  const n = people.reduce((sum, count) => sum + count, 0);
  const lottery = isNamed
    ? ofSeat(
        stepsOfTickets(
          wholeTickets(readTickets(files.get('lottery.csv') ?? '', panels), panels).map((ticket) =>
            ticket.filter((person) => !seated.has(person)),
          ),
          n,
        ),
      )
    : exact;
  const steps = sortSteps(withoutUnseatable(lottery, unseatable));
  const least = sortSteps(withoutUnseatable(exact, unseatable))[0]?.chance;
  const quotas = manifest.quotas.map(({ feature, values }) => ({
    feature,
    quotas: values.map((quota) => quotaLeft(quota, quota.seated ?? 0)),
  }));
  const instance = buildInstance(table, quotas, settings.size - seated.size, panels);
  const proofs = checkCertificate(instance, readCertificate(files.get('certificate.json') ?? ''));
  return {
    chances: {
      ...{ steps, unseatable, figures: chanceFigures(steps) },
      leastExact: isNamed && settings.objective !== 'legacy' ? least : undefined,
    },
    proof: { levels: proofs.length, gap: Math.max(0, ...proofs.map(({ gap }) => Math.abs(gap))) },
  };
}
