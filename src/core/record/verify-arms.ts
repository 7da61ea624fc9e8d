import type { DrawSeed } from '../lottery/draw-seed.js';
import { assignArms } from '../panel/arms.js';
import type { Hash } from '../ports.js';
import type { Pool } from '../register/pool.js';
import type { CheckLines } from './check-lines.js';
import type { DrawRecord } from './draw-record.js';

/** Everybody of the panel has one of the manifest's arms; true where that holds. Silent where there are none. */
export function checkArms(lines: CheckLines, { arms, panel, manifest }: DrawRecord): boolean {
  const { arms: asked } = manifest.settings;
  if (asked === undefined) {
    if (arms !== undefined) lines.fail('arms', 'the record has arms, the manifest has none');
    return false;
  }
  const { sizes, unit } = asked;
  const people = sizes.map((_, a) => arms?.filter((arm) => arm === a).length ?? 0);
  const isWhole =
    arms !== undefined && panel.length > 0 && arms.length === panel.length && arms.every((arm) => arm < sizes.length);
  return lines.check(
    'arms',
    isWhole && (unit === 'household' || sizes.every(({ size }, a) => people[a] === size)),
    sizes.map(({ arm }, a) => `${arm}: ${people[a]}`).join(', '),
    'not everybody of the panel has an arm, or the arms have other sizes than in the manifest',
  );
}

/** Who gets which arm, drawn again. */
export function checkArmsDrawn(
  lines: CheckLines,
  hash: Hash,
  seed: DrawSeed,
  { pool, record }: { readonly pool: Pool; readonly record: DrawRecord },
): void {
  const { arms } = record.manifest.settings;
  const positions = new Map(pool.pseudonyms.map((pseudonym, person) => [pseudonym, person]));
  const panel = Int32Array.from(record.panel, (pseudonym) => positions.get(pseudonym) ?? -1);
  // Who is not in the pool has been told of with the panel.
  if (arms === undefined || panel.includes(-1)) return;
  lines.check(
    'arms',
    assignArms(hash, seed, { pool, panel }, arms).join() === record.arms?.join(),
    'drawn again from the seed',
    'the seed gives them to others',
  );
}
