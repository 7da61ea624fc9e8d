/**
 * How two spellings are compared everywhere: trimmed, Unicode NFC, lower-cased without regard to locale. NFC once more, as
 * lower case can compose further: U+03AA U+0301 becomes U+0390.
 */
export const comparable = (text: string): string => text.trim().normalize('NFC').toLowerCase().normalize('NFC');

/**
 * Order of the texts' UTF-8 bytes. JavaScript's own order is that of UTF-16 code units, which puts surrogate pairs
 * (code points from U+10000) before U+E000…U+FFFF; everything else agrees.
 */
export function compareUtf8(a: string, b: string): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const p = a.charCodeAt(i);
    const q = b.charCodeAt(i);
    if (p !== q) return codePointRank(p) - codePointRank(q);
  }
  return a.length - b.length;
}

/** Moves surrogates above all other code units, where their code points belong. */
const codePointRank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** Candidates within a few slips of `text`, the nearest first: at most three. */
export function nearest(text: string, candidates: Iterable<string>): string[] {
  const wanted = comparable(text);
  const slips = Math.max(2, Math.floor(wanted.length / 3));
  const found: { name: string; distance: number }[] = [];
  for (const name of candidates) {
    const distance = editDistance(wanted, comparable(name), slips);
    if (distance <= slips) found.push({ name, distance });
  }
  found.sort((a, b) => a.distance - b.distance || compareUtf8(a.name, b.name));
  return found.slice(0, 3).map((f) => f.name);
}

/** Levenshtein distance, or anything above `limit` once it is certain to be above. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row[b.length] ?? limit + 1;
}

/** 98365 → 98,365: a number as people read it, the same in every locale. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
