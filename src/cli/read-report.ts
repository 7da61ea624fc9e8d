import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  canonicalJson,
  comparable,
  countRegister,
  type DrawRecord,
  decodeUtf8,
  digestOf,
  factsOfDraw,
  findPresence,
  findProcess,
  isQuicknetSignature,
  nodeHash,
  type Population,
  type Process,
  poolFolder,
  type Quotas,
  type RegisterCounts,
  type ReportContent,
  type ResponseRow,
  readInvitationRecord,
  readQuotas,
  readRecord,
  readResponse,
  readShares,
  readTextFile,
  SortitionError,
  standingWithdrawals,
  verifyDraw,
} from '../index.js';
import { DRAW_RECORD, drawOfToday, findPanelPlace, openPanel } from './current-panel.js';
import { shortPath } from './format.js';
import { openLedgerIn } from './ledger.js';
import { namedFiles, tellingKeys } from './named-files.js';
import { placed } from './report-error.js';
import type { Terminal } from './terminal.js';
import type { ReportFlags } from './write-report.js';

export interface ReportSource {
  readonly content: ReportContent;
  readonly language: string;
  readonly recordText: string;
  /** The process folder; undefined in a one-off. */
  readonly folder: string | undefined;
}

const FILES = [
  ...['certificate.json', 'classes.csv', 'distribution.csv', 'ledger.jsonl', 'lottery.csv', 'people.csv'],
  ...['canonical-pool.csv', 'members.csv'],
];

/** A draw and what lies around it, read and checked. */
export async function readReport(
  target: string | undefined,
  flags: ReportFlags,
  terminal: Terminal,
): Promise<ReportSource> {
  const process = flags.record === undefined || target !== undefined ? await findProcess(target ?? '.') : undefined;
  const { folder } = process ?? {};
  const path = flags.record ?? join(folder === undefined ? 'draw' : await drawOfToday(folder), DRAW_RECORD);
  if (!existsSync(path)) throw new SortitionError('REPORT_NO_DRAW', { path: shortPath(path) });
  const recordText = await readTextFile(path);
  const record = readRecord(recordText, shortPath(path));
  const files = await readFiles(dirname(path));
  await requireHolds(path, { record, recordText, files }, terminal);

  const language = flags.language ?? languageOf(process);
  const { area } = record.manifest.reading;
  const isRegister = process?.panel.from === 'register';
  const written = await writtenQuotas(process, record, flags);
  const counts = await countsOf(process, record, written, terminal);
  const shares = flags.population === undefined ? undefined : await readShares(flags.population);
  const population: Population | undefined =
    shares !== undefined ? { shares } : isRegister || counts === undefined ? undefined : counts;
  const facts = factsOfDraw(record, files, { written, population, isPopulation: isRegister });
  // Letters and replies are those of all areas together.
  const response = isRegister || area !== undefined ? [] : await responseOf(process);
  const presence = isRegister || population === undefined ? [] : findPresence(facts.features, facts.pool, response);
  const invited = isRegister || area !== undefined ? undefined : await lettersOf(process);
  return {
    ...{ language, recordText, folder: process?.folder },
    content: {
      ...{ record, facts, presence, isRegister },
      title:
        area === undefined
          ? (process?.letters?.texts[language]?.title ?? process?.title ?? record.manifest.title)
          : record.manifest.title,
      population: shares !== undefined ? 'shares' : isRegister ? 'pool' : counts === undefined ? undefined : 'register',
      letters: invited,
      funnel: funnelOf({ counts, invited, response, record, pool: facts.pool }),
      ...(await datesOf(process, record, recordText)),
      replaced: await replacedIn(process, path),
      isPublished: 'root' in record.manifest.pool,
    },
  };
}

async function readFiles(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const name of FILES) {
    const path = join(folder, name);
    if (existsSync(path)) files.set(name, decodeUtf8(await readFile(path)) ?? '');
  }
  const pool = join(folder, 'canonical-pool.csv');
  if (!files.has('canonical-pool.csv')) throw new SortitionError('REPORT_NO_POOL', { path: shortPath(pool) });
  return files;
}

/** A report on a record that does not hold would give it a weight that it has not. Throws REPORT_RECORD_FAILS. */
async function requireHolds(
  path: string,
  given: { readonly record: DrawRecord; readonly recordText: string; readonly files: ReadonlyMap<string, string> },
  terminal: Terminal,
): Promise<void> {
  terminal.progress('checking the record', 0, 1);
  const { seed } = given.record;
  const drand = seed.kind === 'public' ? seed.drand : undefined;
  const isSigned = drand !== undefined && (await isQuicknetSignature(drand.round, drand.signature));
  const checks = verifyDraw(nodeHash, { record: given.recordText, files: given.files, checkBeacon: () => isSigned });
  const fails = checks.filter(({ outcome }) => outcome === 'fails');
  terminal.clearBar();
  if (fails.length > 0)
    throw new SortitionError('REPORT_RECORD_FAILS', {
      record: shortPath(path),
      fails: fails.map(({ subject, detail }) => `${subject}: ${detail}`),
    });
}

/** That of the papers which are one for all; else the one in which letters are written. */
export function languageOf(process: Process | undefined): string {
  const { sessions, letters } = process ?? {};
  const written = letters?.languages ?? Object.values(letters?.language?.values ?? {});
  const language = sessions?.language ?? written[0] ?? 'en';
  return KNOWN.includes(language) ? language : 'en';
}

const KNOWN = ['en', 'fr', 'nl', 'de', 'da'];

async function writtenQuotas(
  process: Process | undefined,
  { manifest }: DrawRecord,
  { quotas }: ReportFlags,
): Promise<Quotas> {
  const path = quotas ?? process?.quotas;
  if (path === undefined || (quotas === undefined && !existsSync(path))) return [];
  return readQuotas(path, { area: manifest.reading.area });
}

/** The register, counted. What stands in the way costs the report its column for the population, and is told. */
async function countsOf(
  process: Process | undefined,
  { manifest }: DrawRecord,
  written: Quotas,
  terminal: Terminal,
): Promise<RegisterCounts | undefined> {
  if (process === undefined || manifest.settings.unit !== undefined || !existsSync(process.people.file))
    return undefined;
  const { area } = manifest.reading;
  const people = { ...process.people, ...(area !== undefined && { area }) };
  const names = manifest.quotas.map(({ feature }) => feature);
  const spec = (name: string) =>
    Object.entries(people.features ?? {}).find(([key]) => comparable(key) === comparable(name))?.[1];
  const crosses = names.flatMap((feature) => {
    const of = spec(feature);
    return of !== undefined && 'cross' in of ? [{ feature, of: of.cross }] : [];
  });
  const singles = new Map(
    [
      ...names.filter((name) => !crosses.some(({ feature }) => feature === name)),
      ...crosses.flatMap(({ of }) => of),
    ].map((name) => [comparable(name), name]),
  );
  try {
    return await tellingKeys(namedFiles(process), () =>
      countRegister(people, { features: [...singles.values()], crosses, quotas: written }),
    );
  } catch (error) {
    if (!(error instanceof SortitionError)) throw error;
    terminal.say(
      `${terminal.yellow('note')}  the register could not be counted, so the report is without the population:`,
    );
    for (const fault of (error.faults.length > 0 ? error.faults : [error]).slice(0, SHOWN_FAULTS))
      terminal.say(`      ${placed(fault)}`);
    return undefined;
  }
}

const SHOWN_FAULTS = 3;

async function responseOf(process: Process | undefined): Promise<ResponseRow[]> {
  const path = process && join(poolFolder(process), 'response.csv');
  return path !== undefined && existsSync(path) ? readResponse(path) : [];
}

async function lettersOf(process: Process | undefined): Promise<number | undefined> {
  const path = process && join(process.folder, 'invitation', 'invitation-record.json');
  if (path === undefined || !existsSync(path)) return undefined;
  const { strata } = readInvitationRecord(await readTextFile(path), shortPath(path));
  return strata.reduce((sum, { invited }) => sum + invited, 0);
}

function funnelOf({
  counts,
  invited,
  response,
  record,
  pool,
}: {
  readonly counts: RegisterCounts | undefined;
  readonly invited: number | undefined;
  readonly response: readonly ResponseRow[];
  readonly record: DrawRecord;
  readonly pool: number;
}): ReportContent['funnel'] {
  const everybody = response.find(({ by }) => by === 'everybody');
  const letters = invited ?? everybody?.letters;
  return [
    ...(counts === undefined ? [] : [{ step: 'register' as const, people: counts.rows }]),
    ...(counts === undefined || counts.people === pool ? [] : [{ step: 'eligible' as const, people: counts.people }]),
    ...(letters === undefined ? [] : [{ step: 'invited' as const, people: letters }]),
    ...(everybody === undefined ? [] : [{ step: 'replied' as const, people: everybody.replies }]),
    { step: 'pool', people: pool },
    { step: 'panel', people: record.panel.length },
  ];
}

/** The days on which the ledger has the commitment and the draw. */
async function datesOf(
  process: Process | undefined,
  { manifest }: DrawRecord,
  recordText: string,
): Promise<{ readonly committed: string | undefined; readonly drawn: string | undefined }> {
  if (process === undefined) return { committed: undefined, drawn: undefined };
  const { ledger } = await openLedgerIn(process.folder);
  const dayOf = (step: string, file: string, text: string): string | undefined =>
    ledger.entries
      .find((entry) => entry.step === step && entry.outputs[file] === digestOf(nodeHash, text))
      ?.time.slice(0, 10);
  return {
    committed: dayOf('lottery', 'manifest.json', canonicalJson(manifest)),
    drawn: dayOf('draw', DRAW_RECORD, recordText),
  };
}

/** In the panel of this draw, where it is one of the process. */
async function replacedIn(process: Process | undefined, record: string): Promise<ReportContent['replaced']> {
  const place = process && (await findPanelPlace(process.folder, record));
  if (place === undefined || !existsSync(place.replacements)) return { withdrawn: 0, called: 0 };
  const { panel } = await openPanel(place);
  const changes = standingWithdrawals(panel.history).map(({ change }) => change);
  const sum = (of: (change: (typeof changes)[number]) => number): number =>
    changes.reduce((total, change) => total + of(change), 0);
  return { withdrawn: sum(({ people }) => people.length), called: sum(({ called }) => called.length) };
}
