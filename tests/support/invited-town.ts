import { groupedCode } from '../../src/core/register/reply-codes.js';
import { codeOf } from './made-invitation.js';
import { csv, oneOffPool, type Row } from './one-off-pool.js';

/** Header texts as form tools make them. */
export const ASKED = {
  code: 'What is the code on your letter?',
  takesPart: 'Would you like to take part, yes or no?',
  consent: 'Do you agree that we use your data, as the leaflet says?',
  available: 'Are you free on 5 December, all day?',
  reason: 'If not: why?',
  gender: 'You are…',
};

const process = `title: The town’s jury
register: { file: register.csv, id: nationbuilder_id, household: [address, postcode] }
quotas: quotas.csv
panel: { size: 12, alternates: 4 }
invitation: { letters: 160 }
`;

const replies = `replies:
  code: "${ASKED.code}"
  takes_part: { column: "${ASKED.takesPart}", yes: ["Yes, gladly"] }
  consent: { column: "${ASKED.consent}", yes: [I agree] }
  available: { column: "${ASKED.available}", yes: ["yes"] }
  reason: "${ASKED.reason}"
  features: { gender: { column: "${ASKED.gender}", values: { Woman: female, Man: male, Neither: other } } }
`;

export interface InvitedTown {
  readonly files: Readonly<Record<string, string>>;
  /** The people of invitation/invited.csv, with their codes as letters print them. */
  readonly people: readonly Row[];
  /** What somebody answers, by number of the person; `more` changes cells. */
  readonly answer: (person: number, more?: Row) => Row;
}

/** A process of 160 made-up people who all got a letter. The second one’s id looks like a formula. */
export function invitedTown(options: { readonly withReplies?: boolean } = {}): InvitedTown {
  const pool = oneOffPool({ seed: 'an invited town', people: 160, size: 12 });
  const people = pool.people.map(
    (row, n): Row => ({
      ...row,
      ...(n === 1 && { nationbuilder_id: '=1+1' }),
      stratum: row['district'] ?? '',
      reply_code: groupedCode(codeOf(n)),
    }),
  );
  const written = people.map((row, n) => (n === 1 ? { ...row, nationbuilder_id: "'=1+1" } : row));
  const spoken: Readonly<Record<string, string>> = { female: 'Woman', male: 'Man', other: 'Neither' };
  return {
    files: {
      'quotas.csv': csv(pool.quotas),
      'sortition.yaml': options.withReplies === false ? process : process + replies,
      'invitation/invited.csv': `\ufeff${csv(written, { delimiter: ';' })}`,
    },
    people,
    answer: (n, more = {}) => ({
      Timestamp: '2026/10/01 9:30:00 am GMT+2',
      [ASKED.code]: people[n]?.['reply_code'] ?? '',
      [ASKED.takesPart]: 'Yes, gladly',
      [ASKED.consent]: 'I agree',
      [ASKED.available]: 'yes',
      [ASKED.reason]: '',
      [ASKED.gender]: spoken[people[n]?.['gender'] ?? ''] ?? '',
      'Anything else?\n(Be brief, please.)': 'Two lines,\nand "quotes"; even',
      ...more,
    }),
  };
}
