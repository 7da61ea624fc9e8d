import type { DrawRecord } from '../core/record/draw-record.js';
import { fingerprintOf, groupsOfFour } from '../core/record/fingerprint.js';
import { commitmentOf, type Manifest, statusOf } from '../core/record/manifest.js';
import { type Seed, wordsOf } from '../core/record/seed-source.js';
import { grouped } from '../core/text.js';
import { objectiveInWords } from '../documents/ceremony-words.js';
import { counted, seatsInWords } from '../documents/words.js';
import { browserHash } from '../random/browser-hash.js';
import { definitions, disclosure, element, section, type Term } from './dom.js';
import type { Findings } from './examine.js';
import { quotaTable } from './quota-table.js';

/** What is drawn, from whom, by what. */
export function factsSection(findings: Findings, manifest: Manifest): HTMLElement {
  const { record } = findings;
  const commitment = commitmentOf(browserHash, manifest);
  const { size, objective } = manifest.settings;
  const terms: Term[] = [
    ['Status', element('strong', {}, statusOf(manifest)), ` – ${STATUS[statusOf(manifest)]}`],
    ['Panel', panelInWords(manifest)],
    ['Drawn from', `${counted(manifest.pool.people, 'person', 'people')} who could be drawn`],
    ['Chances', objectiveInWords(objective)],
    ['Lottery', lotteryInWords(findings, manifest)],
    ['Decided by', manifest.seed_source.kind === 'text' ? 'a text, which may be any' : wordsOf(manifest.seed_source)],
    ...(record === undefined ? [] : outcomeOf(record)),
    [
      'Commitment',
      element('code', {}, ...groupsOfFour(commitment).map((group) => element('span', { class: 'group' }, group))),
    ],
    ['Fingerprint', `${fingerprintOf(commitment)} (the commitment’s beginning, for reading aloud)`],
  ];
  return section(
    'facts',
    record === undefined ? 'What is to be drawn' : 'What was drawn',
    definitions(terms),
    disclosure(`The quotas: how the ${size} seats are shared`, quotaTable(findings, manifest)),
    ...(record === undefined ? [] : namesOf(record)),
  );
}

const STATUS: Readonly<Record<DrawRecord['status'], string>> = {
  official: 'the lottery is fixed first, and what comes up afterwards decides',
  uncommitted: 'it can be repeated, but nothing shows that no other seed was tried first',
  rehearsal: 'nobody is really drawn',
};

function panelInWords({ settings }: Manifest): string {
  const {
    size,
    panels,
    reserve,
    alternates,
    seated = [],
    ex_officio: beside = [],
    one_per_household: alone,
  } = settings;
  return [
    `${seatsInWords(size, panels, reserve)}${alone ? ', at most one from a household' : ''}`,
    ...(seated.length > 0 ? [`${grouped(seated.length)} of them on it before the draw`] : []),
    ...(beside.length > 0 ? [`${grouped(beside.length)} more beside it ex officio`] : []),
    ...(alternates > 0 ? [`and up to ${counted(alternates, 'alternate')}, in case somebody cannot come`] : []),
  ].join(', ');
}

function lotteryInWords({ files }: Findings, { settings }: Manifest): string {
  if (settings.tickets !== undefined)
    return `${grouped(settings.tickets)} whole panels, each with a number that is as likely as any other`;
  const ways = (files.texts.get('lottery.csv') ?? '').split('\n').length - 2;
  return `${counted(ways, 'way')} to share out the seats; what comes up decides which, and then who takes them`;
}

const outcomeOf = (record: DrawRecord): Term[] => [
  ['Came up', seedInWords(record.seed)],
  ['Number', grouped(record.number)],
];

function seedInWords(seed: Seed): string {
  if (seed.kind === 'text') return `“${seed.text}”`;
  if (seed.kind === 'pick') return `${seed.number}, picked by hand`;
  return [
    seed.dice && `the dice ${seed.dice.join(' ')}`,
    seed.drand && `round ${grouped(seed.drand.round)} of drand, signed ${seed.drand.signature}`,
  ]
    .filter((part) => part !== undefined)
    .join(' and ');
}

/** Those in reserve come last. */
function panelName({ settings: { panels = 1 } }: Manifest, i: number): string {
  if (i >= panels) return `In reserve, panel ${i - panels + 1}`;
  return panels === 1 ? 'The panel' : `Panel ${i + 1}`;
}

function namesOf({ panel, panels, alternates, manifest }: DrawRecord): HTMLElement[] {
  const names = (people: readonly string[], kind: 'ul' | 'ol'): HTMLElement =>
    element(kind, { class: 'names' }, ...people.map((name) => element('li', {}, name)));
  return [
    ...(panels ?? [panel]).map((people, i) =>
      disclosure(`${panelName(manifest, i)}: ${counted(people.length, 'pseudonym')}`, names(people, 'ul')),
    ),
    ...(alternates.length > 0
      ? [disclosure(`The alternates: ${counted(alternates.length, 'pseudonym')}, in order`, names(alternates, 'ol'))]
      : []),
  ];
}
