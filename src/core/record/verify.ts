import type { Hash, Solver } from '../ports.js';
import type { Pool } from '../register/pool.js';
import { quotaLeft } from '../register/seated.js';
import type { PanelDistribution } from '../selection/distribution.js';
import { buildInstance } from '../selection/instance.js';
import { type Check, CheckLines } from './check-lines.js';
import type { DrawRecord } from './draw-record.js';
import { commitmentOf, digestOf, type Manifest, statusOf } from './manifest.js';
import { erasedIn, type PublicPerson, readCanonicalPool, readPeopleTable } from './read-pool.js';
import { readManifestText, readRecord } from './read-record.js';
import { readClasses, ticketByTicket, wholeTickets } from './read-tables.js';
import { panelsDrawn } from './several-settings.js';
import { checkArms, checkArmsDrawn } from './verify-arms.js';
import {
  checkDrawn,
  checkNumber,
  checkPanels,
  checkPeople,
  checkPool,
  checkShares,
  checkTicketCompositions,
  type PoolInHand,
} from './verify-draw.js';
import { checkPoolLeft, type PoolLeft } from './verify-erased.js';
import { checkPanelLeft, checkTicketsLeft } from './verify-erased-draw.js';
import { checkLedgerHead } from './verify-ledger.js';
import { checkDistribution, checkProof, checkTickets } from './verify-lottery.js';
import { checkManifest } from './verify-manifest.js';
import {
  checkCanonicalPool,
  checkClassCounts,
  checkKnownPeople,
  checkPublicPeople,
  checkPublishedQuotas,
} from './verify-pool.js';
import { checkPanelList, checkPublicPanel } from './verify-public-panel.js';
import { checkExOfficio, checkExOfficioDrawn, checkSeatedCounts, checkSeatedPeople } from './verify-seated.js';
import { type CheckBeacon, checkSeed, checkSource, type SeedAsked } from './verify-seed.js';
import { checkChosen, checkChosenAgain, withMembers } from './verify-units.js';

/** What a verifier has in hand of a lottery. Without the pool, only what is public can be checked. */
export interface LotteryEvidence {
  /** The files beside the record, by name; with canonical-pool.csv among them the pool need not be given. */
  readonly files: ReadonlyMap<string, string>;
  readonly pool?: Pool | undefined;
  /** Confirms cuts; without one they are reported as not checked. */
  readonly solver?: Solver | undefined;
}

export interface Evidence extends LotteryEvidence {
  readonly record: string;
  /** Checks the signature of a public beacon; without it that is reported as not checked. */
  readonly checkBeacon?: CheckBeacon | undefined;
}

/**
 * Checks a draw, line by line: hashes, every composition and panel against the quotas, the proof, the seed, the number, panel and
 * alternates. What cannot be read fails; what then has nothing to stand on is left out. Never throws for bad evidence.
 */
export function verifyDraw(hash: Hash, evidence: Evidence): Check[] {
  const { files } = evidence;
  const lines = new CheckLines();
  const record = lines.read('record', () => readRecord(evidence.record));
  if (record === undefined) return lines.checks;
  const { manifest } = record;
  const status = statusOf(manifest);
  lines.check(
    'record',
    record.status === status,
    `canonical, ${record.format}, ${record.status}`,
    `says ${record.status}, but by its manifest it is ${status}`,
  );
  lines.check(
    'commitment',
    commitmentOf(hash, manifest) === record.commitment,
    `${record.commitment}, the SHA-256 of the manifest`,
    'not the SHA-256 of the manifest: something in it has changed',
  );
  checkLedger(lines, hash, record, files.get(LEDGER));
  const seen = checkLottery(lines, hash, manifest, evidence);
  if (seen === undefined) return lines.checks;

  const { people, tickets, inHand, left, distribution } = seen;
  const panels = panelsDrawn(manifest.settings);
  if (!checkPanelList(lines, record)) return lines.checks;
  const areArms = checkArms(lines, record);
  const areChosen = checkChosen(lines, record);
  checkSeatedPeople(lines, record, tickets ?? []);
  checkExOfficioDrawn(lines, record);
  if (people !== undefined && tickets === undefined)
    checkPublishedQuotas(lines, manifest, people, record.panels ?? [record.panel]);
  checkSeed(lines, seedAskedBy(manifest), record.seed, evidence.checkBeacon);
  const seed = checkNumber(lines, hash, record);
  if (seed !== undefined && areChosen) checkChosenAgain(lines, hash, seed, { pool: inHand?.pool, record });
  if (inHand === undefined) {
    checkPublicPanel(lines, hash, record, { tickets: tickets && ticketByTicket(tickets, panels), people, seed });
    if (left !== undefined && tickets === undefined) checkPanelLeft(lines, record, left, distribution);
    if (left !== undefined && manifest.settings.alternates > 0)
      lines.skip('alternates', 'whether they are the right ones, not checked: people were erased');
    if (areArms)
      lines.skip(
        'arms',
        `who gets which, not checked: ${left === undefined ? 'that takes the pool' : 'people were erased'}`,
      );
    return lines.checks;
  }
  const lottery =
    tickets === undefined
      ? { form: 'composition' as const, distribution }
      : checkPeople(lines, inHand.pool, { lists: tickets, panels });
  if (seed !== undefined && lottery !== undefined) checkDrawn(lines, hash, seed, { ...inHand, record, lottery });
  if (seed !== undefined && areArms) checkArmsDrawn(lines, hash, seed, { pool: inHand.pool, record });
  return lines.checks;
}

/** Checks a committed lottery before its draw: everything but what follows from the seed. Never throws for bad evidence. */
export function verifyLottery(hash: Hash, evidence: LotteryEvidence & { readonly manifest: string }): Check[] {
  const lines = new CheckLines();
  const manifest = lines.read('manifest', () => readManifestText(evidence.manifest));
  if (manifest === undefined) return lines.checks;
  lines.hold('manifest', `canonical, ${manifest.format}; its commitment is ${commitmentOf(hash, manifest)}`);
  if (checkLottery(lines, hash, manifest, evidence) !== undefined) checkSource(lines, seedAskedBy(manifest));
  return lines.checks;
}

/** Only the named form has tickets, as `checkManifest` sees to. */
const seedAskedBy = ({ seed_source: source, settings }: Manifest): SeedAsked => ({
  source,
  tickets: settings.lottery_form === 'named' ? settings.tickets : undefined,
});

/** What of a lottery was found sound, for the draw to be checked against. */
interface SoundLottery {
  readonly distribution: PanelDistribution;
  /** Pseudonyms on each ticket, in the named form; of several panels, on each of its parts. */
  readonly tickets: string[][] | undefined;
  readonly people: readonly PublicPerson[] | undefined;
  /** The whole pool, or what is left of it where people were erased. */
  readonly inHand: PoolInHand | undefined;
  readonly left: PoolLeft | undefined;
}

/** Undefined where something is so wrong that nothing else can be checked. */
function checkLottery(
  lines: CheckLines,
  hash: Hash,
  manifest: Manifest,
  evidence: LotteryEvidence,
): SoundLottery | undefined {
  const { files, solver } = evidence;
  const { settings } = manifest;
  checkManifest(lines, manifest);
  checkFiles(lines, hash, manifest, files);
  const people =
    'root' in manifest.pool
      ? lines.read('people', () => readPeopleTable(files.get('people.csv') ?? '', manifest))
      : undefined;
  if (people !== undefined) checkPublicPeople(lines, hash, manifest, people);

  const classText = files.get('classes.csv') ?? '';
  const table = lines.read('classes', () => readClasses(classText, manifest.quotas));
  if (table === undefined) return undefined;
  checkClassCounts(lines, manifest, table, people);
  if (!checkSeatedCounts(lines, manifest)) return undefined;
  const quotas = manifest.quotas.map(({ feature, values }) => ({
    feature,
    quotas: values.map((quota) => quotaLeft(quota, quota.seated ?? 0)),
  }));
  const instance = buildInstance(table, quotas, settings.size - (settings.seated?.length ?? 0), panelsDrawn(settings));
  const isNamed = settings.lottery_form === 'named';
  const file = isNamed ? 'distribution.csv' : 'lottery.csv';
  const distribution = checkDistribution(lines, instance, files.get(file) ?? '', file);
  if (distribution === undefined) return undefined;
  checkProof(lines, instance, distribution, { text: files.get('certificate.json') ?? '', settings, solver });
  const tickets = isNamed ? checkTickets(lines, files.get('lottery.csv') ?? '', settings) : undefined;
  const known = people && new Set(people.map(({ pseudonym }) => pseudonym));
  checkExOfficio(lines, manifest, { ...(tickets && { tickets }), ...(known && { people: known }) });
  if (people !== undefined && tickets !== undefined) {
    checkKnownPeople(lines, people, wholeTickets(tickets, panelsDrawn(settings)));
    checkPublishedQuotas(lines, manifest, people, tickets);
  }
  if (isNamed && tickets === undefined) return undefined;
  const canonical = files.get('canonical-pool.csv') ?? '';
  if (erasedIn(canonical).length > 0) {
    const left = checkPoolLeft(lines, hash, manifest, { text: canonical, table, people, pool: evidence.pool });
    if (left !== undefined && tickets !== undefined) checkTicketsLeft(lines, manifest, left, { tickets, distribution });
    return { distribution, tickets, people, inHand: undefined, left };
  }
  const inHand = checkPoolInHand(lines, hash, manifest, { evidence, classText });
  if (inHand !== undefined && tickets !== undefined)
    checkNamedPanels(lines, manifest, inHand, { tickets, distribution });
  return { distribution, tickets, people, inHand, left: undefined };
}

/** The pool that was given or, in its place, the canonical one among the files. */
function checkPoolInHand(
  lines: CheckLines,
  hash: Hash,
  manifest: Manifest,
  { evidence, classText }: { readonly evidence: LotteryEvidence; readonly classText: string },
): PoolInHand | undefined {
  const canonical = evidence.files.get('canonical-pool.csv');
  if (evidence.pool === undefined && canonical === undefined) {
    lines.skip('pool', 'not given: people’s features, households and the alternates need it');
    return undefined;
  }
  const read = evidence.pool ?? lines.read('canonical-pool.csv', () => readCanonicalPool(canonical ?? '', manifest));
  const isToRead = manifest.settings.unit !== undefined && evidence.pool === undefined;
  const pool = read && isToRead ? withMembers(lines, read, evidence.files.get('members.csv')) : read;
  const inHand = pool && checkPool(lines, hash, { manifest }, { pool, classText });
  if (canonical !== undefined && inHand !== undefined) checkCanonicalPool(lines, manifest, canonical, inHand);
  return inHand;
}

/** Every ticket's people against quotas, households and their shares. */
function checkNamedPanels(
  lines: CheckLines,
  manifest: Manifest,
  inHand: PoolInHand,
  { tickets, distribution }: { readonly tickets: string[][]; readonly distribution: PanelDistribution },
): void {
  const lottery = checkPeople(lines, inHand.pool, { lists: tickets, panels: panelsDrawn(manifest.settings) });
  if (lottery?.form !== 'named') return;
  const { objective } = manifest.settings;
  checkPanels(lines, manifest, inHand, lottery);
  const shared =
    objective === 'diversimax'
      ? checkTicketCompositions(lines, lottery.panels, { ...inHand, distribution })
      : distribution;
  if (objective !== 'legacy' && shared !== undefined)
    checkShares(lines, lottery.panels, { ...inHand, distribution: shared });
}

const FILES: Readonly<Record<Manifest['settings']['lottery_form'], readonly string[]>> = {
  named: ['certificate.json', 'classes.csv', 'distribution.csv', 'lottery.csv'],
  composition: ['certificate.json', 'classes.csv', 'lottery.csv'],
};

/** The files that the manifest must name, each with the hash it states. */
function checkFiles(lines: CheckLines, hash: Hash, manifest: Manifest, files: ReadonlyMap<string, string>): void {
  const expected = [...FILES[manifest.settings.lottery_form], ...('root' in manifest.pool ? ['people.csv'] : [])];
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

const LEDGER = 'ledger.jsonl';

/** Only a draw by plain flags has no ledger. */
function checkLedger(
  lines: CheckLines,
  hash: Hash,
  { manifest, ledger: stated }: DrawRecord,
  text: string | undefined,
): void {
  const isOneOff = 'digest' in manifest.pool && manifest.seed_source.kind === 'text';
  if ((stated === undefined) !== isOneOff) {
    lines.fail(
      'ledger',
      isOneOff ? 'a draw by plain flags has none' : 'the record does not say what stood in it before',
    );
    return;
  }
  if (stated !== undefined) checkLedgerHead(lines, hash, stated, text);
}
