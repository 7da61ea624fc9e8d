import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  type Check,
  chancesOfPeople,
  choiceOf,
  chooseSolver,
  commitmentOf,
  countListed,
  type DrawRecord,
  decodeUtf8,
  Engine,
  erasedIn,
  findProcess,
  isQuicknetSignature,
  loadSolver,
  type Manifest,
  nodeHash,
  noiseSource,
  openPseudonyms,
  type People,
  type PeopleSpec,
  planDraw,
  poolOf,
  prepareDraw,
  probabilitiesTable,
  readManifestText,
  readQuotas,
  readRecord,
  readTextFile,
  type SolverName,
  SortitionError,
  selectLegacy,
  settingsOf,
  verifyDraw,
  verifyLottery,
  version,
  withoutListed,
} from '../index.js';
import { checkArmsFile } from './arm-names.js';
import { checkProcessLedger, checkPublished } from './check-around.js';
import { chancesByPerson } from './drawn-people.js';
import { checkPoolFile } from './pool-file.js';
import { PSEUDONYMS, readPeopleAs } from './read-inputs.js';
import { holdsIds, showChecks } from './show-checks.js';
import type { Terminal } from './terminal.js';
import { isInvitation, verifyInvitationRecord } from './verify-invitation.js';
import { isReplacement, verifyReplacementRecord } from './verify-replacement.js';
import { isRotation, verifyRotationRecord } from './verify-rotation.js';

export interface VerifyFlags {
  readonly pool?: string;
  readonly quotas?: string;
  readonly id?: string;
  readonly encoding?: string;
  readonly exclude?: readonly string[];
  readonly public?: boolean;
  readonly replay?: boolean;
  readonly commitment?: string;
  readonly json?: boolean;
}

const PUBLIC_FILES = [
  'certificate.json',
  'classes.csv',
  'distribution.csv',
  'ledger.jsonl',
  'lottery.csv',
  'people.csv',
];
const CONFIDENTIAL_FILES = ['canonical-pool.csv', 'members.csv'];

/** A draw record, or the manifest of a lottery that is yet to be drawn. */
interface Subject {
  readonly text: string;
  readonly folder: string;
  /** Undefined where it cannot be read, which is then the first line that fails. */
  readonly record: DrawRecord | undefined;
  readonly manifest: Manifest | undefined;
}

export async function verifyRecord(
  path: string,
  target: string | undefined,
  flags: VerifyFlags,
  terminal: Terminal,
): Promise<void> {
  const given = await readTextFile(path);
  if (isRotation(path)) return verifyRotationRecord(path, flags.json ?? false, terminal);
  if (isInvitation(given)) return verifyInvitationRecord(path, target, flags, terminal);
  if (isReplacement(given)) return verifyReplacementRecord(path, flags, terminal);
  const subject = await readSubject(path);
  const { text, folder, record, manifest } = subject;
  const files = await readFiles(folder, flags);
  const found = await findSource(subject, target, flags);
  const gone = membersGone(files.get('members.csv'), found);
  // Without them their unit would be another one: what was written down at the draw has to do.
  const source = gone > 0 ? { ...found, people: undefined } : found;
  const classes = countRows(files.get('classes.csv') ?? '');
  const solver = await loadSolver(secondSolver(classes, manifest));
  const evidence = { files, pool: source.people?.pool, solver };
  const erased = new Set(erasedIn(files.get('canonical-pool.csv') ?? ''));
  const checks = isManifest(path)
    ? verifyLottery(nodeHash, { ...evidence, manifest: text })
    : verifyDraw(nodeHash, { ...evidence, record: text, checkBeacon: await beaconOf(record) });
  if (gone > 0) checks.push(membersErased(gone));
  checks.push(...checkExcluded(manifest, source));
  checks.push(...checkPublished(flags.commitment, manifest && commitmentOf(nodeHash, manifest)));
  if (source.folder !== undefined) {
    checks.push(...(await checkProcessLedger(source.folder)));
    if (source.poolFile !== undefined) checks.push(...(await checkPoolFile(source.folder, source.poolFile)));
  }
  if (record !== undefined && source.people !== undefined && !checks.some(fails))
    checks.push(...(await checkPanelFiles(record, source.people, { folder, erased })));
  if (flags.replay) checks.push(...(await replayed(subject, source.people, { checks, erased }, terminal)));
  showChecks(terminal, path, checks);
  if (flags.json) terminal.json({ record: path, holds: !checks.some(fails), checks });
  terminal.exitCode = checks.some(fails) ? 1 : 0;
}

const isManifest = (path: string): boolean => basename(path) === 'manifest.json';

async function readSubject(path: string): Promise<Subject> {
  const text = await readTextFile(path);
  const record = isManifest(path) ? undefined : readable(() => readRecord(text));
  const manifest = isManifest(path) ? readable(() => readManifestText(text)) : record?.manifest;
  return { text, folder: dirname(path), record, manifest };
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SortitionError) return undefined;
    throw error;
  }
}

async function readFiles(folder: string, flags: VerifyFlags): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const name of [...PUBLIC_FILES, ...(flags.public ? [] : CONFIDENTIAL_FILES)]) {
    // What is no UTF-8 has not the hash of any text.
    if (existsSync(join(folder, name))) files.set(name, decodeUtf8(await readFile(join(folder, name))) ?? '');
  }
  return files;
}

/** A second opinion: the solver that did not build the lottery, where it can. */
function secondSolver(classes: number, manifest: Manifest | undefined): SolverName {
  const { solver, objective } = manifest?.settings ?? {};
  return solver === 'highs' && readable(() => chooseSolver(classes, 'js', objective)) !== undefined ? 'js' : 'highs';
}

/** The signature is checked beforehand: pairings are loaded only where there is one. */
async function beaconOf(record: DrawRecord | undefined): Promise<() => boolean> {
  const drand = record?.seed.kind === 'public' ? record.seed.drand : undefined;
  const holds = drand !== undefined && (await isQuicknetSignature(drand.round, drand.signature));
  return () => holds;
}

const fails = (check: Check): boolean => check.outcome === 'fails';

/** The people as they were read for the draw, and their process. */
interface Source {
  readonly people?: People | undefined;
  /** Whether a pseudonym leads back to nobody any more. */
  readonly isErased?: (pseudonym: string) => boolean;
  /** How many people the lists left out. */
  readonly excluded?: number;
  /** The process folder. */
  readonly folder?: string;
  readonly poolFile?: string;
}

/** From the flags, from a process, or not at all. */
async function findSource(
  { folder, manifest }: Subject,
  target: string | undefined,
  flags: VerifyFlags,
): Promise<Source> {
  if (flags.public) return {};
  requireWhole(flags);
  if (flags.pool !== undefined && flags.quotas !== undefined) {
    if (target !== undefined) throw new SortitionError('FOLDER_AND_POOL', { folder: target });
    if (manifest === undefined) return {};
    const { reading } = manifest;
    const { exclude = [] } = flags;
    if ((reading.excluded ?? 0) > 0 && exclude.length === 0)
      throw new SortitionError('EXCLUDED_NEEDS_LIST', { count: reading.excluded ?? 0 });
    const spec = {
      file: flags.pool,
      id: flags.id ?? reading.id,
      ...(reading.household.length > 0 && { household: reading.household }),
      ...unitOf(manifest),
      ...(flags.encoding !== undefined && { encoding: flags.encoding }),
      ...(reading.area && { area: reading.area }),
    };
    const quotas = await readQuotas(flags.quotas, { area: reading.area });
    const people = await readPeopleAs(withoutListed(spec, exclude), quotas, undefined);
    return { people, excluded: countListed(people, exclude) };
  }
  const above = [
    folder,
    join(folder, '..'),
    // An area's folder stands in that of all areas.
    ...(manifest?.reading.area === undefined ? [] : [join(folder, '..', '..')]),
  ].find((place) => existsSync(join(place, 'sortition.yaml')));
  const process = target ?? above;
  if (process === undefined) {
    if (flags.quotas !== undefined) throw new SortitionError('FLAG_NEEDS_POOL', { flag: '--quotas' });
    return {};
  }
  const found = await findProcess(process);
  const { folder: place } = found;
  const pseudonyms = join(place, PSEUDONYMS);
  // Without its pseudonyms a process's people are nobody in the record: canonical-pool.csv has to do.
  if (!existsSync(pseudonyms)) return { folder: place };
  const area = manifest?.reading.area;
  const quotas = await readQuotas(flags.quotas ?? found.quotas, { area });
  const pool = { ...(await poolOf(found)), ...(area && { area }) };
  const lists = [...found.panel.excluded, ...(flags.exclude ?? [])];
  const known = await openPseudonyms(pseudonyms);
  const people = await readPeopleAs(withoutListed(pool, lists), quotas, known);
  const isErased = (pseudonym: string): boolean => known.saltOf(pseudonym) === '';
  return { people, isErased, excluded: countListed(people, lists), folder: place, poolFile: pool.file };
}

/** Of units, how many people were erased since the draw. */
function membersGone(text: string | undefined, { people, isErased }: Source): number {
  if (text === undefined || people?.units === undefined || isErased === undefined) return 0;
  const members = text
    .split('\n')
    .slice(1, -1)
    .flatMap((row) => (row.split(',')[1] ?? '').split(' '));
  return members.filter(isErased).length;
}

const membersErased = (people: number): Check => ({
  subject: 'register',
  outcome: 'not checked',
  detail: `${people} of the people were erased since: canonical-pool.csv and members.csv stand in its place`,
});

/** Ages take columns that a manifest does not name: only the lot can be looked at without the process. */
function unitOf({ settings: { unit } }: Manifest): Pick<PeopleSpec, 'unit'> {
  if (unit === undefined) return {};
  if (unit.choose !== 'lot') throw new SortitionError('UNIT_NOT_WITH', { flag: '--pool' });
  return { unit: { choose: 'lot' } };
}

/** How many people a list left out before the draw is stated; who they were is not. Silent where it is nobody. */
function checkExcluded(manifest: Manifest | undefined, { people, excluded = 0 }: Source): Check[] {
  const said = manifest?.reading.excluded ?? 0;
  if (manifest === undefined || (said === 0 && excluded === 0)) return [];
  const [subject, who] = ['excluded', said === 1 ? '1 person' : `${said} people`];
  if (people === undefined)
    return [{ subject, outcome: 'not checked', detail: `${who} left out by a list: that takes the pool and the list` }];
  return said === excluded
    ? [{ subject, outcome: 'holds', detail: `${who} left out by a list, and no others` }]
    : [
        {
          subject,
          outcome: 'fails',
          detail: `the record says ${said} were left out by a list, the lists leave out ${excluded}`,
        },
      ];
}

/** Flags that say something of a pool must not go unheard for want of another. */
function requireWhole({ pool, quotas, id, encoding }: VerifyFlags): void {
  if (pool !== undefined && quotas === undefined) throw new SortitionError('FLAGS_MISSING', { flags: ['--quotas'] });
  const flag = id !== undefined ? '--id' : encoding !== undefined ? '--encoding' : undefined;
  if (pool === undefined && flag !== undefined) throw new SortitionError('FLAG_NEEDS_POOL', { flag });
}

/** panel.csv and the like are no part of the record: whoever stands in them is compared with it. */
async function checkPanelFiles(
  record: DrawRecord,
  people: People,
  { folder, erased }: { readonly folder: string; readonly erased: ReadonlySet<string> },
): Promise<Check[]> {
  const { manifest, chosen } = record;
  const { panel, alternates } = chosen ?? record;
  const idOf = new Map(
    people.units?.flat().map(({ pseudonym, id }) => [pseudonym, id]) ??
      people.pool.pseudonyms.map((pseudonym, person) => [pseudonym, people.ids[person] ?? '']),
  );
  // Whoever was erased has no id any more, and no row.
  const idsOf = (names: readonly string[]): Set<string> =>
    new Set(names.filter((name) => !erased.has(name)).map((name) => idOf.get(name) ?? ''));
  const drawn = idsOf([...(record.panels?.flat() ?? panel), ...alternates]);
  const isDrawn = (members: readonly { readonly id: string }[]): boolean => members.some(({ id }) => drawn.has(id));
  const remaining = people.units?.flatMap((members) => (isDrawn(members) ? [] : members.map(({ id }) => id)));
  const { panels: count = 1 } = manifest.settings;
  const parts = (record.panels ?? []).map((people, i) => [partFile(count, i), idsOf(people)] as const);
  const beside = idsOf(manifest.settings.ex_officio ?? []);
  const expected: Readonly<Record<string, Set<string>>> = {
    ...Object.fromEntries(parts),
    'panel.csv': idsOf(panel),
    'alternates.csv': idsOf(alternates),
    'remaining.csv': new Set(remaining ?? people.ids.filter((id) => !drawn.has(id) && !beside.has(id))),
  };
  const checks: Check[] = await checkArmsFile(record, { folder, idOf });
  for (const [subject, ids] of Object.entries(expected)) {
    if (!existsSync(join(folder, subject))) continue;
    checks.push({ subject, ...(await holdsIds(join(folder, subject), manifest.reading.id, ids)) });
  }
  return checks;
}

/** The file of a panel where several are drawn at once; those in reserve come last. */
function partFile(panels: number, i: number): string {
  if (i >= panels) return `reserve-${i - panels + 1}.csv`;
  return panels === 1 ? 'panel.csv' : `panel-${i + 1}.csv`;
}

async function replayed(
  { manifest, folder }: Subject,
  people: People | undefined,
  { checks, erased }: { readonly checks: readonly Check[]; readonly erased: ReadonlySet<string> },
  terminal: Terminal,
): Promise<Check[]> {
  const detail =
    people === undefined
      ? 'it takes the pool'
      : erased.size > 0
        ? 'people were erased, and without them it is another lottery'
        : 'there is no need to: something above fails';
  if (people === undefined || manifest === undefined || erased.size > 0 || checks.some(fails))
    return [{ subject: 'replay', outcome: 'not checked', detail }];
  return replay(manifest, people, folder, terminal);
}

/** Builds the lottery again from the pool, and compares. */
async function replay(manifest: Manifest, people: People, folder: string, terminal: Terminal): Promise<Check[]> {
  const engine = new Engine();
  try {
    const plan = planDraw(nodeHash, people.pool, settingsOf(manifest));
    const selection =
      choiceOf(plan.settings) === undefined
        ? selectLegacy(plan, noiseSource)
        : await engine.select(plan, { onProgress: terminal.progress });
    terminal.clearBar();
    const { title, purpose, software, reading, published, seed_source } = manifest;
    const provenance = { title, purpose, software, reading, seed_source, ...(published && { published }) };
    const prepared = prepareDraw(plan, selection, { hash: nodeHash, noise: noiseSource }, provenance);
    const changed = Object.entries(manifest.files).flatMap(([name, digest]) =>
      prepared.manifest.files[name] === digest ? [] : [name],
    );
    if (changed.length > 0 && software.version !== version) return [otherVersion(software.version)];
    const each = chancesByPerson(people, prepared.settings.unit, chancesOfPeople(prepared));
    const chances = [...probabilitiesTable(each.ids, each.chances)].join('');
    const stands = await readFile(join(folder, 'probabilities.csv'), 'utf8').catch(() => undefined);
    return [
      {
        subject: 'replay',
        outcome: changed.length === 0 ? 'holds' : 'fails',
        detail:
          changed.length === 0
            ? 'the lottery built again is the same, byte by byte'
            : `the lottery built again is another one: ${changed.join(', ')}`,
      },
      {
        subject: 'probabilities',
        outcome: stands === undefined ? 'not checked' : stands === chances ? 'holds' : 'fails',
        detail:
          stands === undefined ? 'probabilities.csv is not beside the record' : 'probabilities.csv, computed again',
      },
    ];
  } finally {
    await engine.close();
  }
}

/** Another version may search in another way: that its lottery differs says nothing of this one. */
const otherVersion = (then: string): Check => ({
  subject: 'replay',
  outcome: 'not checked',
  detail: `built by version ${then}, and this is ${version}: install sortition-toolkit@${then} and run verify --replay with it`,
});

/** Rows below the header. */
const countRows = (table: string): number => table.split('\n').length - 2;
