import { fingerprintOf } from '../../core/record/fingerprint.js';
import type { Seed } from '../../core/record/seed-source.js';
import type { ReportContent } from './content.js';
import { escapeHtml } from './drawing.js';
import { facts, type Html, paragraphs, type Section } from './frame.js';
import type { Writing } from './report-page.js';

const plain = (...texts: readonly string[]): Html => paragraphs(texts.filter((text) => text !== ''));

/** Objective, proof, lottery, seed, number and commitment. */
export function lotSection(content: ReportContent, writing: Writing): Section {
  const { words, numbers } = writing;
  const { record, facts: of } = content;
  const { settings } = record.manifest;
  const panels = (settings.panels ?? 1) + (settings.reserve ?? 0);
  const isNamed = settings.lottery_form === 'named';
  const { leastExact, figures } = of.chances;
  const entries: [string, Html][] = [
    [
      words.objective,
      plain(
        `${settings.objective}${words.colon}${words.objectives[settings.objective] ?? ''}`,
        words.givesUp[settings.objective] ?? '',
      ),
    ],
    [words.proof, plain(proofText(content, writing))],
    [
      words.form,
      plain(
        isNamed ? words.named(settings.tickets ?? 0) : words.composition,
        panels > 1 ? words.onEachTicket(panels) : '',
        leastExact === undefined ? '' : words.rounding(leastExact, figures.least),
        settings.one_per_household ? words.household : '',
      ),
    ],
    [words.seed, plain(seedText(record.seed, writing))],
    [words.number, plain(numbers.count(record.number))],
    [words.fingerprint, `<p class="hash fingerprint">${fingerprintOf(record.commitment)}</p>`],
    [words.commitment, `<p class="hash">${record.commitment}</p>${plain(words.commitmentSays)}`],
  ];
  return { id: 'lot', title: words.lot, body: facts(entries) };
}

/** What is proved of the objective. */
export function proofText({ record, facts: { proof } }: ReportContent, { words }: Writing): string {
  const { objective } = record.manifest.settings;
  if (proof.levels > 0) return words.proofLevels(proof.levels);
  return objective === 'nash' || objective === 'goldilocks' ? words.proofGap : words.proofNone;
}

export function seedText(seed: Seed, { words, numbers }: Writing): string {
  if (seed.kind === 'text') return words.seedText(seed.text);
  if (seed.kind === 'pick') return words.seedPick(numbers.count(seed.number));
  const { dice, drand } = seed;
  return [dice && words.seedDice(dice.join(' ')), drand && words.seedDrand(drand.round)]
    .filter((part) => part !== undefined)
    .join('; ');
}

export function checkSection({ record, isPublished }: ReportContent, { words }: Writing): Section {
  const { version } = record.manifest.software;
  const steps = isPublished ? words.checkSteps(version) : words.checkOneOff(version);
  const isCommitted = record.manifest.seed_source.kind !== 'text';
  const told = isPublished && !isCommitted ? steps.slice(1) : steps;
  return {
    id: 'check',
    title: words.check,
    body: `${isCommitted ? '' : `${paragraphs([words.checkUncommitted])}\n`}<ol class="steps">${told.map((step) => `<li>${escapeHtml(step)}</li>`).join('')}</ol>\n${paragraphs([words.checked])}`,
  };
}
