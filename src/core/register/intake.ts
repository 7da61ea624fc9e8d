import { compareUtf8 } from '../text.js';
import { settleFeatures, type Told, type Used } from './intake-features.js';
import { nearCodes, readReplyCode } from './reply-codes.js';

/** Somebody who got a letter. */
export interface Invitee {
  readonly id: string;
  /** Of the letter, in its one form (`readReplyCode`); no two people have the same. */
  readonly code: string;
  /** The values of their stratum in one text; blank where there are no strata. */
  readonly stratum: string;
  /** F: what the register tells of each feature. */
  readonly told: readonly Told[];
}

/** A row of the replies, read. What the form does not ask counts as answered with yes. */
export interface Reply {
  /** As a spreadsheet counts: the header is row 1. Rows come in the order of the file. */
  readonly row: number;
  /** The cell with the code, as it was typed. */
  readonly written: string;
  readonly takesPart: boolean;
  readonly consent: boolean;
  readonly available: boolean;
  /** Why somebody does not take part; blank where nothing is said. */
  readonly reason: string;
  /** F: what the person says of each feature. */
  readonly told: readonly Told[];
}

/**
 * What becomes of a reply: exactly one of these.
 *
 * no code, not a code (the check symbol does not fit), not invited (it fits, but no letter has it): nobody's yet ·
 * repeated: another reply of the same code counts · then, of those that count and in this order: refused · no consent ·
 * not available · unusable (a feature has no value that the quotas know) · yes
 */
export type Outcome =
  | 'no code'
  | 'not a code'
  | 'not invited'
  | 'repeated'
  | 'refused'
  | 'no consent'
  | 'not available'
  | 'unusable'
  | 'yes';

export interface JudgedReply {
  readonly reply: Reply;
  readonly outcome: Outcome;
  /** Whose reply it is: a position among the invited. */
  readonly person?: number;
  /** The organiser has said whose it is. */
  readonly isSettled: boolean;
  /** Codes of letters that may have been meant where the code is nobody's. To be settled by a person, never taken for granted. */
  readonly proposed: readonly string[];
  /** Of a repeated reply: the row that counts, and whether it says the same. */
  readonly instead?: { readonly row: number; readonly isSame: boolean };
  /** Of an unusable reply: features by number, and what is wrong with them. */
  readonly wrong?: readonly { readonly feature: number; readonly wrong: string }[];
}

/** Somebody who said yes, and can be drawn. */
export interface PoolMember {
  readonly person: number;
  /** F values, as the quotas spell them. */
  readonly values: readonly string[];
}

/** The register and a reply tell different values of a feature. */
export interface Disagreement {
  readonly person: number;
  readonly feature: number;
  readonly register: string;
  readonly reply: string;
  readonly used: string;
}

export interface IntakeRules {
  /** Which reply of a code counts: that of the last row or of the first. */
  readonly duplicates: 'last' | 'first';
  /** Which value counts where both are known. */
  readonly prefer: 'replies' | 'register';
  /** Row of a reply → code that the organiser says it has. */
  readonly settled: ReadonlyMap<number, string>;
}

export interface Intake {
  /** In the order of the replies. */
  readonly judged: readonly JudgedReply[];
  /** For each of the invited, the outcome of the reply that counts; undefined where nobody has answered. */
  readonly answers: readonly (Outcome | undefined)[];
  /** In the order of the invited. */
  readonly pool: readonly PoolMember[];
  readonly disagreements: readonly Disagreement[];
}

/**
 * Replies → pool. A reply belongs to the letter whose code it has, or for which the organiser has settled it; to no other,
 * however near its code is. Apart from `duplicates`, the order of replies decides nothing.
 */
export function judgeReplies(invited: readonly Invitee[], replies: readonly Reply[], rules: IntakeRules): Intake {
  const persons = new Map(invited.map(({ code }, person) => [code, person]));
  const owners = replies.map((reply) => ownerOf(reply, persons, rules.settled));
  const counting = countingReplies(owners, rules.duplicates);
  const answers: (Outcome | undefined)[] = invited.map(() => undefined);
  const members: (PoolMember | undefined)[] = invited.map(() => undefined);
  const disagreements: Disagreement[] = [];
  const judged = replies.map((reply, at): JudgedReply => {
    const owner = owners[at];
    const base = { reply, isSettled: rules.settled.has(reply.row), proposed: owner?.proposed ?? [] };
    if (owner?.person === undefined) return { ...base, outcome: owner?.fault ?? 'no code' };
    const { person } = owner;
    const winner = replies[counting.get(person) ?? at];
    if (winner !== undefined && winner !== reply) {
      const instead = { row: winner.row, isSame: content(winner) === content(reply) };
      return { ...base, outcome: 'repeated', person, instead };
    }
    const used = settleFeatures(invited[person]?.told ?? [], reply.told, rules.prefer);
    const outcome = answerOf(reply, used);
    answers[person] = outcome;
    if (outcome === 'unusable') return { ...base, outcome, person, wrong: used.wrong };
    if (outcome === 'yes') {
      members[person] = { person, values: used.values };
      for (const different of used.differences) disagreements.push({ person, ...different });
    }
    return { ...base, outcome, person };
  });
  disagreements.sort((a, b) => a.person - b.person || a.feature - b.feature);
  return { judged, answers, pool: members.filter((member) => member !== undefined), disagreements };
}

interface Owner {
  readonly person?: number;
  readonly fault?: 'no code' | 'not a code' | 'not invited';
  readonly proposed: readonly string[];
}

function ownerOf(
  { row, written }: Reply,
  persons: ReadonlyMap<string, number>,
  settled: ReadonlyMap<number, string>,
): Owner {
  const code = readReplyCode(written);
  const own = code === undefined ? undefined : persons.get(code);
  const proposed = own === undefined ? nearCodes(written, persons).sort(compareUtf8) : [];
  const person = persons.get(settled.get(row) ?? '') ?? own;
  if (person !== undefined) return { person, proposed };
  const fault = written.trim() === '' ? 'no code' : code === undefined ? 'not a code' : 'not invited';
  return { fault, proposed };
}

/** Person → position of their reply that counts. */
function countingReplies(owners: readonly Owner[], duplicates: IntakeRules['duplicates']): Map<number, number> {
  const counting = new Map<number, number>();
  owners.forEach(({ person }, at) => {
    if (person !== undefined && (duplicates === 'last' || !counting.has(person))) counting.set(person, at);
  });
  return counting;
}

function answerOf({ takesPart, consent, available }: Reply, { wrong }: Used): Outcome {
  if (!takesPart) return 'refused';
  if (!consent) return 'no consent';
  if (!available) return 'not available';
  return wrong.length > 0 ? 'unusable' : 'yes';
}

/** All that counts in a reply: the same again is no contradiction. */
const content = ({ takesPart, consent, available, reason, told }: Reply): string =>
  JSON.stringify([takesPart, consent, available, reason, told.map((value) => value ?? null)]);

/** Whether a person has to look at a reply before it can count, if it ever does. */
export const isOpen = ({ outcome }: JudgedReply): boolean =>
  outcome === 'no code' || outcome === 'not a code' || outcome === 'not invited' || outcome === 'unusable';
