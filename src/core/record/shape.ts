import { SortitionError } from '../errors.js';
import type { Json } from './canonical-json.js';

/**
 * Reads values out of parsed JSON, refusing any other shape with the path to it: `manifest.settings.size`. Records come
 * from strangers; nothing in them is taken on trust.
 */
export class Shape {
  private readonly value: Json | undefined;
  private readonly path: string;
  private readonly file: string;

  constructor(value: Json | undefined, file: string, path = '') {
    this.value = value;
    this.path = path;
    this.file = file;
  }

  get(key: string): Shape {
    const { value } = this;
    if (value === null || typeof value !== 'object' || isList(value)) return this.refuse('an object');
    return new Shape(value[key], this.file, this.path === '' ? key : `${this.path}.${key}`);
  }

  has(key: string): boolean {
    const { value } = this;
    return value !== null && typeof value === 'object' && !isList(value) && value[key] !== undefined;
  }

  keys(): string[] {
    const { value } = this;
    if (value === null || typeof value !== 'object' || isList(value)) return this.refuse('an object');
    return Object.keys(value);
  }

  /** Any value, unread. */
  json(): Json {
    return this.value ?? null;
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.refuse('text');
  }

  /** Exactly one of these texts. */
  oneOf<T extends string>(...words: readonly T[]): T {
    return words.find((word) => word === this.value) ?? this.refuse(words.map((word) => `"${word}"`).join(' or '));
  }

  flag(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.refuse('true or false');
  }

  /** A whole number from 0 up to `most`. */
  count(most = Number.MAX_SAFE_INTEGER): number {
    const { value } = this;
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most
      ? value
      : this.refuse(most === Number.MAX_SAFE_INTEGER ? 'a whole number' : `a whole number of at most ${most}`);
  }

  integer(): number {
    return typeof this.value === 'number' && Number.isSafeInteger(this.value) ? this.value : this.refuse('an integer');
  }

  /** An integer of any size, written as decimal text. */
  bigInteger(): bigint {
    const { value } = this;
    return typeof value === 'string' && /^(0|-?[1-9]\d{0,60})$/.test(value)
      ? BigInt(value)
      : this.refuse('an integer as text');
  }

  /** A number of 0 or more as text, written as the toolkit writes it. */
  decimal(): string {
    const { value } = this;
    return typeof value === 'string' &&
      Number(value) >= 0 &&
      Number.isFinite(Number(value)) &&
      String(Number(value)) === value
      ? value
      : this.refuse('a number of 0 or more as text');
  }

  hex(digits = 64): string {
    const { value } = this;
    return typeof value === 'string' && value.length === digits && /^[0-9a-f]*$/.test(value)
      ? value
      : this.refuse(`${digits} hex digits`);
  }

  list<T>(read: (item: Shape) => T, length?: number): T[] {
    const { value } = this;
    if (value === null || typeof value !== 'object' || !isList(value)) return this.refuse('a list');
    if (length !== undefined && value.length !== length) return this.refuse(`a list of ${length}`);
    return value.map((item, i) => read(new Shape(item, this.file, `${this.path}[${i}]`)));
  }

  texts(): string[] {
    return this.list((item) => item.text());
  }

  /** Only these keys may be there, so that nothing unread hides in a record. */
  only(...keys: readonly string[]): this {
    const extra = this.keys().find((key) => !keys.includes(key));
    if (extra !== undefined) this.get(extra).refuse('nothing');
    return this;
  }

  private refuse(wanted: string): never {
    throw new SortitionError('RECORD_SHAPE', { path: this.path, wanted }, { file: this.file });
  }
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value);
