import type { Solver } from '../../src/core/ports.js';
import { canonicalJson } from '../../src/core/record/canonical-json.js';
import { conductDraw, type Draw, type PreparedDraw, planDraw, prepareDraw } from '../../src/core/record/draw.js';
import type { DrawRecord } from '../../src/core/record/draw-record.js';
import {
  commitmentOf,
  type DrawSettings,
  digestOf,
  type Manifest,
  type Provenance,
} from '../../src/core/record/manifest.js';
import type { Seed } from '../../src/core/record/seed-source.js';
import type { Evidence } from '../../src/core/record/verify.js';
import { findLeximin } from '../../src/core/selection/leximin.js';
import { nodeHash } from '../../src/random/hash.js';
import { noiseSource } from '../../src/random/noise.js';
import type { SmallTask } from './tight-pools.js';

/** What a manifest says beyond the lottery, where a test does not care. */
export const provenance: Provenance = {
  title: 'test',
  purpose: 'draw',
  software: { name: 'test', version: '0' },
  reading: { id: 'id', household: ['address'] },
  seed_source: { kind: 'text' },
};

export const textSeed = (text: string): Seed => ({ kind: 'text', text });

/** All steps of a draw but the last, as `sortition lottery` takes them. Throws where no panel exists. */
export function prepare(
  task: SmallTask,
  solver: Solver,
  more: Partial<DrawSettings> = {},
  terms: Partial<Provenance> = {},
): PreparedDraw {
  const { k: size, onePerHousehold } = task;
  const settings = { size, onePerHousehold, objective: 'leximin', alternates: 2, ...more };
  const plan = planDraw(nodeHash, task.pool, settings);
  const selection = findLeximin(plan.instance, { solver, noise: noiseSource(plan.key) });
  if (selection === undefined) throw new Error('no panel');
  return prepareDraw(plan, selection, { hash: nodeHash, noise: noiseSource }, { ...provenance, ...terms });
}

/** A draw and what its verifier gets. */
export interface DrawnCase {
  readonly prepared: PreparedDraw;
  readonly draw: Draw;
  readonly evidence: Evidence;
}

export function drawn(prepared: PreparedDraw, solver: Solver, seed: string | Seed = 'a public seed'): DrawnCase {
  const draw = conductDraw(nodeHash, prepared, typeof seed === 'string' ? textSeed(seed) : seed);
  const files = new Map(Object.entries(prepared.files));
  return { prepared, draw, evidence: { record: textOf(draw.record), files, pool: prepared.pool, solver } };
}

export const textOf = (record: DrawRecord): string => canonicalJson(record);

/** What a liar can publish: altered files or manifest, with every hash, the commitment and the draw made anew. */
export function resealed(
  prepared: PreparedDraw,
  altered: { readonly files?: Readonly<Record<string, string>>; readonly manifest?: Partial<Manifest> },
): PreparedDraw {
  const files = { ...prepared.files, ...altered.files };
  const digests = Object.entries(files).map(([name, text]) => [name, digestOf(nodeHash, text)]);
  const manifest = { ...prepared.manifest, files: Object.fromEntries(digests), ...altered.manifest };
  return { ...prepared, files, manifest, commitment: commitmentOf(nodeHash, manifest) };
}
