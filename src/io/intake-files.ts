import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SortitionError } from '../core/errors.js';
import type { FeatureQuotas } from '../core/register/features.js';
import { type Intake, type Invitee, isOpen, type JudgedReply } from '../core/register/intake.js';
import { UNTOLD } from '../core/register/intake-features.js';
import { groupedCode } from '../core/register/reply-codes.js';
import type { Reason, Response, Tally } from '../core/register/response.js';
import { comparable } from '../core/text.js';
import { type InvitedFile, REPLY_CODE, STRATUM } from './invited-people.js';
import { peopleCsvText } from './people-csv.js';
import type { PeopleSpec } from './people-spec.js';
import { plainCell } from './plain-cells.js';
import { POOL_FILE } from './process-pool.js';
import type { Table } from './table.js';

/** All files that intake makes. */
export const INTAKE_FILES = [
  POOL_FILE,
  'to-settle.csv',
  'disagreements.csv',
  'response.csv',
  'refusals.csv',
  'replies.csv',
  'reminders.csv',
];

/** What intake found, to be written down. */
export interface IntakeResults {
  readonly file: InvitedFile;
  readonly intake: Intake;
  /** Row of a reply → code, as the organiser settled it. */
  readonly settled: ReadonlyMap<number, string>;
  /** Features that are not crossed. */
  readonly features: readonly FeatureQuotas[];
  readonly response: Response;
  readonly reasons: readonly Reason[];
}

/** Writes them into a folder, in the delimiter of the file of invited people; gives the text of pool.csv. */
export async function writeIntakeFiles(folder: string, results: IntakeResults): Promise<string> {
  const { file, intake, settled, features, response, reasons } = results;
  const { table, invited } = file;
  const people = await peopleRows(results);
  const tables: Record<string, readonly (readonly string[])[]> = {
    [POOL_FILE]: people.pool,
    'to-settle.csv': settleRows(intake, settled, features),
    'disagreements.csv': [
      ['id', 'feature', 'register', 'reply', 'used'],
      ...intake.disagreements.map(({ person, feature, register, reply, used }) => [
        invited[person]?.id ?? '',
        features[feature]?.feature ?? '',
        register,
        reply,
        used,
      ]),
    ],
    'response.csv': responseRows(response),
    'refusals.csv': [
      ['outcome', 'reason', 'count'],
      ...reasons.map(({ outcome, reason, count }) => [outcome, reason, String(count)]),
    ],
    'replies.csv': replyRows(intake, invited, features),
    'reminders.csv': people.reminders,
  };
  for (const name of INTAKE_FILES) await writeFile(join(folder, name), peopleCsvText(table, tables[name] ?? []));
  return peopleCsvText(table, people.pool);
}

/**
 * pool.csv has the register's columns and one for each feature, which takes the place of a column of the same name;
 * reminders.csv those who have not answered, with all columns of the file of invited people. Cells are copied as they stand.
 */
async function peopleRows({ file, intake, features }: IntakeResults) {
  const { table, rows } = file;
  const names = new Set([...features.map(({ feature }) => feature), STRATUM, REPLY_CODE].map(comparable));
  const kept = Array.from(table.columns.keys()).filter((column) => !names.has(nameOf(table, column)));
  const take = (cells: readonly string[]): string[] => kept.map((column) => cells[column] ?? '');
  const pool = [[...take(table.columns), ...features.map(({ feature }) => feature)]];
  const reminders = [table.columns];
  const personOfRow = new Map(rows.map((row, person) => [row, person]));
  const members = new Map(intake.pool.map(({ person, values }) => [person, values]));
  await table.read((cells, row) => {
    const person = personOfRow.get(row);
    if (person === undefined) return;
    const values = members.get(person);
    if (values !== undefined) pool.push([...take(cells), ...values]);
    if (intake.answers[person] === undefined) reminders.push([...cells]);
  });
  return { pool, reminders };
}

const nameOf = ({ columns }: Table, column: number): string => comparable(plainCell(columns[column] ?? ''));

/**
 * A feature's column would take the place of one that tells people or homes apart: the pool would no longer know them as the
 * register does. Throws POOL_COLUMN_TAKEN.
 */
export function requireColumnsKept({ id, household = [] }: PeopleSpec, features: readonly FeatureQuotas[]): void {
  const names = new Set([id, ...household].map(comparable));
  const taken = features.find(({ feature }) => names.has(comparable(feature)));
  if (taken !== undefined) throw new SortitionError('POOL_COLUMN_TAKEN', { feature: taken.feature });
}

/** Open replies, and those settled by hand with their codes, so that the list can be handed back again. */
function settleRows(
  { judged }: Intake,
  settled: ReadonlyMap<number, string>,
  features: readonly FeatureQuotas[],
): string[][] {
  const listed = judged.filter((reply) => isOpen(reply) || reply.isSettled);
  return [
    ['row', 'written', 'proposed', 'why', 'code'],
    ...listed.map((judge) => [
      String(judge.reply.row),
      judge.reply.written,
      judge.proposed.map(groupedCode).join(' '),
      isOpen(judge) ? whyOpen(judge, features) : 'settled by hand',
      groupedCode(settled.get(judge.reply.row) ?? ''),
    ]),
  ];
}

/** Of a value that cannot be used: what helps, as the column “code” does not. */
function whyOpen({ outcome, wrong = [] }: JudgedReply, features: readonly FeatureQuotas[]): string {
  if (outcome === 'no code') return 'this reply has no code';
  if (outcome === 'not a code') return 'this is no code: a slip in typing, most likely';
  if (outcome === 'not invited') return 'a code, but of no letter of this invitation';
  const why = wrong.map(({ feature, wrong }) => {
    const name = features[feature]?.feature ?? '';
    return wrong === UNTOLD
      ? `${name}: ${UNTOLD}. Ask, and fill it in in the replies.`
      : `${wrong} Say what it means in sortition.yaml: replies: features: ${name}: values:`;
  });
  return why.join(' ');
}

/** What became of every row of the replies. */
function replyRows({ judged }: Intake, invited: readonly Invitee[], features: readonly FeatureQuotas[]): string[][] {
  return [
    ['row', 'outcome', 'id', 'remark'],
    ...judged.map(({ reply, outcome, person, instead, wrong = [] }) => [
      String(reply.row),
      outcome,
      person === undefined ? '' : (invited[person]?.id ?? ''),
      instead === undefined
        ? wrong.map(({ feature }) => features[feature]?.feature ?? '').join(', ')
        : `row ${instead.row} counts${instead.isSame ? ', and says the same' : ''}`,
    ]),
  ];
}

function responseRows({ all, strata, features }: Response): string[][] {
  const row = (by: string, value: string, tally: Tally): string[] => [
    by,
    value,
    ...[tally.letters, tally.replies, tally.yes, tally.refused, tally.noConsent, tally.notAvailable].map(String),
    ...[tally.unusable, tally.unanswered].map(String),
    tally.letters === 0 ? '' : (tally.yes / tally.letters).toFixed(RATE_DIGITS),
  ];
  return [
    [
      'by',
      'value',
      'letters',
      'replies',
      'yes',
      'refused',
      'no consent',
      'not available',
      'unusable',
      'unanswered',
      'rate',
    ],
    row('everybody', '', all),
    ...strata.map(({ value, tally }) => row('stratum', value, tally)),
    ...features.flatMap(({ feature, rows }) => rows.map(({ value, tally }) => row(feature, value, tally))),
  ];
}

/** Of yes among letters: 0.0491 is 4.91 %. */
const RATE_DIGITS = 4;
