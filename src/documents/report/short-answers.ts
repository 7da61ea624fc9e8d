import type { MirrorRow } from '../../core/record/figures/mirror.js';
import { dateInWords } from '../letters/languages.js';
import type { ReportContent } from './content.js';
import type { Writing } from './report-page.js';

export interface Answer {
  readonly question: string;
  readonly answer: readonly string[];
}

/** The five questions that a council has, each with its answer in a few sentences. */
export const answersOf = (content: ReportContent, writing: Writing): Answer[] => [
  { question: writing.words.whatAsked, answer: whatOf(content, writing) },
  { question: writing.words.whomAsked, answer: whomOf(content, writing) },
  { question: writing.words.mirrorAsked, answer: mirrorOf(content, writing) },
  { question: writing.words.fairAsked, answer: fairOf(content, writing) },
  { question: writing.words.checkAsked, answer: [writing.words.checkShort, writing.words.checked] },
];

function whatOf({ record, committed, drawn, replaced }: ReportContent, { language, words }: Writing): string[] {
  const { settings } = record.manifest;
  const first = [
    settings.panels === undefined
      ? words.what(record.panel.length, record.alternates.length)
      : words.whatSeveral(settings.panels, settings.size, record.alternates.length),
    ...(settings.reserve === undefined ? [] : [words.inReserve(settings.reserve)]),
    ...(settings.seated === undefined ? [] : [words.seatedAlready(settings.seated.length)]),
    ...(committed === undefined ? [] : [words.committedOn(dateInWords(language, committed))]),
    ...(drawn === undefined ? [] : [words.drawnOn(dateInWords(language, drawn))]),
  ];
  return [
    first.join(' '),
    ...(settings.arms === undefined ? [] : [words.arms(settings.arms.sizes)]),
    ...(settings.panels === undefined ? [] : [words.panelsTogether]),
    ...(settings.unit === undefined ? [] : [words.units]),
    ...(replaced.withdrawn === 0 ? [] : [words.since(replaced.withdrawn, replaced.called)]),
  ];
}

function whomOf({ facts, isRegister, letters, funnel }: ReportContent, { words }: Writing): string[] {
  if (isRegister) return [words.fromRegister(facts.pool)];
  return [
    funnel.some(({ step }) => step === 'invited') ? words.fromReplies(facts.pool, letters) : words.fromPool(facts.pool),
  ];
}

function mirrorOf({ record, facts }: ReportContent, { words, numbers }: Writing): string[] {
  const quotas = record.manifest.quotas.reduce((sum, { values }) => sum + values.length, 0);
  const furthest = findFurthest(
    facts.features.flatMap(({ feature, rows }) => rows.map((row) => ({ feature, row }))),
    record.panel.length,
  );
  // How far a group is from its share cannot be said where not everybody is counted.
  if (facts.erased > 0) return [words.quotasMet(quotas), words.erased(facts.erased)];
  return [
    words.quotasMet(quotas),
    ...(furthest === undefined
      ? [words.populationUnknown]
      : furthest.points === 0
        ? [words.sharesEqual]
        : [
            words.furthest(
              numbers.decimal(furthest.points, 1),
              `${furthest.feature}${words.colon}${furthest.names.join(', ')}`,
            ),
          ]),
  ];
}

interface Furthest {
  readonly feature: string;
  readonly names: readonly string[];
  /** Percentage points, rounded up to a tenth: “not more than”. */
  readonly points: number;
}

function findFurthest(
  rows: readonly { readonly feature: string; readonly row: MirrorRow }[],
  seats: number,
): Furthest | undefined {
  const off = rows.flatMap(({ feature, row: { names, population, panel } }) =>
    population === undefined ? [] : [{ feature, names, points: Math.abs(panel / seats - population) * 100 }],
  );
  const [most] = off.sort((a, b) => b.points - a.points);
  return most && { ...most, points: Math.ceil(most.points * 10 - 1e-6) / 10 };
}

function fairOf({ record, facts }: ReportContent, { words, numbers }: Writing): string[] {
  const { figures, unseatable } = facts.chances;
  const { objective } = record.manifest.settings;
  const areEqual = numbers.percent(figures.least) === numbers.percent(figures.greatest);
  return [
    [
      areEqual ? words.chancesEqual(figures.greatest) : words.chancesBetween(figures.least, figures.greatest),
      words.objectives[objective] ?? '',
      ...(facts.proof.levels > 0 ? [words.provedShort] : []),
    ].join(' '),
    ...(areEqual ? [] : [`${words.randomGives(figures.mean)} ${words.whyUnequal}`]),
    ...(figures.withoutChance > 0 ? [words.noChance(figures.withoutChance)] : []),
    ...(unseatable > 0 ? [words.unseatable(unseatable)] : []),
  ];
}
