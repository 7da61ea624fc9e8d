import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SortitionError } from '../core/errors.js';
import { outputFault } from './output-fault.js';

/**
 * pseudonyms.csv: what stands for a person in everything hashed or published, and the salt that hides their leaf. Random,
 * made once, secret: it alone leads from a record back to people. Lines are only ever added; erasing a person takes
 * theirs out.
 */
export interface Pseudonyms {
  /** The pseudonym of an id, made where it has none. */
  of(id: string): string;
  /** 32 hexadecimal digits. */
  saltOf(pseudonym: string): string;
  /** Writes those that are new. */
  save(): Promise<void>;
}

/** Bytes for the id that is to get a pseudonym; a second `attempt` where the first made one that is taken. */
export type BytesFor = (id: string, attempt: number) => Uint8Array;

const HEADER = 'id,pseudonym,salt';
/** Crockford's base32 has no letters that are read as digits, and its 32 symbols take five bits each. */
const SYMBOLS = '0123456789abcdefghjkmnpqrstvwxyz';
const SYMBOLS_EACH = 10;
const SALT_BYTES = 16;
const BYTES = SYMBOLS_EACH + SALT_BYTES;

export const randomIdentity: BytesFor = () => randomBytes(BYTES);

/** For made-up people, who have nothing to hide: the same on every machine. `key`: what the people were made from. */
export const derivedIdentity =
  (key: Uint8Array): BytesFor =>
  (id, attempt) =>
    createHmac('sha256', key).update(`${attempt} ${id}`).digest().subarray(0, BYTES);

/** Opens pseudonyms.csv, or begins one. Throws PSEUDONYMS_BROKEN. */
export async function openPseudonyms(path: string, bytesFor: BytesFor = randomIdentity): Promise<Pseudonyms> {
  const text = existsSync(path) ? await readFile(path, 'utf8') : `${HEADER}\n`;
  const pseudonyms = new Map<string, string>();
  const salts = new Map<string, string>();
  const take = (id: string, pseudonym: string, salt: string): boolean => {
    if (pseudonyms.has(id) || salts.has(pseudonym)) return false;
    pseudonyms.set(id, pseudonym);
    salts.set(pseudonym, salt);
    return true;
  };
  readLines(text, path, take);
  const fresh: string[] = [];
  return {
    of(id) {
      const known = pseudonyms.get(id);
      if (known !== undefined) return known;
      for (let attempt = 0; ; attempt++) {
        const bytes = bytesFor(id, attempt);
        const pseudonym = Array.from(bytes.subarray(0, SYMBOLS_EACH), (byte) => SYMBOLS[byte % 32]).join('');
        const salt = Buffer.from(bytes.subarray(SYMBOLS_EACH)).toString('hex');
        if (!take(id, pseudonym, salt)) continue;
        fresh.push(`${encodeURIComponent(id)},${pseudonym},${salt}\n`);
        return pseudonym;
      }
    },
    saltOf: (pseudonym) => salts.get(pseudonym) ?? '',
    async save() {
      if (fresh.length === 0) return;
      await replaceFile(path, text + fresh.join(''));
      fresh.length = 0;
    },
  };
}

function readLines(text: string, path: string, take: (id: string, pseudonym: string, salt: string) => boolean): void {
  const refuse: (why: string, row: number) => never = (why, row) => {
    throw new SortitionError('PSEUDONYMS_BROKEN', { why }, { file: path, row });
  };
  const lines = text.split(/\r?\n/);
  if (lines.pop() !== '') refuse('its last line is cut off', lines.length + 1);
  if (lines[0] !== HEADER) refuse(`its first line is not ${HEADER}`, 1);
  for (let i = 1; i < lines.length; i++) {
    const [, id, pseudonym, salt] = /^([^,]*),([0-9a-z]{4,40}),([0-9a-f]{32})$/.exec(lines[i] ?? '') ?? [];
    if (id === undefined || pseudonym === undefined || salt === undefined) {
      refuse('a line is no id, pseudonym and salt', i + 1);
    }
    if (!take(decodeId(id) ?? refuse('an id is not written as %XX', i + 1), pseudonym, salt)) {
      refuse('an id or a pseudonym stands there twice', i + 1);
    }
  }
}

function decodeId(id: string): string | undefined {
  try {
    return decodeURIComponent(id);
  } catch {
    return undefined;
  }
}

/** All or nothing, and for the owner's eyes alone. */
async function replaceFile(path: string, text: string): Promise<void> {
  const partial = `${path}.partial-${process.pid}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(partial, text, { mode: 0o600 });
    await rename(partial, path);
  } catch (error) {
    throw outputFault(error, dirname(path));
  } finally {
    await rm(partial, { force: true });
  }
}
