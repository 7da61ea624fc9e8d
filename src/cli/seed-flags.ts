import { existsSync } from 'node:fs';
import { isQuicknetSignature, parseBeacon, parseRolls, readTextFile, type Seed, SortitionError } from '../index.js';
import type { Task } from './task.js';

/** What was rolled, as commander hands it over. */
export interface SeedFlags {
  readonly commitment?: string;
  readonly seed?: string;
  readonly dice?: string;
  readonly beacon?: string;
  readonly signature?: string;
  readonly pick?: number;
}

/** The seed of a draw: a text without a commitment, what was rolled with one. Throws `missing`, SEED_OF_COMMITMENT and the like. */
export async function requireSeed(
  task: Pick<Task, 'seed'>,
  flags: SeedFlags,
  missing: 'SEED_MISSING' | 'INVITATION_SEED_MISSING' = 'SEED_MISSING',
): Promise<Seed> {
  const { dice, beacon, pick } = flags;
  const rolled = (['dice', 'beacon', 'pick'] as const).find((flag) => flags[flag] !== undefined);
  if (flags.commitment === undefined) {
    if (rolled !== undefined) throw new SortitionError('SEED_OF_COMMITMENT', { flag: `--${rolled}` });
    if (task.seed === undefined) throw new SortitionError(missing, {});
    return { kind: 'text', text: task.seed };
  }
  if (flags.seed !== undefined) return { kind: 'text', text: flags.seed };
  if (pick !== undefined) return { kind: 'pick', number: pick };
  return {
    kind: 'public',
    ...(dice !== undefined && { dice: parseRolls(dice) }),
    ...(beacon !== undefined && { drand: await readBeacon(beacon, flags.signature) }),
  };
}

/** Round and signature, from the command line or from the file that drand publishes; the signature is checked. */
async function readBeacon(text: string, signature: string | undefined) {
  const beacon = parseBeacon(existsSync(text) ? await readTextFile(text) : text, signature);
  if (!(await isQuicknetSignature(beacon.round, beacon.signature)))
    throw new SortitionError('BEACON_FALSE', { round: beacon.round });
  return beacon;
}
