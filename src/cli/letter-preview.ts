import type { Addressees } from './letter-people.js';

/** A letter that is worth looking at, and why. */
export interface Chosen {
  readonly index: number;
  readonly why: string;
}

/**
 * The letters that go wrong first: the widest and the highest address, the longest name, one in each language, the first and the
 * last; then others at equal distances.
 */
export function choosePreviews(people: Addressees, most: number): Chosen[] {
  const widest = new Longest();
  const highest = new Longest();
  const longestName = new Longest();
  const languages = new Map<string, number>();
  for (let i = 0; i < people.count; i++) {
    const { address, name, languages: own } = people.at(i);
    widest.offer(i, Math.max(0, ...address.map((line) => line.length)));
    highest.offer(i, address.length);
    longestName.offer(i, name.length);
    const key = own.join(' and ');
    if (!languages.has(key)) languages.set(key, i);
  }
  const candidates: Chosen[] = [
    { index: widest.index, why: 'the longest line in an address' },
    ...[...languages].map(([language, index]) => ({ index, why: `the first in the language ${language}` })),
    { index: highest.index, why: 'the most lines in an address' },
    { index: longestName.index, why: 'the longest name' },
    { index: people.count - 1, why: 'the last' },
    ...Array.from({ length: most }, (_, i) => ({
      index: Math.floor((i * people.count) / most),
      why: 'one in between',
    })),
  ];
  const chosen: Chosen[] = [];
  for (const candidate of candidates) {
    const known = chosen.findIndex(({ index }) => index === candidate.index);
    if (known < 0 && chosen.length < most) chosen.push(candidate);
    else if (known >= 0 && candidate.why !== 'one in between') {
      chosen[known] = { index: candidate.index, why: `${chosen[known]?.why}, ${candidate.why}` };
    }
  }
  return chosen;
}

/** The first of the largest. */
class Longest {
  index = 0;
  private length = -1;

  offer(index: number, length: number): void {
    if (length <= this.length) return;
    this.index = index;
    this.length = length;
  }
}
