import { type ErrorCode, type FeatureSpec, type Process, type SessionsSpec, SortitionError } from '../index.js';

/** Path of a file → the key of sortition.yaml that names it. */
export type NamedFiles = ReadonlyMap<string, string>;

export function namedFiles({ people, quotas, panel, replies, sessions }: Process): NamedFiles {
  const lists = people.eligible?.exclude ?? [];
  return new Map([
    ...lists.map((list) => [typeof list === 'string' ? list : list.file, 'eligible: exclude:'] as const),
    ...tables('replies: features:', replies?.features ?? {}),
    ...tables('features:', people.features ?? {}),
    ...panel.excluded.map((list) => [typeof list === 'string' ? list : list.file, 'panel: exclude:'] as const),
    ...(panel.rotation?.history === undefined ? [] : [[panel.rotation.history, 'panel: rotation: history:'] as const]),
    ...panel.included.map((file) => [file, 'panel: include:'] as const),
    ...seatingLists(sessions).map(({ file, key }) => [file, key] as const),
    [people.file, 'register: file:'],
    [quotas, 'quotas:'],
  ]);
}

/** Files of people who sit together, apart, at one table, or are away. */
export function seatingLists(sessions: SessionsSpec | undefined): { readonly file: string; readonly key: string }[] {
  const { together, apart, fixed, accessible, absences } = sessions?.seating ?? {};
  const lists = { together, apart, fixed, 'accessible: people': accessible?.people, absences };
  return Object.entries(lists).flatMap(([key, file]) =>
    typeof file === 'string' ? [{ file, key: `sessions: seating: ${key}:` }] : [],
  );
}

const tables = (key: string, features: Readonly<Record<string, FeatureSpec>>): [string, string][] =>
  Object.entries(features).flatMap(([name, spec]): [string, string][] =>
    'table' in spec ? [[spec.table, `${key} ${name}: table:`]] : [],
  );

/** Reads; of a file that is not there, an error says which key of sortition.yaml names it. */
export async function tellingKeys<T>(named: NamedFiles, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof SortitionError ? withKey(error, named) : error;
  }
}

function withKey(error: SortitionError, named: NamedFiles): SortitionError {
  const { faults, args, where } = error;
  if (faults.length > 0)
    return new SortitionError(
      error.code,
      args,
      where,
      faults.map((fault) => withKey(fault, named)),
    );
  if (!isOf(error, 'FILE_NOT_FOUND')) return error;
  const key = named.get(error.args.path);
  return key === undefined ? error : new SortitionError('FILE_NOT_FOUND', { ...error.args, key }, where);
}

const isOf = <C extends ErrorCode>(error: SortitionError, code: C): error is SortitionError<C> =>
  (error.code as string) === code;
