import { groupedCode } from '../../src/core/register/reply-codes.js';
import { codeOf } from './made-invitation.js';
import { csv, type Row } from './one-off-pool.js';

const GIVEN = ['Élodie', 'Jean-Pierre', 'Fatima Zahra', 'Łukasz', 'İlknur', 'Ștefan', 'Γιώργος', 'Сергей', 'Ana'];
const SURNAMES = [
  'Van den Broeck',
  'El Amrani',
  'De Smet',
  'Kowalczyk',
  'Yılmaz',
  'Παπαδόπουλος',
  'Иванов',
  'López García',
];
const STREETS = ['Chaussée de Gand', 'Rue du Comte de Flandre', 'Boulevard Léopold II', 'Rue de l’École'];

const of = (words: readonly string[], n: number): string => words[n % words.length] ?? '';

/** A made-up person who was invited. */
export const invitee = (n: number): Row => ({
  number: `L-${String(n).padStart(6, '0')}`,
  surname: of(SURNAMES, Math.floor(n / 3)),
  given: of(GIVEN, n),
  street: of(STREETS, n),
  house: String((n % 190) + 1),
  box: n % 4 === 0 ? String((n % 30) + 1) : '',
  postcode: '1080',
  town: 'Molenbeek-Saint-Jean',
  language: n % 3 === 0 ? 'NL' : 'FR',
  stratum: '',
  reply_code: groupedCode(codeOf(n)),
});

/** sortition.yaml of letters in French and Dutch; `letters` replaces whole keys of that section, by name. */
export function letterSettings(letters: Readonly<Record<string, string>> = {}): string {
  const keys: Readonly<Record<string, string>> = {
    sender:
      '{ name: La commune de Val-Fleuri, address: [Grand-Place 1, 1080 Val-Fleuri], contact: Kim Bakker, phone: 02 555 01 23, email: panel@example.org, web: www.example.org/panel, signed_by: [Amina Peeters, Bourgmestre] }',
    recipient: '{ lines: [[given, surname], [street, house, { before: bte, column: box }], [postcode, town]] }',
    window: 'belgian',
    language: '{ column: language, values: { FR: fr, NL: nl } }',
    texts:
      '{ fr: { topic: La vie en ville, place: "Maison communale, Grand-Place 1", pay: 75 euros }, nl: { topic: Leven in de stad, place: "Gemeentehuis, Grote Markt 1", pay: 75 euro, organiser: De gemeente Val-Fleuri } }',
    dates:
      '{ posted: { invitation: 2026-10-01, reminder: 2026-10-15, confirmation: 2026-11-12, alternate: 2026-11-12, regret: 2026-11-12 }, reply_by: 2026-10-25, sessions: [2026-12-05], lottery: 2026-11-10, alternate_until: 2026-12-04, data_kept_until: 2027-03-31 }',
    reply: '{ web: www.example.org/reply, phone: 02 555 01 24 }',
    data: '{ contact: privacy@example.org }',
    verify: '{ web: www.example.org/draw }',
    ...letters,
  };
  return Object.entries(keys)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `  ${key}: ${value}\n`)
    .join('');
}

/** Files of a process whose people were invited. */
export const letterProcess = (
  people: number,
  letters: Readonly<Record<string, string>> = {},
  row: (person: Row, n: number) => Row = (person) => person,
): Readonly<Record<string, string>> => ({
  'sortition.yaml': `title: The town’s jury
register: { file: register.csv, id: number }
quotas: quotas.csv
panel: { size: 12 }
invitation: { letters: ${people} }
letters:
${letterSettings(letters)}`,
  'invitation/invited.csv': csv(
    Array.from({ length: people }, (_, n) => row(invitee(n), n)),
    { delimiter: ';' },
  ),
});
