/**
 * Reply codes: what a letter asks people to type. Eight symbols of Crockford's base32 (no I, L, O, U) and a ninth that
 * checks them, written in threes: `7Q4-WN2-0KX`.
 *
 * The symbols are the field GF(32) = GF(2)[x]/(x⁵ + x² + 1) with α = x. A code c₁…c₉ is valid where
 *
 *     Σ α^(i−1) · cᵢ = 0      (i = 1 … 9; nine different weights, none of them 0)
 *
 * One wrong symbol changes the sum by α^(i−1) · d with d ≠ 0, two that change places by (α^(i−1) + α^(j−1)) · (cᵢ + cⱼ):
 * neither is ever 0, so every single error and every swap is found, of neighbours or not, the check symbol among them.
 *
 * @see Damm, Total anti-symmetrische Quasigruppen (2004), on the errors that people make; Crockford, Base 32 (crockford.com)
 */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Symbols that carry the code, 40 bits; one more checks them. */
const CARRYING = 8;
const LENGTH = CARRYING + 1;

/** Bytes of a code before its check symbol. */
export const CODE_BYTES = 5;

/** α^i for i = 0 … 30, and back. */
const powers: number[] = [1];
while (powers.length < 31) {
  const doubled = (powers.at(-1) ?? 0) << 1;
  powers.push(doubled > 31 ? doubled ^ 0b100101 : doubled);
}
const logarithm = new Map(powers.map((value, i) => [value, i]));

/** α^i · c in GF(32). */
const weighted = (symbol: number, i: number): number =>
  symbol === 0 ? 0 : (powers[((logarithm.get(symbol) ?? 0) + i) % 31] ?? 0);

const syndrome = (symbols: readonly number[]): number =>
  symbols.reduce((sum, symbol, i) => sum ^ weighted(symbol, i), 0);

/** The code of five bytes: `7Q4WN20KX`, nine symbols. */
export function replyCode(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes.subarray(0, CODE_BYTES)) bits = (bits << 8n) | BigInt(byte);
  const symbols = Array.from({ length: CARRYING }, (_, i) => Number((bits >> BigInt(5 * (CARRYING - 1 - i))) & 31n));
  // α^8 · c₉ has to make up for the sum so far: c₉ = sum · α^(−8) = sum · α^23.
  symbols.push(weighted(syndrome(symbols), 31 - CARRYING));
  return symbols.map((symbol) => SYMBOLS[symbol]).join('');
}

/** As letters print it: `7Q4-WN2-0KX`. Takes a code in its one form, as `readReplyCode` gives it. */
export const groupedCode = (code: string): string => code.replace(/(...)(?=.)/g, '$1-');

/**
 * A code as it was typed, in its one form; undefined where it is none: of another length, with a symbol that no code has,
 * or with a check symbol that does not fit. Small letters, spaces and dashes count as nothing; I and L are 1, O is 0.
 */
export function readReplyCode(typed: string): string | undefined {
  const code = tidyCode(typed);
  const symbols = Array.from(code, (symbol) => SYMBOLS.indexOf(symbol));
  return symbols.length === LENGTH && !symbols.includes(-1) && syndrome(symbols) === 0 ? code : undefined;
}

/** A regular expression's source for a code as people type it, in a text in NFKC: what `readReplyCode` reads as this code. */
export const codePattern = (code: string): string =>
  Array.from(code, (symbol) => (symbol === '1' ? '[1IL]' : symbol === '0' ? '[0O]' : symbol)).join('[\\s\\p{Pd}._]*');

/** What was typed, without spaces and dashes, in the alphabet's own letters where it has them. */
const tidyCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}._]/gu, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');

/**
 * The codes of `known` that a typed one may have been meant as: one symbol wrong, one too few, one too many, or two that
 * changed places. To be proposed to a person, never to be taken for granted.
 */
export function nearCodes(typed: string, known: { has(code: string): boolean }): string[] {
  const code = tidyCode(typed);
  const found = new Set<string>();
  const consider = (other: string): void => {
    if (other !== code && known.has(other)) found.add(other);
  };
  if (code.length > LENGTH + 1 || code.length < LENGTH - 1) return [];
  for (let i = 0; i <= code.length; i++) {
    const before = code.slice(0, i);
    consider(before + code.slice(i + 1));
    for (const symbol of SYMBOLS) {
      consider(before + symbol + code.slice(i + 1));
      consider(before + symbol + code.slice(i));
    }
    for (let j = i + 1; j < code.length; j++) {
      consider(before + code.charAt(j) + code.slice(i + 1, j) + code.charAt(i) + code.slice(j + 1));
    }
  }
  return [...found].sort();
}
