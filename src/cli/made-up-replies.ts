import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  comparable,
  csvText,
  type FeatureSpec,
  findProcess,
  noiseSource,
  type Process,
  readIdsAndCodes,
  SortitionError,
} from '../index.js';
import { type ExpectedAnswer, expectedAnswers } from './plan-invitation.js';
import type { Terminal } from './terminal.js';

export interface MadeUpReplies {
  readonly file: string;
  readonly invited: number;
  readonly yes: number;
  /** Features that the form asks for and nobody could answer here: they count as left blank. */
  readonly blank: readonly string[];
}

/** A column of the form, and what somebody who takes part writes there. */
interface FormColumn {
  readonly name: string;
  write(code: string, person: ExpectedAnswer): string;
}

/**
 * Replies of the invited as the form would export them: everybody says yes or nothing, at the rate that is expected of people
 * with their values. `key` decides who.
 */
export async function makeUpReplies(
  folder: string,
  options: { readonly response: number | undefined; readonly key: string; readonly terminal: Terminal },
): Promise<MadeUpReplies> {
  const { people, replies } = await findProcess(folder);
  if (replies === undefined) throw new SortitionError('REHEARSE_NO_REPLIES', {}, { file: 'sortition.yaml' });
  const expected = await expectedAnswers(folder, options.response, options.terminal);
  const invited = await readIdsAndCodes(join(folder, 'invitation', 'invited.csv'), people.id);
  const noise = noiseSource(createHash('sha256').update(`rehearsal: replies, run ${options.key}`).digest('hex'));
  const columns = columnsOf(replies);
  const rows: string[][] = [];
  for (const { id, code = '' } of invited) {
    const person = expected.get(id);
    if (person !== undefined && noise() < person.rate) rows.push(columns.map(({ write }) => write(code, person)));
  }
  const file = join(folder, 'replies.csv');
  const names = columns.map(({ name }) => name);
  await writeFile(file, csvText(names, rows));
  const blank = Object.entries(replies.features).flatMap(([name, spec]) => (isAnswerable(spec) ? [] : [name]));
  return { file, invited: invited.length, yes: rows.length, blank };
}

/** A column that the form asks twice is one column. */
function columnsOf({
  code,
  takesPart,
  consent,
  available,
  reason,
  features,
}: NonNullable<Process['replies']>): FormColumn[] {
  const yes = [takesPart, consent, available].flatMap((question) =>
    question === undefined ? [] : [{ name: question.column, write: () => question.yes[0] ?? '' }],
  );
  const columns: FormColumn[] = [
    { name: code, write: (written) => written },
    ...yes,
    ...(reason === undefined ? [] : [{ name: reason, write: () => '' }]),
    ...Object.entries(features).flatMap(([name, spec]) => ('column' in spec ? [answerColumn(name, spec)] : [])),
    ...Object.values(features).flatMap((spec) =>
      'birthDate' in spec ? [{ name: spec.birthDate, write: () => '' }] : [],
    ),
  ];
  return columns.filter(
    ({ name }, i) => columns.findIndex((other) => comparable(other.name) === comparable(name)) === i,
  );
}

const isAnswerable = (spec: FeatureSpec): boolean => 'column' in spec && !('table' in spec);

/** What people say of themselves is what the register knows of them, in the form’s words. */
function answerColumn(feature: string, spec: FeatureSpec & { readonly column: string }): FormColumn {
  const words = 'values' in spec ? Object.entries(spec.values ?? {}) : [];
  const write = (_code: string, person: ExpectedAnswer): string => {
    const value = person.valueOf(feature);
    if (value === undefined || !isAnswerable(spec)) return '';
    if (words.length === 0) return value;
    return words.find(([, meant]) => comparable(meant) === value)?.[0] ?? value;
  };
  return { name: spec.column, write };
}
