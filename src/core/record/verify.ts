import type { Hash, Solver } from '../ports.js';
import type { Pool } from '../register/pool.js';
import { quotaLeft } from '../register/seated.js';
import { buildInstance } from '../selection/instance.js';
import { type Check, CheckLines } from './check-lines.js';
import { commitmentOf, digestOf, type Manifest } from './manifest.js';
import { readRecord } from './read-record.js';
import { readClasses } from './read-tables.js';
import {
  checkDrawn,
  checkNumber,
  checkPanels,
  checkPeople,
  checkPool,
  checkPublicPanel,
  checkShares,
  checkTicketCompositions,
} from './verify-draw.js';
import { checkDistribution, checkProof, checkTickets } from './verify-lottery.js';
import { checkSeatedCounts, checkSeatedPeople } from './verify-seated.js';

/** What a verifier has in hand. Without the pool, only what is public can be checked. */
export interface Evidence {
  readonly record: string;
  /** The published files beside the record, by name. */
  readonly files: ReadonlyMap<string, string>;
  readonly pool?: Pool | undefined;
  /** Confirms cuts; without one they are reported as not checked. */
  readonly solver?: Solver | undefined;
}

/**
 * Checks a draw, line by line: hashes, every composition and panel against the quotas, the proof, the number, panel and
 * alternates. What cannot be read fails; what then has nothing to stand on is left out. Never throws for bad evidence.
 */
export function verifyDraw(hash: Hash, { record: text, files, pool, solver }: Evidence): Check[] {
  const lines = new CheckLines();
  const record = lines.read('record', () => readRecord(text));
  if (record === undefined) return lines.checks;
  const { manifest } = record;
  const { settings } = manifest;
  lines.check(
    'record',
    record.status !== 'official',
    `canonical, ${record.format}, ${record.status}`,
    'says official, but its seed is free text, which shows nothing of what was tried first',
  );
  lines.check(
    'commitment',
    commitmentOf(hash, manifest) === record.commitment,
    'the SHA-256 of the manifest',
    'not the SHA-256 of the manifest: something in it has changed',
  );
  checkFiles(lines, hash, manifest, files);

  const classText = files.get('classes.csv') ?? '';
  const table = lines.read('classes', () => readClasses(classText, manifest.quotas));
  if (table === undefined) return lines.checks;
  if (!checkSeatedCounts(lines, manifest)) return lines.checks;
  const quotas = manifest.quotas.map(({ feature, values }) => ({
    feature,
    quotas: values.map((quota) => quotaLeft(quota, quota.seated ?? 0)),
  }));
  const instance = buildInstance(table, quotas, settings.size - (settings.seated?.length ?? 0));
  const isNamed = settings.lottery_form === 'named';
  const file = isNamed ? 'distribution.csv' : 'lottery.csv';
  const distribution = checkDistribution(lines, instance, files.get(file) ?? '', file);
  if (distribution === undefined) return lines.checks;
  checkProof(lines, instance, distribution, { text: files.get('certificate.json') ?? '', settings, solver });
  const tickets = isNamed ? checkTickets(lines, files.get('lottery.csv') ?? '', settings) : undefined;

  checkSeatedPeople(lines, record, tickets ?? []);
  const seed = checkNumber(lines, hash, record);
  if (pool === undefined) {
    if (tickets !== undefined) checkPublicPanel(lines, record, tickets);
    lines.skip('pool', 'not given: people’s features, households and the alternates need it');
    return lines.checks;
  }
  const inHand = checkPool(lines, hash, record, { pool, classText });
  if (inHand === undefined) return lines.checks;
  const lottery = isNamed
    ? tickets && checkPeople(lines, pool, tickets)
    : { form: 'composition' as const, distribution };
  if (lottery === undefined) return lines.checks;
  if (lottery.form === 'named') {
    checkPanels(lines, record, inHand, lottery.panels);
    const shared =
      settings.objective === 'diversimax'
        ? checkTicketCompositions(lines, lottery.panels, { ...inHand, distribution })
        : distribution;
    if (settings.objective !== 'legacy' && shared !== undefined)
      checkShares(lines, lottery.panels, { ...inHand, distribution: shared });
  }
  if (seed !== undefined) checkDrawn(lines, hash, seed, { ...inHand, record, lottery });
  return lines.checks;
}

const FILES: Readonly<Record<Manifest['settings']['lottery_form'], readonly string[]>> = {
  named: ['certificate.json', 'classes.csv', 'distribution.csv', 'lottery.csv'],
  composition: ['certificate.json', 'classes.csv', 'lottery.csv'],
};

/** The files that the manifest must name, each with the hash it states. */
function checkFiles(lines: CheckLines, hash: Hash, manifest: Manifest, files: ReadonlyMap<string, string>): void {
  const expected = FILES[manifest.settings.lottery_form];
  const named = Object.keys(manifest.files).sort();
  if (named.join() !== expected.join()) lines.fail('files', `the manifest should name ${expected.join(', ')}`);
  for (const name of expected) {
    const text = files.get(name);
    if (text === undefined) lines.fail(name, 'not found beside the record');
    else {
      const same = digestOf(hash, text) === manifest.files[name];
      lines.check(name, same, 'SHA-256 as in the manifest', 'SHA-256 differs from the manifest');
    }
  }
}
