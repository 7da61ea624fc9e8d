import { toHex } from '../bytes.js';
import { SortitionError } from '../errors.js';
import { drawSeed } from '../lottery/draw-seed.js';
import type { Hash } from '../ports.js';
import type { Pool } from '../register/pool.js';
import { canonicalJson } from './canonical-json.js';
import { type Check, CheckLines } from './check-lines.js';
import type { DrawRecord } from './draw-record.js';
import { commitmentOf, digestOf } from './manifest.js';
import { readRecord } from './read-record.js';
import { brokenSeats, type CallSolver, type PanelHistory, sharedHomes, undoWithdrawal, withdraw } from './replace.js';
import {
  nextNumber,
  type ReplacementRecord,
  readReplacement,
  type Standing,
  standingAfter,
  standingWithdrawals,
} from './replacement-record.js';
import { canonicalSeed } from './seed-source.js';

/** What a verifier has in hand of a panel's history. */
export interface ReplacementEvidence {
  /** draw-record.json; undefined where it was not found. */
  readonly draw: string | undefined;
  /** The entries since the draw, the one in question last. */
  readonly entries: readonly string[];
  /** The pool of the draw, found to be that; or why there is none. */
  readonly pool: Pool | { readonly why: string };
  /** People were erased since: whom the others competed with nobody can tell. */
  readonly isErased: boolean;
  readonly version: string;
}

/**
 * Checks a panel's history, line by line, from the draw to the last entry: the chain, who sits, and, with the pool, that those
 * called are whom the rule and the draw's seed give. Never throws for bad evidence.
 */
export async function verifyReplacements(
  { hash, calls }: { readonly hash: Hash; readonly calls: CallSolver },
  evidence: ReplacementEvidence,
): Promise<Check[]> {
  const lines = new CheckLines();
  const texts = evidence.entries;
  const records = texts.map((text) => lines.read('record', () => readReplacement(text)));
  const history = records.filter((record) => record !== undefined);
  const record = history.at(-1);
  if (record === undefined || history.length < records.length) return lines.checks;
  lines.hold('record', `canonical, ${record.format}, entry ${record.entry}`);
  const drawText = evidence.draw;
  if (drawText === undefined) {
    lines.skip('draw', 'draw-record.json was not found: everything follows from it');
    return lines.checks;
  }
  const draw = lines.read('draw', () => readRecord(drawText));
  if (draw === undefined) return lines.checks;
  checkSource(lines, hash, draw, { digest: digestOf(hash, drawText), record });
  const isChain = checkChain(lines, hash, history, { texts, draw: digestOf(hash, drawText) });
  const isSound = checkStanding(lines, draw, history);
  if (!isChain || !isSound) return lines.checks;
  if ('why' in evidence.pool) {
    const { why } = evidence.pool;
    lines.skip('quotas', `not checked: ${why}`);
    lines.skip('called', `whether they are whom the rule gives: not checked, ${why}`);
    return lines.checks;
  }
  lines.hold('pool', `${evidence.pool.pseudonyms.length} people, as the draw sealed them`);
  checkPanel(lines, evidence.pool, draw, record);
  const panel = { draw, digest: digestOf(hash, drawText), history, last: '' };
  await checkCalled(lines, { hash, calls }, { ...evidence, pool: evidence.pool, panel });
  return lines.checks;
}

/** That the record is of this draw, and that draw's seed that of its commitment: the rest of it has its own verification. */
function checkSource(
  lines: CheckLines,
  hash: Hash,
  draw: DrawRecord,
  { digest, record }: { readonly digest: string; readonly record: ReplacementRecord },
): void {
  lines.check('draw', record.draw === digest, 'the record of the draw beside it', 'it is of another draw');
  const commitment = commitmentOf(hash, draw.manifest);
  const seed = toHex(drawSeed(hash, commitment, canonicalSeed(hash, draw.seed)));
  lines.check(
    'draw seed',
    commitment === draw.commitment && seed === draw.draw_seed,
    'from the seed and the commitment; verify the draw record for the rest',
    'is not that of the seed and the commitment',
  );
}

function checkChain(
  lines: CheckLines,
  hash: Hash,
  history: readonly ReplacementRecord[],
  { texts, draw }: { readonly texts: readonly string[]; readonly draw: string },
): boolean {
  const wrong = history.find(
    ({ previous, entry, draw: of }, i) =>
      of !== draw ||
      previous !== (i === 0 ? draw : digestOf(hash, texts[i - 1] ?? '')) ||
      (i > 0 && entry <= (history[i - 1]?.entry ?? 0)),
  );
  return lines.check(
    'chain',
    wrong === undefined,
    `entries since the draw: ${history.length}, each bound to the one before`,
    `entry ${wrong?.entry} does not follow from the one before, or one is missing`,
  );
}

/** Who sits after each entry, and that nobody serves twice. */
function checkStanding(lines: CheckLines, draw: DrawRecord, history: readonly ReplacementRecord[]): boolean {
  const size = draw.manifest.settings.size;
  const misfit = history.flatMap((record, i) => {
    const what = misfitOf(draw, history.slice(0, i), record, size);
    return what === undefined ? [] : [`entry ${record.entry}: ${what}`];
  })[0];
  const people = history.at(-1)?.panel.length ?? 0;
  return lines.check(
    'panel',
    misfit === undefined,
    `${people} different people of ${size}; nobody serves twice`,
    misfit ?? '',
  );
}

function misfitOf(
  draw: DrawRecord,
  before: readonly ReplacementRecord[],
  record: ReplacementRecord,
  size: number,
): string | undefined {
  const now = standingAfter(draw, standingWithdrawals(before));
  const { change } = record;
  const after = standingAfter(draw, standingWithdrawals([...before, record]));
  if (textOf(after) !== textOf(record)) return 'panel, alternates or withdrawn are not what its change makes of them';
  if (new Set(after.panel).size !== after.panel.length || after.panel.length > size)
    return 'somebody has two seats, or too many sit';
  if (change.kind === 'undo') {
    const undone = standingWithdrawals(before).find(({ entry }) => entry === change.of)?.change;
    const called = undone?.called.map(({ person }) => person) ?? [];
    const isThat = undone?.people.join(' ') === change.back.join(' ') && called.join(' ') === change.released.join(' ');
    return isThat ? undefined : 'it does not undo a withdrawal that stands';
  }
  const here = new Set([...now.panel, ...now.alternates]);
  if (!change.people.every((person) => here.has(person))) return 'somebody withdraws who is not there';
  if (change.number !== nextNumber(before)) return 'the number of the withdrawal is not the next';
  const isCallable = ({ person, from }: { person: string; from: string }): boolean =>
    !now.panel.includes(person) &&
    !change.people.includes(person) &&
    !now.withdrawn.includes(person) &&
    !(draw.manifest.settings.ex_officio ?? []).includes(person) &&
    (from === 'alternates') === now.alternates.includes(person);
  if (!change.called.every(isCallable)) return 'somebody is called who sits, has withdrawn, or is not what it says';
  const open = size - now.panel.filter((person) => !change.people.includes(person)).length;
  return change.seats === open && change.empty === open - change.called.length ? undefined : 'the seats do not add up';
}

const textOf = ({ panel, alternates, withdrawn }: Standing): string => canonicalJson({ panel, alternates, withdrawn });

function checkPanel(
  lines: CheckLines,
  pool: Pool,
  { manifest, panel: drawn }: DrawRecord,
  record: ReplacementRecord,
): void {
  const positions = new Map(pool.pseudonyms.map((name, person) => [name, person]));
  const of = (names: readonly string[]): number[] => names.flatMap((name) => positions.get(name) ?? []);
  const people = of(record.panel);
  if (people.length < record.panel.length) {
    lines.skip('quotas', 'not checked: people of the panel were erased');
    return;
  }
  const broken = brokenSeats(pool, people);
  const { change } = record;
  const gave =
    change.kind === 'withdrawal' ? change.relaxed.reduce((sum, { from, to }) => sum + Math.abs(to - from), 0) : 0;
  // Where nobody was called, or a withdrawal was undone, the panel is as good as it was.
  const isTold = broken === gave || change.kind === 'undo' || change.seats === 0;
  lines.check(
    'quotas',
    isTold,
    broken === 0
      ? 'kept'
      : `missed or passed by ${broken} seats, as the record says of the entry that could not keep them`,
    `missed or passed by ${broken} seats, the record says ${gave}`,
  );
  const { one_per_household: rule, seated = [] } = manifest.settings;
  if (!rule) return;
  const before = sharedHomes(pool, of(drawn.filter((name) => seated.includes(name))));
  lines.check('households', sharedHomes(pool, people) <= before, 'one person each', 'two people of one home sit');
}

interface Again extends ReplacementEvidence {
  readonly pool: Pool;
  readonly panel: PanelHistory;
}

/** Every entry once more. */
async function checkCalled(
  lines: CheckLines,
  tools: { readonly hash: Hash; readonly calls: CallSolver },
  { panel, pool, entries, isErased, version }: Again,
): Promise<void> {
  if (isErased) {
    lines.skip('called', 'whether they are whom the rule gives: not checked, people were erased since');
    return;
  }
  let last = panel.digest;
  for (const [i, record] of panel.history.entries()) {
    const before = { ...panel, history: panel.history.slice(0, i), last };
    const again = await oneMore(tools, before, pool, record);
    last = digestOf(tools.hash, entries[i] ?? '');
    if (again === entries[i]) continue;
    const { entry, software } = record;
    if (software.version === version) lines.fail('called', `entry ${entry}: the rule and the draw’s seed give others`);
    else
      lines.skip(
        'called',
        `entry ${entry} is of version ${software.version}, and this is ${version}: verify it with that`,
      );
    return;
  }
  lines.hold('called', 'whom the rule and the draw’s seed give, found once more for every entry');
}

async function oneMore(
  tools: { readonly hash: Hash; readonly calls: CallSolver },
  before: PanelHistory,
  pool: Pool,
  { entry, software, change }: ReplacementRecord,
): Promise<string> {
  try {
    const again =
      change.kind === 'undo'
        ? undoWithdrawal(before, pool, { entry, software, of: change.of })
        : (await withdraw(tools, before, pool, { entry, software, people: change.people })).record;
    return canonicalJson(again);
  } catch (error) {
    if (error instanceof SortitionError) return error.message;
    throw error;
  }
}
