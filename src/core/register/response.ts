import { comparable, compareUtf8 } from '../text.js';
import type { Intake, Invitee, Outcome } from './intake.js';
import type { CountedFeature } from './intake-features.js';

/** What came of some letters. letters = replies + unanswered; replies = yes + refused + noConsent + notAvailable + unusable. */
export interface Tally {
  readonly letters: number;
  /** Letters that were answered: of several replies of one code, one counts. */
  readonly replies: number;
  readonly yes: number;
  readonly refused: number;
  readonly noConsent: number;
  readonly notAvailable: number;
  readonly unusable: number;
  readonly unanswered: number;
}

export interface TallyRow {
  /** The value or the stratum; blank for those of whom it is not known. */
  readonly value: string;
  readonly tally: Tally;
}

/** Response of everybody, of each stratum, and of each value of each feature. */
export interface Response {
  readonly all: Tally;
  /** None where there are no strata. */
  readonly strata: readonly TallyRow[];
  /**
   * In the order of the quotas. Values are the register's, as letters went out by those; a feature that it does not know has
   * everybody in the row whose value is blank.
   */
  readonly features: readonly { readonly feature: string; readonly rows: readonly TallyRow[] }[];
}

export function countResponse(
  invited: readonly Invitee[],
  { answers }: Pick<Intake, 'answers'>,
  features: readonly CountedFeature[],
): Response {
  const everybody = tally(answers);
  const strata = groupBy(answers, (person) => invited[person]?.stratum ?? '');
  const hasStrata = strata.size > 1 || !strata.has('');
  return {
    all: everybody,
    strata: hasStrata ? rowsOf(strata, [...strata.keys()].filter(isFilled).sort(compareUtf8)) : [],
    features: features.map(({ quotas, valueFor }) => ({
      feature: quotas.feature,
      rows: rowsOf(
        groupBy(answers, (person) => valueFor(invited[person]?.told ?? []) ?? ''),
        quotas.quotas.map(({ value }) => value),
      ),
    })),
  };
}

const isFilled = (text: string): boolean => text !== '';

type Answers = readonly (Outcome | undefined)[];

function groupBy(answers: Answers, keyOf: (person: number) => string): Map<string, (Outcome | undefined)[]> {
  const groups = new Map<string, (Outcome | undefined)[]>();
  answers.forEach((answer, person) => {
    const key = keyOf(person);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [answer]);
    else group.push(answer);
  });
  return groups;
}

/** The values in their order, and those of whom none is known at the end, if there are any. */
function rowsOf(groups: ReadonlyMap<string, Answers>, values: readonly string[]): TallyRow[] {
  const unknown = groups.has('') ? [''] : [];
  return [...values, ...unknown].map((value) => ({ value, tally: tally(groups.get(value) ?? []) }));
}

function tally(answers: Answers): Tally {
  const count = (outcome: Outcome | undefined): number => answers.filter((answer) => answer === outcome).length;
  const unanswered = count(undefined);
  return {
    letters: answers.length,
    replies: answers.length - unanswered,
    yes: count('yes'),
    refused: count('refused'),
    noConsent: count('no consent'),
    notAvailable: count('not available'),
    unusable: count('unusable'),
    unanswered,
  };
}

/** A reason that people gave for not taking part, in one of its spellings; blank where they gave none. */
export interface Reason {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly count: number;
}

/** Reasons of those whose reply counts and who do not take part: the most frequent first. Spellings are compared as everywhere. */
export function countReasons({ judged }: Pick<Intake, 'judged'>): Reason[] {
  const reasons = new Map<string, { outcome: Outcome; reason: string; count: number }>();
  for (const { outcome, reply } of judged) {
    if (outcome !== 'refused' && outcome !== 'no consent' && outcome !== 'not available') continue;
    const reason = reply.reason.trim();
    const key = `${outcome}: ${comparable(reason)}`;
    const known = reasons.get(key);
    if (known === undefined) reasons.set(key, { outcome, reason, count: 1 });
    else {
      known.count++;
      // Which spelling is shown must not depend on whose reply came first.
      if (compareUtf8(reason, known.reason) < 0) known.reason = reason;
    }
  }
  return [...reasons]
    .sort(([a, one], [b, other]) => other.count - one.count || compareUtf8(a, b))
    .map(([, reason]) => reason);
}
