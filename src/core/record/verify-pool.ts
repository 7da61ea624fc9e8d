import { fromHex, toHex, utf8 } from '../bytes.js';
import type { Hash } from '../ports.js';
import type { Classes } from '../register/classes.js';
import type { Pool } from '../register/pool.js';
import { compareUtf8 } from '../text.js';
import { canonicalPoolTable, leavesOf, type PoolSeal, peopleTable, poolDigest, rootsOf } from './canonical-pool.js';
import type { CheckLines } from './check-lines.js';
import type { Manifest } from './manifest.js';
import { LEAST_SHARED } from './publication.js';
import type { PublicPerson } from './read-pool.js';

/** people.csv by itself: everybody once and in order, leaves that give the roots, and nobody recognisable. */
export function checkPublicPeople(
  lines: CheckLines,
  hash: Hash,
  { pool, published = [] }: Manifest,
  people: readonly PublicPerson[],
): void {
  const inOrder = people.every(
    ({ pseudonym }, i) => i === 0 || compareUtf8(people[i - 1]?.pseudonym ?? '', pseudonym) < 0,
  );
  const roots = rootsOf(hash, {
    people: people.map(({ leaf }) => fromHex(leaf)),
    homes: people.map(({ homeLeaf }) => fromHex(homeLeaf)),
  });
  lines.check(
    'people',
    inOrder && areSame(roots, pool),
    `${people.length}, whose leaves give the roots in the manifest`,
    inOrder ? 'their leaves do not give the roots in the manifest' : 'they are not in order, or somebody stands twice',
  );
  if (published.length === 0) {
    lines.hold('published', 'nothing of people but their pseudonyms');
    return;
  }
  const counts = new Map<string, number>();
  for (const { values } of people) counts.set(values.join(), (counts.get(values.join()) ?? 0) + 1);
  const rarest = Math.min(...counts.values());
  lines.check(
    'published',
    rarest >= LEAST_SHARED,
    `${published.join(', ')}; every combination is shared by ${rarest} people or more`,
    `a combination is shared by ${rarest} people: fewer than ${LEAST_SHARED} can be recognised`,
  );
}

const areSame = (a: PoolSeal, b: PoolSeal): boolean =>
  'root' in a && 'root' in b && a.people === b.people && a.root === b.root && a.homes_root === b.homes_root;

/** Panels against the quotas of the published features: what a stranger can see of them. */
export function checkPublishedQuotas(
  lines: CheckLines,
  { quotas, published = [], settings }: Manifest,
  people: readonly PublicPerson[],
  panels: readonly (readonly string[])[],
): void {
  if (published.length === 0) return;
  const valuesOf = new Map(people.map(({ pseudonym, values }) => [pseudonym, values]));
  const bad = panels.findIndex((panel) => {
    if (panel.some((person) => !valuesOf.has(person))) return true;
    return published.some((feature, column) => {
      const { values } = quotas.find((entry) => entry.feature === feature) ?? NO_QUOTAS;
      return values.some(({ value, min, max }) => {
        const seats = panel.filter((person) => valuesOf.get(person)?.[column] === value).length;
        return seats < min || seats > max;
      });
    });
  });
  const what =
    settings.lottery_form === 'named' && panels.length > 1 ? `all ${panels.length} panels meet` : 'the panel meets';
  const which = published.length === quotas.length ? 'every quota' : `the quotas of ${published.join(', ')}`;
  lines.check(
    'published quotas',
    bad < 0,
    `${what} ${which}`,
    panels.length > 1
      ? `ticket ${bad} breaks a quota, or names a stranger`
      : 'the panel breaks a quota, or names a stranger',
  );
}

const NO_QUOTAS = { values: [] };

/** The pool in hand against the manifest's digest or roots. */
export function checkSeal(
  lines: CheckLines,
  hash: Hash,
  manifest: Manifest,
  { pool, classes }: { readonly pool: Pool; readonly classes: Classes },
): boolean {
  const { pool: seal, published = [] } = manifest;
  const n = pool.pseudonyms.length;
  if (n !== seal.people) {
    lines.fail('pool', `${n} people; the manifest says ${seal.people}`);
    return false;
  }
  if ('digest' in seal) {
    const same = poolDigest(hash, pool, classes) === seal.digest;
    return lines.check('pool', same, `${n} people, digest as in the manifest`, 'somebody in it has changed');
  }
  if (pool.salts === undefined) {
    lines.fail('pool', 'the manifest has salted leaves: that takes pseudonyms.csv');
    return false;
  }
  const leaves = leavesOf(hash, pool, classes, pool.salts);
  const same = areSame(rootsOf(hash, leaves), seal);
  lines.check('pool', same, `${n} people, whose leaves give the roots in the manifest`, 'somebody in it has changed');
  const columns = published.map((feature) => pool.quotas.findIndex((quota) => quota.feature === feature));
  const known = columns.every((f) => f >= 0);
  const digest = known ? toHex(hash.sha256(utf8(peopleTable(pool, leaves, columns)))) : '';
  const isThat = lines.check(
    'people.csv',
    digest === manifest.files['people.csv'],
    'computed again from the pool',
    'is not that of the pool',
  );
  return same && isThat;
}

/** canonical-pool.csv against the pool that it was written from. */
export function checkCanonicalPool(
  lines: CheckLines,
  text: string,
  { pool, classes }: { readonly pool: Pool; readonly classes: Classes },
): void {
  const expected = [...canonicalPoolTable(pool, classes, pool.salts)].join('');
  lines.check('canonical-pool.csv', text === expected, 'computed again from the pool', 'is not that of the pool');
}
