import { comparable } from '../core/text.js';
import { type ReaderContext, requiredColumn } from './feature-readers.js';
import type { AnswerSpec } from './process-spec.js';

/** An answer that stands in a column, and how it was counted. */
export interface CountedAnswer {
  /** As first written, trimmed; it may say who somebody is. */
  readonly answer: string;
  readonly isYes: boolean;
  /** Rows of the file that have it. */
  readonly rows: readonly number[];
}

/** A question that decides who can be drawn, and what the replies answered. */
export interface AskedQuestion {
  readonly question: 'takes part' | 'consent' | 'available';
  readonly column: string;
  /** The answers that mean yes. */
  readonly yes: readonly string[];
  /** Those given most often first; of as many, in the order of the file. */
  readonly answers: readonly CountedAnswer[];
}

/** Reads the answers to a question and counts them. A question that the form does not ask counts as answered with yes. */
export class AnswerReader {
  private readonly question: AskedQuestion['question'];
  private readonly spec: AnswerSpec | undefined;
  private readonly column: number | undefined;
  private readonly yes: ReadonlySet<string>;
  private readonly counted = new Map<string, { answer: string; isYes: boolean; rows: number[] }>();

  constructor(question: AskedQuestion['question'], spec: AnswerSpec | undefined, context: ReaderContext) {
    this.question = question;
    this.spec = spec;
    this.column = spec === undefined ? undefined : requiredColumn(spec.column, context);
    this.yes = new Set(spec?.yes.map(comparable));
  }

  isYes(cells: readonly string[], row: number): boolean {
    if (this.column === undefined) return true;
    const answer = (cells[this.column] ?? '').trim();
    const key = comparable(answer);
    const known = this.counted.get(key) ?? { answer, isYes: this.yes.has(key), rows: [] };
    known.rows.push(row);
    this.counted.set(key, known);
    return known.isYes;
  }

  /** Undefined where the form does not ask. */
  get asked(): AskedQuestion | undefined {
    if (this.spec === undefined) return undefined;
    const answers = [...this.counted.values()].sort((a, b) => b.rows.length - a.rows.length);
    return { question: this.question, ...this.spec, answers };
  }
}
