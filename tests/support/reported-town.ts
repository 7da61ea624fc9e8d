import { canonicalPoolTable } from '../../src/core/record/canonical-pool.js';
import { factsOfDraw } from '../../src/core/record/figures/draw-facts.js';
import { findPresence } from '../../src/core/record/figures/response-facts.js';
import type { Provenance } from '../../src/core/record/manifest.js';
import type { Seed } from '../../src/core/record/seed-source.js';
import type { ReportContent } from '../../src/documents/report/content.js';
import { loadHighsSolver } from '../../src/solver/highs.js';
import { drawn, prepare } from './draws.js';
import { townTask } from './town-pool.js';

/** Pseudonyms of this town begin so. */
export const PERSON = 'person-';

const dice: Provenance['seed_source'] = { kind: 'public', dice: { count: 30, sides: 6 } };
const rolls: Seed = { kind: 'public', dice: Array.from({ length: 30 }, (_, i) => (i % 6) + 1) };

/** A draw of a made-up town, with its figures as a report has them; names as organisers write them, some of them hard to set. */
export async function reportedTown(
  more: Partial<ReportContent> = {},
  terms: Partial<Provenance> = {},
): Promise<ReportContent> {
  const task = townTask({ people: 240, k: 24, sizes: [2, 4, 3], room: 1, seed: 7, withHomes: true });
  const title = 'Wir reden mit <Donaudampfschifffahrtsgesellschaft> & Freunde';
  const prepared = prepare(task, await loadHighsSolver(), { alternates: 3 }, { title, seed_source: dice, ...terms });
  const { draw } = drawn(
    prepared,
    await loadHighsSolver(),
    (terms.seed_source ?? dice).kind === 'text' ? 'a seed' : rolls,
  );
  const files = new Map([
    ...Object.entries(prepared.files),
    ['canonical-pool.csv', [...canonicalPoolTable(prepared.pool, prepared.classes)].join('')],
  ]);
  const written = prepared.pool.quotas.map(({ feature, quotas }, f) => ({
    feature: f === 1 ? 'Feature 1' : feature,
    quotas: quotas.map((quota) => ({ ...quota, value: quota.value.toUpperCase() })),
  }));
  const shares = prepared.pool.quotas.map(({ feature, quotas }) => ({
    feature,
    isPercent: false,
    values: quotas.map(({ value }, v) => ({ value, share: quotas.length - v + 1 })),
  }));
  const profiles = {
    features: shares.map(({ feature }) => feature),
    profiles: Array.from({ length: 2 * 4 * 3 }, (_, i) => ({
      values: [i % 2, Math.floor(i / 2) % 4, Math.floor(i / 8)],
      people: 1000 + 37 * i,
    })),
  };
  const facts = factsOfDraw(draw.record, files, { written, population: { shares, profiles }, isPopulation: false });
  return {
    ...{ title, record: draw.record, facts, population: 'register', isRegister: false, letters: 2000 },
    presence: findPresence(facts.features, facts.pool, []),
    funnel: [
      { step: 'register', people: 98_365 },
      { step: 'invited', people: 2000 },
      { step: 'pool', people: facts.pool },
      { step: 'panel', people: 24 },
    ],
    ...{ committed: '2026-11-01', drawn: '2026-11-10', replaced: { withdrawn: 1, called: 1 }, isPublished: true },
    ...more,
  };
}
