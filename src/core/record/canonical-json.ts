import { SortitionError } from '../errors.js';

/**
 * Canonical JSON (RFC 8785) for values whose numbers are all safe integers: object keys sorted by UTF-16 code units, no
 * white space, strings escaped as JSON.stringify does. Everything hashed or signed goes through here.
 */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalText(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value))
      throw new RangeError(`${value} is no safe integer: canonical JSON writes it as text`);
    return String(value);
  }
  if (typeof value !== 'object') throw new TypeError(`canonical JSON has no ${typeof value}`);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${canonicalText(key)}:${canonicalJson(member)}`).join(',')}}`;
}

/** Half a surrogate pair is no character: as UTF-8 it would be the same bytes as any other half. */
function canonicalText(text: string): string {
  if (/\p{Cs}/u.test(text)) throw new RangeError('canonical JSON has no half of a surrogate pair');
  return JSON.stringify(text);
}

/** Reads canonical JSON and nothing else: other spacing, order, number forms, duplicate keys and half characters are refused. */
export function parseCanonicalJson(text: string, file: string): Json {
  try {
    const value = JSON.parse(text) as Json;
    if (onlyIntegers(value) && canonicalJson(value) === text) return value;
  } catch {
    // No JSON, or so deeply nested that the stack runs out.
  }
  throw new SortitionError('NOT_CANONICAL', { file }, { file });
}

function onlyIntegers(value: Json): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (value === null || typeof value !== 'object') return true;
  return Object.values(value).every((member) => onlyIntegers(member as Json));
}
