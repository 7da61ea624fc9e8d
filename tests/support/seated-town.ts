import type { Block, BlockKind, Participant, Session } from '../../src/core/sessions/model.js';
import type { PaperHead, SeatedPanel } from '../../src/documents/sessions/papers.js';
import { seededNoise } from './seeded-noise.js';

/** A panel of 112 at 14 tables over two days, in four rounds. Nobody in it exists. */

const GIVEN =
  'Amina Youssef Marie-Claire Jan Fatima Mohamed Élodie Karim Wout Nadia Zoë Søren Jürgen Ilse Noor Ayşe Łukasz'.split(
    ' ',
  );
const SURNAMES = [
  ...['Peeters', 'El Amrani', 'Van den Broeck', 'Dubois', 'Ångström', 'de Smet', 'D’Hondt', 'Müller', 'Østergaard'],
  ...['Ben Saïd', 'Janssens', 'Çelik', 'Wiśniewski', 'Nguyễn', 'Lefèbvre', 'Groß', 'Sørensen', 'O’Brien', 'Aerts'],
];
/** The first few: names that are hard to set. */
const HARD: readonly (readonly [given: string, surname: string])[] = [
  ['Marie-Antoinette Joséphine', 'Vandenbroucke-Van Overstraeten de la Bruyère'],
  ['Wwwwwwwwwwwwwwwwwwwwwwwwwwww', 'Mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm'],
  ['Αλεξάνδρα', 'Παπαδοπούλου-Κωνσταντινίδη'],
  ['Александра', 'Преображенская'],
  ['Bo', 'Ek'],
  ['', 'Mononymous'],
  ['Sukarno', ''],
];
const LANGUAGES = ['fr', 'fr', 'fr', 'nl', 'nl', 'en', 'de', 'da'];

const PEOPLE = 112;
const TABLES = 14;

export function seatedTown({ people = PEOPLE, tables = TABLES } = {}): SeatedPanel {
  const noise = seededNoise('a town')('names');
  const pick = <T>(from: readonly T[]): T => from[Math.floor(noise() * from.length)] as T;
  const participants = Array.from({ length: people }, (_, i): Participant => {
    const [givenName, surname] = HARD[i] ?? [pick(GIVEN), pick(SURNAMES)];
    return {
      id: `p${String(i).padStart(3, '0')}`,
      givenName,
      surname,
      language: pick(LANGUAGES),
      values: { age: '16-24' },
    };
  });
  const rounds = Array.from({ length: 4 }, (_, round) =>
    Array.from({ length: tables }, (__, table) =>
      participants.flatMap((___, i) => ((i + round * Math.floor(i / tables)) % tables === table ? [i] : [])),
    ),
  );
  return { sessions: SESSIONS, participants, seating: { rounds } };
}

interface Written extends Partial<Block> {
  readonly kind: BlockKind;
  readonly title: string;
}

function day(start: number, blocks: readonly (readonly [minutes: number, block: Written])[]): Block[] {
  let at = start;
  return blocks.map(([minutes, block]) => {
    const placed = { speakers: [], materials: [], ...block, start: at, minutes };
    at += minutes;
    return placed;
  });
}

const SESSIONS: readonly Session[] = [
  {
    id: 'saturday',
    title: 'Vivre ensemble à Molenbeek · Samenleven in Molenbeek',
    date: '2026-12-05',
    timeZone: 'Europe/Brussels',
    place: 'Château du Karreveld, avenue Jean de la Hoese 3, 1080 Molenbeek-Saint-Jean',
    start: 540,
    end: 1020,
    blocks: day(540, [
      [
        30,
        {
          kind: 'arrival',
          title: 'Accueil et café',
          materials: ['badges', 'attendance lists', 'pens'],
          team: 'Two at the door from 8:15, one at the lift',
        },
      ],
      [30, { kind: 'plenary', title: 'Bienvenue', speakers: ['Amina Peeters, bourgmestre'] }],
      [
        40,
        {
          kind: 'expert',
          title: 'What we know about radicalisation, and what we do not',
          speakers: ['Prof. Noor Janssens', 'Dr Youssef Ben Saïd'],
          materials: ['projector', 'two headsets for interpreters'],
          team: 'Interpreters’ booth; microphones for the hall',
        },
      ],
      [
        20,
        {
          kind: 'questions',
          title: 'Questions to the experts',
          speakers: ['Prof. Noor Janssens', 'Dr Youssef Ben Saïd'],
        },
      ],
      [15, { kind: 'break', title: 'Pause' }],
      [
        75,
        {
          kind: 'tables',
          title: 'What worries us, what gives us hope',
          round: 0,
          materials: ['14 flip charts', 'markers', 'cards in 3 colours'],
          team: 'Facilitators to their tables at 11:10; collect the flip charts at the end',
          task: 'Everybody speaks once before anybody speaks twice. Write down the three worries and the three hopes that the table shares.',
        },
      ],
      [60, { kind: 'meal', title: 'Repas · Maaltijd', team: 'Halal and vegetarian on the left' }],
      [
        75,
        {
          kind: 'tables',
          title: 'Ideas for our quarter',
          round: 1,
          materials: ['cards'],
          task: 'Five ideas, each on a card.',
        },
      ],
      [20, { kind: 'break', title: 'Pause' }],
      [
        75,
        {
          kind: 'tables',
          title: 'Choosing the best of them <together> & in peace',
          round: 2,
          task: 'Agree on two ideas.',
        },
      ],
      [20, { kind: 'voting', title: 'Vote' }],
      [10, { kind: 'closing', title: 'Merci et à bientôt' }],
    ]),
  },
  {
    id: 'sunday',
    title: 'Our recommendations',
    date: '2026-12-06',
    timeZone: 'Europe/Brussels',
    place: 'Château du Karreveld',
    start: 570,
    end: 780,
    blocks: day(570, [
      [30, { kind: 'arrival', title: 'Accueil' }],
      [
        120,
        {
          kind: 'tables',
          title: 'Writing recommendations',
          round: 3,
          task: 'Write each recommendation in two sentences that a neighbour understands.',
        },
      ],
      [60, { kind: 'voting', title: 'Vote and thanks' }],
    ]),
  },
];

export const townHead = (language = 'en', purpose: PaperHead['purpose'] = 'draw'): PaperHead => ({
  title: 'We are Molenbeek',
  language,
  purpose,
});
