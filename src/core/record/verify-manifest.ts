import { compareUtf8 } from '../text.js';
import type { CheckLines } from './check-lines.js';
import type { Manifest } from './manifest.js';

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
  if (reading.excluded === 0) yield 'it says that people were excluded, but nobody was';
  if (settings.gamma !== undefined && !NUMBER.test(settings.gamma)) yield 'its gamma is no number';
  if ((published !== undefined) !== 'root' in pool)
    yield 'it should say what is published where people have salts, and only there';
  if (published !== undefined && !(areInOrder(published) && published.every((feature) => features.includes(feature))))
    yield 'what is published are not features in the order of bytes';
}

/** Ascending by their bytes, and so all different. */
export const areInOrder = (texts: readonly string[]): boolean =>
  texts.every((text, i) => i === 0 || compareUtf8(texts[i - 1] ?? '', text) < 0);
