import { type ErrorArgs, type ErrorCode, errorCatalogue } from './error-catalogue.js';

/** Where a fault was found. `row` counts as a spreadsheet does: the header is row 1. */
export interface Where {
  readonly file?: string;
  readonly row?: number;
  readonly column?: string;
  /** Where areas have panels of their own: the one it is about, with the name of its column. */
  readonly area?: string;
}

/**
 * The one error of this toolkit: a value that says what is wrong (`code`, `args`), where, and what to do next (`hint`).
 * The wording lives in the catalogue, a code an entry. Where several faults were found at once, `faults` holds them all.
 */
export class SortitionError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'SortitionError';
  readonly code: C;
  readonly args: ErrorArgs<C>;
  readonly hint: string;
  readonly where: Where;
  readonly faults: readonly SortitionError[];
  /** The command line or the call is wrong, not the data. */
  readonly isUsage: boolean;

  constructor(code: C, args: ErrorArgs<C>, where: Where = {}, faults: readonly SortitionError[] = []) {
    // The catalogue's entry for C takes exactly ErrorArgs<C>; TypeScript cannot follow that through the index.
    const entry = errorCatalogue[code] as AnyEntry;
    super(entry.says(args));
    this.code = code;
    this.args = args;
    this.hint = entry.next(args);
    this.isUsage = entry.kind === 'usage';
    this.where = where;
    this.faults = faults;
  }
}

interface AnyEntry {
  says(args: unknown): string;
  next(args: unknown): string;
  readonly kind?: 'usage';
}

/**
 * Collects faults so that a reader can report all of them at once instead of one a run.
 * At most `limit` are kept in full; `count` goes on, and so does the number of each kind.
 */
export class FaultList {
  readonly faults: SortitionError[] = [];
  count = 0;
  private readonly limit: number;
  /** Faults that were not kept, by code, each with the words of the first. */
  private readonly others = new Map<ErrorCode, { count: number; readonly example: string }>();
  private readonly endings: (() => void)[] = [];

  constructor(limit = 1000) {
    this.limit = limit;
  }

  add<C extends ErrorCode>(code: C, args: ErrorArgs<C>, where: Where = {}): void {
    this.count++;
    if (this.faults.length < this.limit) this.faults.push(new SortitionError(code, args, where));
    else this.addOther(code, args);
  }

  /** Done before anything is thrown: what all faults together show can then be put into their words. */
  beforeThrow(ending: () => void): void {
    this.endings.push(ending);
  }

  private addOther<C extends ErrorCode>(code: C, args: ErrorArgs<C>): void {
    const known = this.others.get(code);
    if (known !== undefined) known.count++;
    else this.others.set(code, { count: 1, example: new SortitionError(code, args).message });
  }

  /** Throws when anything was added: the single fault itself, or INPUT_FAULTS with all of them. */
  throwIfAny(): void {
    if (this.count > 0) for (const ending of this.endings) ending();
    const [first] = this.faults;
    if (first === undefined) return;
    if (this.count === 1) throw first;
    const others = [...this.others].map(([code, other]) => ({ code, ...other }));
    const args = { count: this.count, ...(others.length > 0 && { others }) };
    throw new SortitionError('INPUT_FAULTS', args, {}, this.faults);
  }
}
