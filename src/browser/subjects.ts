import type { Findings } from './examine.js';

/** What each line of a verification claims, for readers who have never seen one. */
export function claimOf(subject: string, findings: Findings): string | undefined {
  const file = FILES[subject];
  if (file !== undefined) return `${file} is the one that the commitment seals, to the last character.`;
  const isOpen = findings.checks.some((check) => check.subject === 'pool' && check.outcome === 'not checked');
  const isNamed = findings.manifest?.settings.lottery_form === 'named';
  const isErased = findings.checks.some((check) => check.subject === 'erased');
  return (
    (isOpen && (isNamed ? OPEN_NAMED : OPEN_COMPOSITION)[subject]) ||
    (isErased && (isNamed ? ERASED_NAMED : ERASED_COMPOSITION)[subject]) ||
    CLAIMS[subject]
  );
}

const FILES: Readonly<Record<string, string>> = {
  'certificate.json': 'The proof that the chances are fair',
  'classes.csv': 'The list of groups of people who count alike',
  'distribution.csv': 'The exact lottery, before it was rounded to numbered panels,',
  'lottery.csv': 'The lottery in which the number is looked up',
  'people.csv': 'The list of pseudonyms of everybody who could be drawn',
};

const CLAIMS: Readonly<Record<string, string>> = {
  record: 'The record of the draw is complete, and calls itself what it is: official, uncommitted or a rehearsal.',
  commitment: 'The commitment belongs to all that was fixed before the draw: people, quotas, settings and lottery.',
  manifest: 'The list of all that is fixed before the draw is complete and in order.',
  ledger: 'The steps before the draw are all there, in order, and none was changed afterwards.',
  files: 'The commitment seals every file that it should.',
  people: 'Everybody who could be drawn stands in the list once, and nobody was added, changed or left out since.',
  published: 'What is published about people singles nobody out.',
  classes: 'The groups of people who count alike in the quotas are as they should be.',
  seated: 'Whoever was on the panel before the draw is counted in the quotas, and stays on it.',
  'ex officio': 'Whoever sits beside the panel because of their office was not drawn, and could not be.',
  excluded: 'As many people were left out of the draw by a list as was stated before it.',
  compositions: 'Every way to share out the seats that could have come up has the right size and meets the quotas.',
  weights: 'The chances of all these ways add up to a whole, no more and no less.',
  certificate: 'The proof is about this lottery.',
  leximin:
    'No lottery within the quotas gives those with the lowest chance a better one, nor then those with the next lowest, and so on.',
  maximin: 'No lottery within the quotas gives those with the lowest chance a better one.',
  minimax: 'No lottery within the quotas makes the highest chance lower.',
  nash: 'No lottery within the quotas balances the chances better, measured by their geometric mean.',
  goldilocks: 'No lottery within the quotas keeps the lowest and the highest chance closer together.',
  diversimax: 'No panel within the quotas is more diverse than those that could have come up.',
  legacy: 'The panels come from an older method, which promises nothing about chances.',
  cuts: 'The steps by which the proof was made shorter are right.',
  tickets: 'Every number stands for a whole panel of different people.',
  'published quotas': 'The people meet the quotas, as far as their features are published.',
  pool: 'The people in hand are those that the commitment seals.',
  members: 'Who belongs to each household or property is as the commitment seals it.',
  chosen: 'For each household or property drawn comes the person whom the rule names.',
  'canonical-pool.csv': 'The confidential list of people is written as it should be.',
  erased:
    'People had their data erased since. Their seals are still in the public list, and so bound by the commitment; what they sealed nobody can see any more.',
  'panel seats': 'Of no group are there more people on the panel than the number gives seats to it.',
  quotas: 'The quotas are those that the commitment seals.',
  panels: 'Every panel that could have come up meets the quotas and the rule on households.',
  shares: 'Everybody is on as many of the numbered panels as their chance says.',
  'ticket seats': 'Every numbered panel is one of the most diverse, as often as it should be.',
  'seed source': 'Where chance was to come from was fixed beforehand.',
  seed: 'What came up is of the kind that was fixed beforehand.',
  beacon: 'The public random number is signed by its source, so nobody can have made it up.',
  'draw seed': 'What came up and the commitment are mixed as the rules say.',
  number: 'They give this number, and no other.',
  panel: 'The panel is the one that the number stands for.',
  alternates: 'The alternates and their order follow from what came up.',
  arms: 'Everybody on the panel belongs to one of the groups that were fixed beforehand, such as who gets which offer, and it follows from what came up who belongs to which.',
};

/** Without the confidential list of people these lines say less, or say what cannot be said. */
const OPEN_NAMED: Readonly<Record<string, string>> = {
  pool: 'Whether people’s features and homes are as the lottery says, and who the alternates are. That takes the list of people, which is confidential: auditors can check it with the organisers.',
  classes: 'The groups of people who count alike in the quotas can be read.',
  panels: 'Every panel that could have come up is of people in the list.',
  alternates: 'The alternates are different people, and not on the panel. (That it is these: see “pool”.)',
  arms: 'Everybody on the panel belongs to one of the groups that were fixed beforehand, such as who gets which offer.',
  chosen: 'For each household or property drawn comes one person, all of them different.',
};

const OPEN_COMPOSITION: Readonly<Record<string, string>> = {
  ...OPEN_NAMED,
  pool: 'Whether it is these people who take the seats, whether their features and homes are as the lottery says, and who the alternates are. That takes the list of people, which is confidential: auditors can check it with the organisers.',
  panel: 'The panel has as many different people as there are seats. (That it is these: see “pool”.)',
};

/** Where people were erased, some of what follows from their data can no longer be worked out. */
const ERASED_NAMED: Readonly<Record<string, string>> = {
  panels:
    'Every panel that could have come up meets the quotas and the rule on households, as far as those erased are known.',
  arms: 'Everybody on the panel belongs to one of the groups that were fixed beforehand, such as who gets which offer.',
  chosen: 'For each household or property drawn comes one person, all of them different.',
  alternates:
    'The alternates are different people, and not on the panel. (That it is these cannot be worked out any more.)',
};

const ERASED_COMPOSITION: Readonly<Record<string, string>> = {
  ...ERASED_NAMED,
  panel: 'The panel has as many different people as there are seats. (That it is these cannot be worked out any more.)',
};
