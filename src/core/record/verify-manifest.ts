import type { Arms } from '../panel/arms.js';
import { compareUtf8 } from '../text.js';
import type { CheckLines } from './check-lines.js';
import type { Manifest } from './manifest.js';
import { MOST_PANELS, panelsDrawn } from './several-settings.js';

/** What reading leaves open of a manifest: the order of its lists, and which members belong together. Silent where all is well. */
export function checkManifest(lines: CheckLines, manifest: Manifest): void {
  for (const fault of faultsOf(manifest)) lines.fail('manifest', fault);
}

/** As JavaScript writes a number. */
const NUMBER = /^\d{1,400}(\.\d{1,400})?(e[+-]\d{1,3})?$/;

function* faultsOf({ pool, reading, quotas, settings, published }: Manifest): Generator<string> {
  const features = quotas.map(({ feature }) => feature);
  if (!areInOrder(features)) yield 'its features are not in the order of bytes, or one stands twice';
  const unordered = quotas.find(({ values }) => !areInOrder(values.map(({ value }) => value)));
  if (unordered !== undefined)
    yield `the values of ${unordered.feature} are not in the order of bytes, or one stands twice`;
  if (settings.size === 0) yield 'its panel has no seats';
  if (settings.one_per_household !== (settings.household_types !== 'none'))
    yield 'it should have household types where one person a household is drawn, and only there';
  const isNamed = settings.lottery_form === 'named';
  if ((settings.tickets !== undefined) !== isNamed) yield 'it should have tickets in the named form, and only there';
  if (settings.arms !== undefined) yield* armFaults(settings.arms, settings.size);
  const isGiven = settings.seated !== undefined || settings.ex_officio !== undefined;
  if (settings.unit !== undefined && (settings.one_per_household || isGiven))
    yield 'it draws units: there is no household rule then, and nobody is given in advance';
  const { panels = 2, reserve = 1 } = settings;
  if (panels < 2 || reserve < 1 || panelsDrawn(settings) > MOST_PANELS)
    yield `its panels and those in reserve should stand there where they are more than 1 and 0, and be ${MOST_PANELS} at most`;
  const isSeveral = panelsDrawn(settings) > 1;
  if (isSeveral && settings.seated !== undefined) yield 'nobody can be on a panel already where several are drawn';
  if (isSeveral && (settings.arms !== undefined || settings.unit !== undefined))
    yield 'several panels have neither arms nor units';
  if (isSeveral && ['legacy', 'diversimax'].includes(settings.objective))
    yield `${settings.objective} is for one panel`;
  if (reading.excluded === 0) yield 'it says that people were excluded, but nobody was';
  yield* alternatesFaults(quotas, settings);
  if (settings.gamma !== undefined && !NUMBER.test(settings.gamma)) yield 'its gamma is no number';
  if ((published !== undefined) !== 'root' in pool)
    yield 'it should say what is published where people have salts, and only there';
  if (published !== undefined && !(areInOrder(published) && published.every((feature) => features.includes(feature))))
    yield 'what is published are not features in the order of bytes';
}

function* armFaults({ sizes }: Arms, size: number): Generator<string> {
  const names = new Set(sizes.map(({ arm }) => arm));
  if (names.size < sizes.length || names.size < 2 || names.has('')) yield 'its arms are not two or more different ones';
  const sum = sizes.reduce((total, arm) => total + arm.size, 0);
  if (sum !== size || sizes.some((arm) => arm.size === 0)) yield 'its arms do not sum to the panel';
}

function* alternatesFaults(quotas: Manifest['quotas'], settings: Manifest['settings']): Generator<string> {
  const { alternates, alternates_rule: rule, dropout } = settings;
  if (rule !== undefined && alternates === 0) yield 'it has a rule for alternates, and none are called';
  if ((dropout !== undefined) !== (rule === 'least-violation'))
    yield 'it should have drop-out rates where alternates are those of the least violation, and only there';
  for (const names of [dropout?.by.map(({ feature }) => feature) ?? [], ...(dropout?.by ?? []).map(valuesIn)]) {
    if (!areInOrder(names)) yield 'its drop-out rates are not in the order of bytes, or one stands twice';
  }
  const isKnown = ({ feature, values }: Rates): boolean => {
    const known = quotas.find((of) => of.feature === feature)?.values.map(({ value }) => value) ?? [];
    return values.length > 0 && values.every(({ value }) => known.includes(value));
  };
  if (dropout?.by.every(isKnown) === false) yield 'its drop-out rates are of values that the quotas do not have';
}

type Rates = NonNullable<Manifest['settings']['dropout']>['by'][number];
const valuesIn = ({ values }: Rates): string[] => values.map(({ value }) => value);

/** Ascending by their bytes, and so all different. */
export const areInOrder = (texts: readonly string[]): boolean =>
  texts.every((text, i) => i === 0 || compareUtf8(texts[i - 1] ?? '', text) < 0);
