import { comparable, compareUtf8 } from '../core/text.js';
import { type FeatureValues, type Problem, problem } from './feature-readers.js';

/** Beyond this a column holds names or addresses, not groups of people. */
const MOST_VALUES = 500;

/**
 * The values of a feature as they come: whatever stands in a register is one, beside those that are written down. Of several
 * spellings the least by its bytes is kept, so that the order of rows has no part in it.
 */
export class OpenValues implements FeatureValues {
  readonly feature: string;
  readonly names: readonly string[];
  /** By value number. */
  readonly spellings: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly written: number;
  private isFull = false;

  constructor(feature: string, written: readonly string[]) {
    this.feature = feature;
    this.names = written;
    for (const value of written) this.numberOf(value);
    this.written = this.spellings.length;
  }

  readonly numberOf = (value: string): number | Problem => {
    const key = comparable(value);
    const shown = value.trim().normalize('NFC');
    const known = this.numbers.get(key);
    if (known !== undefined) {
      if (compareUtf8(shown, this.spellings[known] ?? '') < 0) this.spellings[known] = shown;
      return known;
    }
    if (this.spellings.length >= MOST_VALUES) return this.refuse();
    this.numbers.set(key, this.spellings.length);
    this.spellings.push(shown);
    return this.spellings.length - 1;
  };

  /** Value numbers: first those that were written down, as they were, then the others by the bytes of their names. */
  order(): number[] {
    const numbers = this.spellings.map((_, number) => number);
    const names = this.spellings.map(comparable);
    const found = numbers.slice(this.written);
    found.sort((a, b) => compareUtf8(names[a] ?? '', names[b] ?? ''));
    return [...numbers.slice(0, this.written), ...found];
  }

  /** Told once; nothing comes of the counts then. */
  private refuse(): number | Problem {
    if (this.isFull) return 0;
    this.isFull = true;
    return problem('VALUES_TOO_MANY', { feature: this.feature, most: MOST_VALUES });
  }
}
