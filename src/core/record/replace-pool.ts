import { SortitionError } from '../errors.js';
import type { Hash } from '../ports.js';
import type { Pool } from '../register/pool.js';
import { CheckLines } from './check-lines.js';
import type { Manifest } from './manifest.js';
import { erasedIn, readCanonicalPool, readPeopleTable } from './read-pool.js';
import { readClasses } from './read-tables.js';
import { checkPool } from './verify-draw.js';
import { checkPoolLeft } from './verify-erased.js';

/**
 * The pool that a draw was made from, or what is left of it where people were erased, from the files beside its record: found to
 * be what the manifest seals. Throws REPLACE_POOL_OTHER.
 */
export function requireDrawPool(hash: Hash, manifest: Manifest, files: ReadonlyMap<string, string>): Pool {
  const refuse = (why: string): never => {
    throw new SortitionError('REPLACE_POOL_OTHER', { why });
  };
  const text = files.get('canonical-pool.csv') ?? refuse('canonical-pool.csv is not there');
  const classText = files.get('classes.csv') ?? refuse('classes.csv is not there');
  const lines = new CheckLines();
  const pool = lines.read('canonical-pool.csv', () => readCanonicalPool(text, manifest));
  const isSound =
    pool !== undefined && (isErased(text) ? isLeft() : checkPool(lines, hash, { manifest }, { pool, classText }));
  if (pool !== undefined && isSound) return pool;
  const wrong = lines.checks.find(({ outcome }) => outcome === 'fails');
  return refuse(wrong === undefined ? 'it cannot be read' : `${wrong.subject}: ${wrong.detail}`);

  function isLeft(): boolean {
    const table = lines.read('classes.csv', () => readClasses(classText, manifest.quotas));
    const people = lines.read('people.csv', () => readPeopleTable(files.get('people.csv') ?? '', manifest));
    return (
      table !== undefined &&
      checkPoolLeft(lines, hash, manifest, { text, table, people, pool: undefined }) !== undefined
    );
  }
}

const isErased = (text: string): boolean => erasedIn(text).length > 0;
