import { createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { SortitionError } from '../core/errors.js';
import { replaceSecretFile } from './replace-file.js';

/** A process's secret key: 32 bytes that lots and reply codes of an invitation are made with. */
export interface SecretKey {
  readonly bytes: Uint8Array;
  /** Writes the key where it is new. */
  save(): Promise<void>;
}

const BYTES = 32;

/**
 * Opens the key file, 64 hexadecimal digits, or makes a key: at random, or, where the register is made up and nobody has
 * anything to hide, from `derivedFrom`, so that an example gives the same codes everywhere. Throws KEY_BROKEN.
 */
export async function openSecretKey(path: string, derivedFrom?: Uint8Array): Promise<SecretKey> {
  if (existsSync(path)) {
    const text = (await readFile(path, 'utf8')).trim();
    if (!/^[0-9a-f]{64}$/.test(text)) throw new SortitionError('KEY_BROKEN', {}, { file: path });
    return { bytes: Buffer.from(text, 'hex'), save: async () => undefined };
  }
  const bytes =
    derivedFrom === undefined
      ? randomBytes(BYTES)
      : createHmac('sha256', derivedFrom).update('sortition/secret-key/1').digest();
  return { bytes, save: () => replaceSecretFile(path, `${bytes.toString('hex')}\n`) };
}
