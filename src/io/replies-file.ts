import { FaultList } from '../core/errors.js';
import type { FeatureQuotas } from '../core/register/features.js';
import type { Reply } from '../core/register/intake.js';
import { comparable } from '../core/text.js';
import { type ReaderContext, requiredColumn } from './feature-readers.js';
import { addFaults } from './lookup-table.js';
import type { RepliesSpec } from './process-spec.js';
import { AnswerReader, type AskedQuestion } from './reply-answers.js';
import { findColumn, openTable } from './table.js';
import { findTeller, type Teller } from './told-features.js';

/** `code` undefined: the column that is named like one. */
export type RepliesForm = Omit<RepliesSpec, 'code'> & { readonly code: string | undefined };

/** Where nothing is said of the replies: a code a row, and every row is a yes. */
export const BARE_FORM: RepliesForm = { code: undefined, duplicates: 'last', features: {}, prefer: 'replies' };

/** What a column of codes is called where nobody says. */
const CODE_NAMES = ['code', 'reply_code', 'reply code'];

/** The export of a form, read. */
export interface Replies {
  /** In the order of the file. */
  readonly replies: readonly Reply[];
  /** The questions that the form asks of those that decide who can be drawn. */
  readonly asked: readonly AskedQuestion[];
}

/**
 * Reads the export of a form. Whatever stands in a cell is somebody's answer and told of the row; faults are added only for
 * what concerns the whole file: columns that are missing, rows that are broken. A form without replies yet has none.
 *
 * @param features that are not crossed
 */
export async function readReplies(
  file: string,
  form: RepliesForm,
  features: readonly FeatureQuotas[],
  faults: FaultList,
): Promise<Replies> {
  const { encoding } = form;
  const table = await openTable(file, encoding === undefined ? {} : { encoding });
  const context: ReaderContext = { table, encoding, faults };
  const code = findCode(form, context);
  const takesPart = new AnswerReader('takes part', form.takesPart, context);
  const consent = new AnswerReader('consent', form.consent, context);
  const available = new AnswerReader('available', form.available, context);
  const reason = form.reason === undefined ? undefined : requiredColumn(form.reason, context);
  const specs = new Map(Object.entries(form.features).map(([name, spec]) => [comparable(name), spec]));
  const tellers: (Teller | undefined)[] = [];
  for (const of of features) {
    const spec = specs.get(comparable(of.feature));
    tellers.push(spec === undefined ? undefined : await findTeller(of, spec, context));
  }
  const replies: Reply[] = [];
  const onRow = (cells: readonly string[], row: number): void => {
    replies.push({
      row,
      written: cells[code ?? -1] ?? '',
      takesPart: takesPart.isYes(cells, row),
      consent: consent.isYes(cells, row),
      available: available.isYes(cells, row),
      reason: reason === undefined ? '' : (cells[reason] ?? '').trim(),
      told: tellers.map((tell) => tell?.(cells)),
    });
  };
  const found = new FaultList();
  await table.read(onRow, { faults: found });
  for (const fault of found.faults) if (fault.code !== 'TABLE_NO_ROWS') addFaults(faults, fault);
  const asked = [takesPart, consent, available].map((question) => question.asked);
  return { replies, asked: asked.filter((question) => question !== undefined) };
}

function findCode({ code }: RepliesForm, context: ReaderContext): number | undefined {
  if (code !== undefined) return requiredColumn(code, context);
  const { path, columns } = context.table;
  const index = CODE_NAMES.map((name) => findColumn(context.table, name)).find((found) => found !== undefined);
  if (index === undefined) context.faults.add('REPLY_CODE_COLUMN', { columns }, { file: path, row: 1 });
  return index;
}

/** Names of features that the form asks for, and the quotas do not know. */
export const unknownFeatures = (form: RepliesForm, features: readonly FeatureQuotas[]): string[] => {
  const known = new Set(features.map(({ feature }) => comparable(feature)));
  return Object.keys(form.features).filter((name) => !known.has(comparable(name)));
};
