import { numbersIn } from './numbers.js';

const { count: n, percent } = numbersIn('en');
const people = (count: number): string => `${n(count)} ${count === 1 ? 'person' : 'people'}`;

/** What the report says by itself. English says which words there are; the other languages have the same. */
export const ENGLISH = {
  colon: ': ',
  people,
  /** 0.0014 → 1 in 714. */
  oneIn: (chance: number): string => (chance > 0 ? `1 in ${n(Math.round(1 / chance))}` : 'none'),

  kind: 'Report on the draw',
  skip: 'Skip to the report',
  contents: 'On this page',
  /** On every page of a rehearsal. */
  rehearsalMark: 'REHEARSAL',
  status: {
    official: 'Official draw',
    uncommitted: 'Uncommitted draw',
    rehearsal: 'REHEARSAL – nobody was really drawn',
  },
  statusSays: {
    official: 'Everything that could be drawn was fixed and published before anybody could know the seed.',
    uncommitted:
      'Anybody can repeat this draw and check it. But nothing was published beforehand, so nothing shows that no other seed was tried first.',
    rehearsal: 'The figures on this page are those of a trial. They say nothing about who will be drawn.',
  },

  inShort: 'In short',
  whatAsked: 'What was drawn?',
  what: (seats: number, alternates: number): string =>
    `A panel of ${people(seats)}${alternates === 0 ? '' : `, and ${n(alternates)} ${alternates === 1 ? 'alternate' : 'alternates'} for whoever cannot come`}.`,
  whatSeveral: (panels: number, size: number, alternates: number): string =>
    `${n(panels)} panels of ${people(size)} each; nobody is on two of them.${alternates === 0 ? '' : ` ${n(alternates)} ${alternates === 1 ? 'alternate is' : 'alternates are'} there for whoever cannot come.`}`,
  inReserve: (panels: number): string =>
    panels === 1
      ? 'One more panel was drawn in reserve; it is not in these figures.'
      : `${n(panels)} more panels were drawn in reserve; they are not in these figures.`,
  panelsTogether: 'The panels are counted together in this report. Each of them meets the quotas by itself.',
  arms: (arms: readonly { readonly arm: string; readonly size: number }[]): string =>
    `The same lot shared them out to ${n(arms.length)} arms: ${arms.map(({ arm, size }) => `${arm} (${n(size)})`).join(', ')}.`,
  seatedAlready: (count: number): string =>
    count === 1 ? '1 of them was on the panel already.' : `${n(count)} of them were on the panel already.`,
  drawnOn: (day: string): string => `The lot fell on ${day}.`,
  committedOn: (day: string): string => `What could be drawn was fixed on ${day}.`,
  units: 'Households were drawn, and one person of each takes the seat: in this report, “people” are households.',
  since: (withdrawn: number, called: number): string =>
    `Since then ${people(withdrawn)} withdrew and ${people(called)} took their place. This page shows the panel as it was drawn.`,
  whomAsked: 'From whom?',
  fromRegister: (pool: number): string => `From ${people(pool)}: everybody in the register who may take part.`,
  fromReplies: (pool: number, letters: number | undefined): string =>
    letters === undefined
      ? `From the ${people(pool)} who had said yes.`
      : `From the ${people(pool)} who said yes, of ${n(letters)} who were invited by lot.`,
  fromPool: (pool: number): string => `From ${people(pool)} who could be drawn.`,
  mirrorAsked: 'Does the panel mirror the population?',
  quotasMet: (quotas: number): string => `All ${n(quotas)} quotas are met.`,
  sharesEqual: 'The share of every group is its share of the population.',
  furthest: (points: string, what: string): string =>
    `The share of no group differs from its share of the population by more than ${points} percentage points (${what}).`,
  populationUnknown: 'How the population is composed was not at hand, so the panel is compared with its quotas only.',
  fairAsked: 'Was the lot fair?',
  chancesBetween: (low: number, high: number): string =>
    `Everybody’s chance lay between ${percent(low)} and ${percent(high)}.`,
  chancesEqual: (chance: number): string => `Everybody had the same chance: ${percent(chance)}.`,
  randomGives: (chance: number): string =>
    `Plain random selection, without quotas, would give each person ${percent(chance)}, but its panel would mirror those who can be drawn, not the population.`,
  whyUnequal:
    'Whoever belongs to a group of which few can be drawn has a higher chance: somebody has to take its seats.',
  noChance: (count: number): string => `${people(count)} had no chance.`,
  unseatable: (count: number): string =>
    `${people(count)} could not be drawn at all: no panel that meets the quotas has a seat for them.`,
  checkAsked: 'How can I check it?',
  checkShort: 'Anybody can, without trusting whoever drew: with the published files, in a browser.',

  funnel: 'From the register to the panel',
  funnelSays: 'How many people were left at each step, and what share of the step before.',
  funnelSteps: {
    register: 'In the register',
    eligible: 'May take part',
    invited: 'Invited by lot',
    replied: 'Replied',
    pool: 'Could be drawn',
    panel: 'On the panel',
  },
  step: 'Step',
  peopleColumn: 'People',
  ofStepBefore: 'Of the step before',

  mirror: 'Does the panel mirror the population?',
  mirrorSays: {
    all: 'For each feature: the share of each group in the population, among those who could be drawn, and on the panel. The bracket shows the quota, the seats that the group was to have.',
    population:
      'For each feature: the share of each group among everybody who may take part, and on the panel. The bracket shows the quota, the seats that the group was to have.',
    pool: 'For each feature: the share of each group among those who could be drawn, and on the panel. The bracket shows the quota, the seats that the group was to have.',
  },
  population: 'Population',
  pool: 'Could be drawn',
  /** The same, where there is hardly any room. */
  poolShort: 'Pool',
  panel: 'Panel',
  quota: 'Quota',
  group: 'Group',
  seatsColumn: 'Seats',
  seats: (count: number): string => `${n(count)} ${count === 1 ? 'seat' : 'seats'}`,
  erased: (count: number): string =>
    `The data of ${people(count)} on the panel have been erased since. They are missing from the counts of the panel.`,
  altMirror: (feature: string, rows: readonly string[]): string => `Bars for ${feature}. ${rows.join(' ')}`,
  altMirrorRow: (name: string, parts: readonly string[]): string => `${name}: ${parts.join(', ')}.`,

  presence: 'Who said yes, and who is missing',
  presenceSays:
    'How present each group is among those who could be drawn, compared with the population: at 100% as many as in the population, at 50% half as many.',
  missing: (list: string): string =>
    `By far fewer than in the population, and more than chance explains: ${list}. The quotas give these groups their seats all the same, and the people of them who did say yes a higher chance.`,
  nobodyMissing: 'No group is missing by more than chance would explain.',
  ratio: 'Compared',
  /** Of those invited. */
  yesColumn: 'Said yes',
  presenceShown: (shown: number, all: number): string =>
    `The chart shows the ${n(shown)} least present of ${n(all)} groups; the table has them all.`,
  altPresence: (rows: readonly string[]): string => `Bars, the least present group first. ${rows.join('; ')}.`,

  crossed: 'Features together',
  crossedSays:
    'Quotas see to each feature by itself. This is what two of them together look like, age and gender for instance: each dot is a combination, to the right the seats that its share of the population would be, upwards the seats that it has. On the line both are the same.',
  crossedSum: (pairs: number, off: string, chance: string): string =>
    `Over ${pairs === 1 ? '1 pair' : `${n(pairs)} pairs`} of features, ${off} seats on average would have to change hands for the panel to be exactly like the population; for a plain random sample it would be about ${chance}.`,
  expectedSeats: 'Seats by share of the population',
  panelSeats: 'Seats on the panel',
  pairColumn: 'Features',
  offColumn: 'Seats to change',
  chanceColumn: 'By chance',
  allCombinations: (pair: string): string => `All combinations of ${pair}`,
  otherCombinations: (count: number): string => `${n(count)} rare combinations together`,
  altCrossed: (cells: number, most: string): string =>
    `Scatter chart of ${n(cells)} combinations of two features. The furthest from the line is ${most}.`,
  altCrossedCell: (name: string, expected: string, panel: number): string =>
    `${name}: ${expected} seats by its share, ${n(panel)} on the panel`,

  chances: 'Everybody’s chance',
  chancesSay:
    'All who could be drawn, in a row from the lowest chance to the highest. The dashed line is the chance that plain random selection would give to each.',
  peopleFromLowest: 'People, from the lowest chance to the highest',
  chance: 'Chance',
  thisLottery: 'This lottery',
  plainRandom: 'Plain random selection',
  lowest: 'Lowest chance',
  highest: 'Highest chance',
  gini: 'Gini coefficient',
  geometricMean: 'Geometric mean',
  withoutChance: 'Without a chance',
  giniSays:
    'The Gini coefficient is 0 where all have the same chance, and near 1 where one person has all there is. The geometric mean is highest where all chances are the same. With quotas not all chances can be the same.',
  altCurve: (low: string, high: string, mean: string): string =>
    `Curve of all chances. It rises from ${low} to ${high}; plain random selection would be level at ${mean}.`,

  lot: 'How the lot was drawn',
  objective: 'What counted as fair',
  objectives: {
    leximin: 'The lowest chance is as high as the quotas allow, then the second lowest, and so on.',
    maximin: 'The lowest chance is as high as the quotas allow.',
    nash: 'The product of all chances is as high as the quotas allow.',
    minimax: 'The highest chance is as low as the quotas allow, then the second highest, and so on.',
    goldilocks: 'Neither very low nor very high chances: both ends are weighed against each other.',
    diversimax: 'Every panel is as diverse as can be, also in two features together.',
    legacy: 'Panels were filled seat by seat, the scarcest group first.',
  } as Readonly<Record<string, string>>,
  givesUp: {
    leximin: 'People of rare profiles may have a much higher chance than others.',
    maximin: 'Says nothing about any chance but the lowest.',
    nash: 'The lowest chance may be lower than it need be.',
    minimax: 'Some may be left with hardly any chance.',
    goldilocks: 'Less is proved about each end than where that end alone counts.',
    diversimax: 'Chances are not as equal as they could be; some people may have none.',
    legacy: 'Chances are neither optimised nor proved; some people may have none.',
  } as Readonly<Record<string, string>>,
  proof: 'Proof',
  provedShort: 'That is proved: under these quotas no lottery can do better.',
  proofLevels: (levels: number): string =>
    `A certificate of ${levels === 1 ? '1 step' : `${n(levels)} steps`} proves it: no lottery under these quotas does better, to within one in a million. Checking it takes additions and multiplications only.`,
  proofGap: 'Computed to the optimum; a second program can confirm how close it is.',
  proofNone: 'No optimum is claimed for the chances.',
  form: 'Lottery',
  named: (tickets: number): string =>
    `${n(tickets)} numbered tickets, each of them a whole panel that meets all quotas. One ticket was drawn.`,
  onEachTicket: (panels: number): string =>
    `${n(panels)} panels are drawn at once. Which of them is the first, which the second, was decided by the same lot.`,
  composition:
    'A weighted list of panels by groups, each of which meets all quotas. The seed chose one of them, and then the people of each group.',
  rounding: (exact: number, kept: number): string =>
    `On whole tickets the lowest chance is ${percent(kept)}; before rounding it was ${percent(exact)}.`,
  household: 'At most one person of a household.',
  seed: 'Seed',
  seedDice: (rolls: string): string => `dice: ${rolls}`,
  seedDrand: (round: number): string => `round ${n(round)} of the public random beacon drand`,
  seedPick: (number: string): string => `number ${number}, picked by hand`,
  seedText: (text: string): string => `the text “${text}”`,
  number: 'Number drawn',
  commitment: 'Commitment',
  commitmentSays: 'It stands for everything that could be drawn. Its beginning, to be read aloud, is the fingerprint.',
  fingerprint: 'Fingerprint',

  check: 'How to check',
  checkSteps: (version: string): readonly string[] => [
    'Compare the commitment on this page with the one that was published before the draw, in the newspaper or on the website. If they are the same, nobody has changed anything since.',
    'Open verify.html from the published files (draw/public) in a browser. It works without the internet and computes the draw again. With the receipt in your letter it shows your own entry and your chance.',
    'Or run “python3 verify.py” in the same folder: written apart from the software that drew, it needs nothing but Python.',
    `Or run “sortition verify draw-record.json” with sortition-toolkit ${version}.`,
  ],
  checkUncommitted:
    'There was no publication before this draw. What can be checked is that the seed gives this panel, and that the lottery meets the quotas and is as fair as stated.',
  checkOneOff: (version: string): readonly string[] => [
    `Run “sortition verify draw-record.json” with sortition-toolkit ${version}, with the pool and the quotas at hand.`,
  ],
  checked: 'When this page was written, the record was checked once more: it holds.',
  cannotShow:
    'Whether the register and the replies were right to begin with is not something that these files can show.',

  about: 'About these figures',
  aboutPrivacy: (least: number): string =>
    `No names, no addresses, nobody’s own entry: this page has counts only. Groups that fewer than ${n(least)} of those who could be drawn belong to are told together with another group, and combinations as rare as that only as a sum.`,
  aboutMade: (version: string): string => `Made by sortition-toolkit ${version}. The same files give the same page.`,
  sources: {
    register: 'The population is everybody in the register who may take part.',
    shares: 'The population’s shares are those of the statistics that the organiser supplied.',
    pool: 'Everybody who may take part could be drawn: the population and the pool are the same.',
  } as Readonly<Record<string, string>>,

  summaryKind: 'Summary of the draw',
  summaryMore: (features: number): string =>
    features === 1 ? '1 more feature is in report.html.' : `${n(features)} more features are in report.html.`,
  summaryFull: 'All figures, and how to check them: report.html.',

  plainRandomNote: 'Plain random selection meets no quotas; it stands here to compare with.',
  compareKind: 'Choice of the objective, before the draw',
  compareLead: (pool: number, seats: number): string =>
    `What everybody’s chance would be, for ${n(seats)} seats and ${people(pool)} who can be drawn. Nothing has been drawn.`,
  compareTable: 'Side by side',
  compareTableSays:
    'Each line is one idea of what is fair, computed for these people and these quotas. No figure says by itself which is right; that is for those to choose who answer for the draw.',
  compareBest: 'The best value of each column is in bold.',
  compareCurves: 'The chances one by one',
  compareObjective: 'Objective',
  compareUnseatable: (count: number): string =>
    `${people(count)} of the pool are in no panel that meets the quotas. They have no chance whatever the objective, and are not counted here.`,
  compareNext: (objectives: string): string =>
    `The choice is made with “objective:” in sortition.yaml, before the lottery is committed. Compared here: ${objectives}.`,
};
