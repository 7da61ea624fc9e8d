import { createHash } from 'node:crypto';
import type { NoiseSource } from '../core/ports.js';
import type { NoiseFor } from '../core/register/synthetic/chance.js';
import { drawPopulation } from '../core/register/synthetic/population.js';
import { registerRows } from '../core/register/synthetic/register-rows.js';
import { readPopulation } from './population-file.js';
import { type WrittenRegister, writeRegister } from './register-writer.js';

export interface SyntheticRegister extends WrittenRegister {
  readonly people: number;
  /** 0 where the population file declares none. */
  readonly households: number;
  readonly columns: readonly string[];
  readonly encoding: string;
  readonly delimiter: string;
}

/**
 * Makes the register that a population file declares; the same file, the same bytes, on every machine. A register that
 * stands at `outPath` is replaced: whether it may be is the caller's question.
 *
 * @throws SortitionError the faults of readPopulation, drawPopulation and writeRegister
 */
export async function synthesiseRegister(
  populationPath: string,
  outPath: string,
  noiseSource: NoiseSource,
  { onProgress }: { onProgress?: (rows: number, of: number) => void } = {},
): Promise<SyntheticRegister> {
  const { population: spec, layout } = await readPopulation(populationPath);
  const noiseFor = noiseOfSeed(spec.seed, noiseSource);
  const population = drawPopulation(spec, noiseFor);
  const columns = layout.columns.map((column) => column.name);
  const rows = registerRows(spec, layout, population, noiseFor);
  const written = await writeRegister(outPath, { header: columns, rows }, layout.export, (done) =>
    onProgress?.(done, spec.people),
  );
  const { encoding, delimiter } = layout.export;
  const households = population.households?.count ?? 0;
  return { people: spec.people, households, columns, encoding, delimiter, ...written };
}

/** Noise for each purpose from the seed; JSON keeps the parts of the key apart. */
export const noiseOfSeed =
  (seed: string, noiseSource: NoiseSource): NoiseFor =>
  (purpose) =>
    noiseSource(
      createHash('sha256')
        .update(JSON.stringify(['sortition synth 1', seed, purpose]))
        .digest('hex'),
    );
