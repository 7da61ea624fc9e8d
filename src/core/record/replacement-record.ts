import type { Change } from '../selection/relaxation.js';
import { compareUtf8 } from '../text.js';
import { parseCanonicalJson } from './canonical-json.js';
import type { DrawRecord } from './draw-record.js';
import { readSoftware } from './read-seed.js';
import { Shape } from './shape.js';

/**
 * One entry in the history of a panel after its draw: people withdraw and others are called, or a withdrawal that was a mistake
 * is undone. In pseudonyms, and without reasons: written as canonical JSON to replacement-record.json.
 */
export interface ReplacementRecord {
  readonly format: 'sortition-replacement/1';
  /** From 1, as in the name of its folder. */
  readonly entry: number;
  /** SHA-256 of draw-record.json. */
  readonly draw: string;
  /** SHA-256 of the entry before, or of draw-record.json where it is the first after the draw. */
  readonly previous: string;
  readonly software: { readonly name: string; readonly version: string };
  readonly change: Withdrawal | Undo;
  /** The panel after it, in canonical order. */
  readonly panel: readonly string[];
  /** The alternates that are left, in the order of the draw. */
  readonly alternates: readonly string[];
  /** Everybody who has withdrawn and not come back, in canonical order. */
  readonly withdrawn: readonly string[];
}

/**
 * - none: no seat was open (an alternate withdrew)
 * - alternates: the quotas are kept, and alternates take all seats
 * - pool: the quotas are kept; alternates alone could not, so that as few others as possible are called
 * - nearest: the quotas cannot be kept, or people run out: what comes nearest, which was asked for
 */
export type ReplacementRule = 'none' | 'alternates' | 'pool' | 'nearest';

export interface Withdrawal {
  readonly kind: 'withdrawal';
  /** One more than the highest of the withdrawals that stand: what the pick depends on. */
  readonly number: number;
  /** Canonical order. */
  readonly people: readonly string[];
  /** Seats that were open: those of the people, and those that stood empty before. */
  readonly seats: number;
  readonly rule: ReplacementRule;
  /** Seats that stay empty, for want of people. */
  readonly empty: number;
  /** Bounds of the whole panel that gave, and how far. */
  readonly relaxed: readonly Change[];
  /** Below 2^40; where anybody was called. */
  readonly pick?: number;
  /** In canonical order. */
  readonly called: readonly Called[];
}

export interface Called {
  readonly person: string;
  readonly from: 'alternates' | 'pool';
}

export interface Undo {
  readonly kind: 'undo';
  /** The entry of the withdrawal that was a mistake. */
  readonly of: number;
  /** They have their seats back, or are alternates again. */
  readonly back: readonly string[];
  /** Those called for them, who are what they were before. */
  readonly released: readonly string[];
}

/** Who sits, who can be called first, and who is never asked again: pseudonyms. */
export type Standing = Pick<ReplacementRecord, 'panel' | 'alternates' | 'withdrawn'>;

/** An entry that withdraws somebody. */
export interface WithdrawalEntry extends ReplacementRecord {
  readonly change: Withdrawal;
}

const isWithdrawal = (record: ReplacementRecord): record is WithdrawalEntry => record.change.kind === 'withdrawal';

/** The withdrawals that have not been undone, in their order. */
export function standingWithdrawals(history: readonly ReplacementRecord[]): readonly WithdrawalEntry[] {
  const undone = new Set(history.map(({ change }) => (change.kind === 'undo' ? change.of : undefined)));
  return history.filter(isWithdrawal).filter(({ entry }) => !undone.has(entry));
}

/** The number of the next withdrawal: after an undo it is what it was before, so that nothing is gained by undoing. */
export const nextNumber = (history: readonly ReplacementRecord[]): number =>
  standingWithdrawals(history).reduce((most, { change }) => Math.max(most, change.number), 0) + 1;

/** What a draw and the withdrawals that stand make: nothing else matters. */
export function standingAfter(
  draw: Pick<DrawRecord, 'panel' | 'alternates'>,
  withdrawals: readonly Pick<WithdrawalEntry, 'change'>[],
): Standing {
  const called = withdrawals.flatMap(({ change }) => change.called.map(({ person }) => person));
  const withdrawn = new Set(withdrawals.flatMap(({ change }) => change.people));
  const isCalled = new Set(called);
  return {
    panel: sortedNames([...draw.panel, ...called].filter((person) => !withdrawn.has(person))),
    alternates: draw.alternates.filter((person) => !withdrawn.has(person) && !isCalled.has(person)),
    withdrawn: sortedNames([...withdrawn]),
  };
}

/** Names as the canonical pool has them: by their UTF-8 bytes. */
export const sortedNames = (names: readonly string[]): string[] => [...names].sort(compareUtf8);

/** Reads replacement-record.json. Throws NOT_CANONICAL or RECORD_SHAPE. */
export function readReplacement(text: string, file = 'replacement-record.json'): ReplacementRecord {
  const record = new Shape(parseCanonicalJson(text, file), file).only(
    'format',
    'entry',
    'draw',
    'previous',
    'software',
    'change',
    'panel',
    'alternates',
    'withdrawn',
  );
  const change = record.get('change');
  return {
    format: record.get('format').oneOf('sortition-replacement/1'),
    entry: record.get('entry').count(),
    draw: record.get('draw').hex(),
    previous: record.get('previous').hex(),
    software: readSoftware(record.get('software')),
    change: change.get('kind').oneOf('withdrawal', 'undo') === 'undo' ? readUndo(change) : readWithdrawal(change),
    panel: record.get('panel').texts(),
    alternates: record.get('alternates').texts(),
    withdrawn: record.get('withdrawn').texts(),
  };
}

function readUndo(change: Shape): Undo {
  change.only('kind', 'of', 'back', 'released');
  return {
    kind: 'undo',
    of: change.get('of').count(),
    back: change.get('back').texts(),
    released: change.get('released').texts(),
  };
}

function readWithdrawal(change: Shape): Withdrawal {
  change.only('kind', 'number', 'people', 'seats', 'rule', 'empty', 'relaxed', 'pick', 'called');
  return {
    kind: 'withdrawal',
    number: change.get('number').count(),
    people: change.get('people').texts(),
    seats: change.get('seats').count(),
    rule: change.get('rule').oneOf('none', 'alternates', 'pool', 'nearest'),
    empty: change.get('empty').count(),
    relaxed: change.get('relaxed').list((bound) => ({
      feature: bound.only('feature', 'value', 'side', 'from', 'to').get('feature').text(),
      value: bound.get('value').text(),
      side: bound.get('side').oneOf('min', 'max'),
      from: bound.get('from').count(),
      to: bound.get('to').count(),
    })),
    ...(change.has('pick') ? { pick: change.get('pick').count() } : {}),
    called: change.get('called').list((one) => ({
      person: one.only('person', 'from').get('person').text(),
      from: one.get('from').oneOf('alternates', 'pool'),
    })),
  };
}
