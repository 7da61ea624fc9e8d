import { SortitionError } from '../errors.js';

/** One line of a verification: what was looked at, whether it holds, and what was seen. */
export interface Check {
  readonly subject: string;
  readonly outcome: 'holds' | 'fails' | 'not checked';
  readonly detail: string;
}

/** The lines of a verification, as they come. */
export class CheckLines {
  readonly checks: Check[] = [];

  hold(subject: string, detail: string): void {
    this.checks.push({ subject, outcome: 'holds', detail });
  }

  fail(subject: string, detail: string): void {
    this.checks.push({ subject, outcome: 'fails', detail });
  }

  skip(subject: string, detail: string): void {
    this.checks.push({ subject, outcome: 'not checked', detail });
  }

  check(subject: string, holds: boolean, detail: string, otherwise: string): boolean {
    if (holds) this.hold(subject, detail);
    else this.fail(subject, otherwise);
    return holds;
  }

  /** What `read` returns; a coded error becomes a line that fails. */
  read<T>(subject: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SortitionError)) throw error;
      const { row } = error.where;
      this.fail(subject, row === undefined ? error.message : `row ${row}: ${error.message}`);
      return undefined;
    }
  }
}

/** What a draw is of, in the words of its verification. */
export const whatIsDrawn = ({ unit }: { readonly unit?: unknown }): 'people' | 'units' =>
  unit === undefined ? 'people' : 'units';
