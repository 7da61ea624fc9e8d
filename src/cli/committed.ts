import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Committed, commitmentOf, nodeHash, readManifestText, reopenLottery, SortitionError } from '../index.js';
import { lotteryFolder } from './build-lottery.js';
import type { Inputs } from './read-inputs.js';
import type { Task } from './task.js';

/** A committed lottery, read back and found to be of today's inputs. */
export interface CommittedLottery {
  readonly committed: Committed;
  /** The folder that `lottery` wrote. */
  readonly folder: string;
  /** Its public files but the manifest, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** probabilities.csv, as it was written. */
  readonly probabilities: readonly string[];
}

/**
 * `asked`: the folder or its manifest.json, or the 64 characters of the commitment. Throws COMMITMENT_MISSING,
 * COMMITMENT_OTHER or COMMITMENT_CHANGED.
 */
export async function findCommitted(task: Task, asked: string, inputs: Inputs): Promise<CommittedLottery> {
  const hex = asked.replaceAll(/\s/g, '').toLowerCase();
  const isHex = /^[0-9a-f]{64}$/.test(hex);
  const folder = isHex ? lotteryFolder(task) : basename(asked) === 'manifest.json' ? dirname(asked) : asked;
  const path = join(folder, 'manifest.json');
  if (!existsSync(path)) throw new SortitionError('COMMITMENT_MISSING', { folder });
  const manifest = readManifestText(await readFile(path, 'utf8'));
  const commitment = commitmentOf(nodeHash, manifest);
  if (isHex && commitment !== hex) throw new SortitionError('COMMITMENT_OTHER', { asked: hex, found: commitment });
  const names = Object.keys(manifest.files);
  const texts = new Map<string, string>();
  for (const name of [...names, 'canonical-pool.csv', 'probabilities.csv']) {
    const file = join(folder, basename(name));
    if (existsSync(file)) texts.set(name, await readFile(file, 'utf8'));
  }
  const committed = reopenLottery(
    nodeHash,
    { manifest, commitment, files: texts },
    inputs.people.pool,
    inputs.settings,
  );
  return {
    committed,
    folder,
    files: Object.fromEntries(names.map((name) => [name, texts.get(name) ?? ''])),
    probabilities: [texts.get('probabilities.csv') ?? ''],
  };
}
