/**
 * Every error of the toolkit, an entry a code: what it says and what to do next.
 * Plain words for an organiser; values quoted; never personal data beyond row numbers and ids.
 */
interface Entry<A> {
  says(args: A): string;
  next(args: A): string;
  /** 'usage': the command line is wrong (exit 2); otherwise the task cannot be done as asked (exit 1). */
  readonly kind?: 'usage';
}

const entry = <A>(e: Entry<A>): Entry<A> => e;

const quoted = (text: string): string => `“${text}”`;
const didYouMean = (near: readonly string[] | undefined, otherwise: string): string =>
  near !== undefined && near.length > 0 ? `Did you mean ${near.map(quoted).join(' or ')}? ${otherwise}` : otherwise;

export const errorCatalogue = {
  // --- files -----------------------------------------------------------------------------------------------------
  FILE_NOT_FOUND: entry<{ path: string; near?: readonly string[] }>({
    says: (a) => `There is no file ${quoted(a.path)}.`,
    next: (a) => didYouMean(a.near, 'Check the name and the folder.'),
  }),
  FILE_EMPTY: entry<{ path: string }>({
    says: (a) => `The file ${quoted(a.path)} is empty.`,
    next: () => 'Export it again, with a header row and at least one row below it.',
  }),
  // --- several at once ---------------------------------------------------------------------------------------------
  INPUT_FAULTS: entry<{ count: number }>({
    says: (a) => `${a.count} problems were found in the input.`,
    next: () => 'Each is listed with its file, row and column; mend them all, then run the command again.',
  }),
} as const;

export type ErrorCode = keyof typeof errorCatalogue;
export type ErrorArgs<C extends ErrorCode> = Parameters<(typeof errorCatalogue)[C]['says']>[0];
