import type { FaultList, Where } from '../errors.js';
import { blockName, inLanguage } from './block-words.js';
import { clock } from './clock.js';
import type { Block, BlockKind, Session } from './model.js';
import type { TablesSpec, WrittenBlock, WrittenSession } from './written.js';

/** Says where block `block` of session `session`, or the session itself, is written down. */
export type LocateBlock = (session: number, block?: number) => Where;

export interface AgendaOptions {
  /** The languages to take titles from, the first that there is. */
  readonly languages: readonly string[];
  readonly locate: LocateBlock;
  /** What makes the plan impossible: blocks without a length, overlaps, a session past its end. */
  readonly faults: FaultList;
  /** What stands in nobody’s way: gaps, and too long without a break. */
  readonly warnings: FaultList;
}

/** Nobody listens well for longer: the rule of thumb of the field. */
export const LONGEST_WITHOUT_BREAK = 100;
/** A gap this long is a pause too, whatever it is called. */
const SHORTEST_PAUSE = 10;
const MIDNIGHT = 24 * 60;

export interface Agenda {
  /** In the order of their dates. */
  readonly sessions: readonly Session[];
  /** The blocks at tables, over all sessions. */
  readonly rounds: readonly Round[];
}

export interface Round {
  /** The number of its session, from 0. */
  readonly session: number;
  readonly block: Block;
  /** Its own, where they differ from those of the others. */
  readonly tables?: TablesSpec;
}

/** Gives every block its begin and its end, and counts the rounds at tables, over all sessions in the order of their dates. */
export function planAgenda(written: readonly WrittenSession[], options: AgendaOptions): Agenda {
  checkIds(written, options);
  const order = written
    .map((session, i) => ({ session, i }))
    .sort((a, b) => compareText(a.session.date, b.session.date) || beginOf(a.session) - beginOf(b.session));
  const rounds: Round[] = [];
  const sessions = order.map(({ session, i }, k) => {
    const numbered = new Day(session, i, options).plan().map(({ block, i: at }) => {
      if (block.kind !== 'tables') return block;
      const ofRound = { ...block, round: rounds.length };
      const tables = session.blocks[at]?.tables;
      rounds.push({ session: k, block: ofRound, ...(tables !== undefined && { tables }) });
      return ofRound;
    });
    const words = (text: WrittenSession['title']): string => inLanguage(text, options.languages);
    return {
      id: session.id,
      title: words(session.title),
      date: session.date,
      timeZone: session.timeZone,
      place: words(session.place),
      start: session.start ?? numbered[0]?.start ?? 0,
      end: session.end ?? endOf(numbered.at(-1)),
      blocks: numbered,
    };
  });
  for (const [k, { id, date, start }] of sessions.entries()) {
    const before = sessions[k - 1];
    if (before === undefined || before.date !== date || before.end <= start) continue;
    const args = { id, before: before.id, date, at: clock(start), until: clock(before.end) };
    options.faults.add('SESSION_OVERLAP', args, options.locate(order[k]?.i ?? 0));
  }
  return { sessions, rounds };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const beginOf = ({ start, blocks }: WrittenSession): number => start ?? blocks[0]?.at ?? 0;
const endOf = (block: Block | undefined): number => (block === undefined ? 0 : block.start + block.minutes);

function checkIds(written: readonly WrittenSession[], { faults, locate }: AgendaOptions): void {
  const seen = new Map<string, number>();
  for (const [i, { id }] of written.entries()) {
    const first = seen.get(id);
    if (first === undefined) seen.set(id, i);
    else faults.add('SESSION_ID_TWICE', { id, first: first + 1, second: i + 1 }, locate(i));
  }
}

/** A block and its number in the session as written. */
interface Placed {
  readonly block: Block;
  readonly i: number;
}

/** One session’s blocks, one after the other. */
class Day {
  private readonly session: WrittenSession;
  private readonly index: number;
  private readonly options: AgendaOptions;

  constructor(session: WrittenSession, index: number, options: AgendaOptions) {
    this.session = session;
    this.index = index;
    this.options = options;
  }

  plan(): Placed[] {
    const placed: Placed[] = [];
    let now = this.session.start;
    for (const [i, written] of this.session.blocks.entries()) {
      const block = this.place(written, i, now);
      if (block !== undefined) placed.push({ block, i });
      // After a block that could not be placed, what follows would be told from a begin that is not known.
      now = block === undefined ? written.until : endOf(block);
    }
    const blocks = placed.map(({ block }) => block);
    this.checkEnds(blocks);
    this.checkBreaks(placed);
    return placed;
  }

  private place(written: WrittenBlock, i: number, now: number | undefined): Block | undefined {
    const { faults, warnings } = this.options;
    const where = this.options.locate(this.index, i);
    const begin = written.at ?? now;
    const title = this.titleOf(written);
    if (begin === undefined) {
      faults.add('BLOCK_BEGIN_MISSING', { title, isFirst: i === 0 }, where);
      return undefined;
    }
    const end = this.endOf(written, i, begin);
    if (end === undefined) {
      faults.add('BLOCK_LENGTH_MISSING', { title }, where);
      return undefined;
    }
    if (end <= begin) {
      faults.add('BLOCK_BACKWARDS', { title, at: clock(begin), until: clock(end) }, where);
      return undefined;
    }
    if (written.until !== undefined && written.minutes !== undefined && written.until !== begin + written.minutes) {
      const args = { title, at: clock(begin), until: clock(written.until), minutes: written.minutes };
      faults.add('BLOCK_LENGTH_TWICE', args, where);
    }
    if (end > MIDNIGHT) faults.add('BLOCK_PAST_MIDNIGHT', { title }, where);
    if (now !== undefined && begin < now && i > 0)
      faults.add('BLOCK_OVERLAP', { title, at: clock(begin), before: this.titleAt(i - 1), until: clock(now) }, where);
    if (now !== undefined && begin > now && i > 0)
      warnings.add('BLOCK_GAP', { title, before: this.titleAt(i - 1), from: clock(now), to: clock(begin) }, where);
    const task = written.task === undefined ? undefined : inLanguage(written.task, this.options.languages);
    return {
      kind: written.kind,
      title,
      start: begin,
      minutes: end - begin,
      speakers: written.speakers,
      materials: written.materials,
      ...(written.team !== undefined && { team: written.team }),
      ...(task !== undefined && { task }),
    };
  }

  /** A block without an end of its own lasts until the next begins; the last, until the session ends. */
  private endOf({ until, minutes }: WrittenBlock, i: number, begin: number): number | undefined {
    if (until !== undefined) return until;
    if (minutes !== undefined) return begin + minutes;
    const { blocks, end } = this.session;
    return i + 1 < blocks.length ? blocks[i + 1]?.at : end;
  }

  private titleAt(i: number): string {
    const block = this.session.blocks[i];
    return block === undefined ? '' : this.titleOf(block);
  }

  private titleOf({ kind, title }: WrittenBlock): string {
    return inLanguage(title ?? blockName(kind), this.options.languages);
  }

  private checkEnds(blocks: readonly Block[]): void {
    const { start, end } = this.session;
    const { faults, warnings, locate } = this.options;
    const [first] = blocks;
    const last = blocks.at(-1);
    if (first === undefined || last === undefined) return;
    const where = locate(this.index);
    const args = { id: this.session.id, date: this.session.date };
    const latest = Math.max(...blocks.map(endOf));
    if (start !== undefined && first.start < start)
      faults.add('SESSION_BEFORE_START', { ...args, start: clock(start), first: clock(first.start) }, where);
    if (start !== undefined && first.start > start)
      warnings.add('BLOCK_GAP', { title: first.title, before: '', from: clock(start), to: clock(first.start) }, where);
    if (end !== undefined && latest > end) {
      const over = latest - end;
      faults.add('SESSION_PAST_END', { ...args, end: clock(end), until: clock(latest), over }, where);
    }
    if (end !== undefined && latest < end)
      warnings.add('BLOCK_GAP', { title: '', before: last.title, from: clock(latest), to: clock(end) }, where);
  }

  private checkBreaks(placed: readonly Placed[]): void {
    const { warnings, locate } = this.options;
    for (const stretch of stretchesOf(placed)) {
      const begin = stretch[0]?.block.start ?? 0;
      const end = endOf(stretch.at(-1)?.block);
      const tooLong = stretch.find(({ block }) => endOf(block) - begin > LONGEST_WITHOUT_BREAK);
      if (tooLong === undefined) continue;
      const args = { from: clock(begin), until: clock(end), minutes: end - begin, most: LONGEST_WITHOUT_BREAK };
      warnings.add('BREAK_MISSING', args, locate(this.index, tooLong.i));
    }
  }
}

/** Blocks that follow one another without a rest between them. */
function stretchesOf(placed: readonly Placed[]): Placed[][] {
  const stretches: Placed[][] = [];
  let current: Placed[] = [];
  for (const next of placed) {
    const isRest = RESTS.includes(next.block.kind);
    const last = current.at(-1);
    const isApart = last !== undefined && next.block.start - endOf(last.block) >= SHORTEST_PAUSE;
    if (current.length > 0 && (isRest || isApart)) {
      stretches.push(current);
      current = [];
    }
    if (!isRest) current.push(next);
  }
  return current.length > 0 ? [...stretches, current] : stretches;
}

/** When people may get up. */
const RESTS: readonly BlockKind[] = ['arrival', 'break', 'meal'];
