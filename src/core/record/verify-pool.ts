import { fromHex, toHex, utf8 } from '../bytes.js';
import type { Hash } from '../ports.js';
import type { Classes, ClassTable } from '../register/classes.js';
import type { Pool } from '../register/pool.js';
import { grouped } from '../text.js';
import { canonicalJson } from './canonical-json.js';
import { canonicalPoolTable, leavesOf, type PoolSeal, peopleTable, poolDigest, rootsOf } from './canonical-pool.js';
import { type CheckLines, whatIsDrawn } from './check-lines.js';
import type { Manifest } from './manifest.js';
import { LEAST_SHARED } from './publication.js';
import type { PublicPerson } from './read-pool.js';
import { panelsDrawn } from './several-settings.js';
import { areInOrder } from './verify-manifest.js';

/** people.csv by itself: everybody once and in order, leaves that give the roots, and nobody recognisable. */
export function checkPublicPeople(
  lines: CheckLines,
  hash: Hash,
  { pool, published = [] }: Manifest,
  people: readonly PublicPerson[],
): void {
  const inOrder = areInOrder(people.map(({ pseudonym }) => pseudonym));
  const roots = rootsOf(hash, {
    people: people.map(({ leaf }) => fromHex(leaf)),
    homes: people.map(({ homeLeaf }) => fromHex(homeLeaf)),
  });
  lines.check(
    'people',
    inOrder && areSame(roots, pool),
    `${grouped(people.length)}, whose leaves give the roots in the manifest`,
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

/** Whoever is on a ticket is in people.csv; silent where all are. */
export function checkKnownPeople(
  lines: CheckLines,
  people: readonly PublicPerson[],
  tickets: readonly (readonly string[])[],
): void {
  const known = new Set(people.map(({ pseudonym }) => pseudonym));
  const bad = tickets.findIndex((panel) => panel.some((person) => !known.has(person)));
  if (bad >= 0) lines.fail('panels', `ticket ${bad} names somebody who is not in people.csv`);
}

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
  const isOfTickets = settings.lottery_form === 'named' && panels.length > 1;
  const what = panels.length > 1 ? `all ${grouped(panels.length)} panels meet` : 'the panel meets';
  const which = published.length === quotas.length ? 'every quota' : `the quotas of ${published.join(', ')}`;
  lines.check(
    'published quotas',
    bad < 0,
    `${what} ${which}`,
    panels.length > 1
      ? `${isOfTickets ? `ticket ${Math.floor(bad / panelsDrawn(settings))}` : `panel ${bad + 1}`} breaks a quota, or names a stranger`
      : 'the panel breaks a quota, or names a stranger',
  );
}

const NO_QUOTAS = { values: [] };

/**
 * The classes against the number of people, and against what is published of them: everybody has a class but those who sit
 * already or ex officio, and whoever lives with those who sit already. Silent where they agree.
 */
export function checkClassCounts(
  lines: CheckLines,
  { quotas, published = [], settings, pool }: Manifest,
  { profiles, starts }: ClassTable,
  people: readonly PublicPerson[] | undefined,
): void {
  const seated = settings.seated?.length ?? 0;
  const given = seated + (settings.ex_officio?.length ?? 0);
  const T = starts.length - 1;
  const inClasses = starts[T] ?? 0;
  // Where nobody sits, all are in a class.
  const agree = (ofClasses: number, ofPool: number): boolean =>
    given === 0 ? ofClasses === ofPool : ofClasses <= ofPool;
  if (!(seated === 0 ? inClasses === pool.people - given : inClasses <= pool.people - given))
    lines.fail(
      'classes',
      `they have ${grouped(inClasses)} people, the pool has ${grouped(pool.people)}, ${given} of them given in advance`,
    );
  if (people === undefined || published.length === 0) return;
  const F = quotas.length;
  const columns = published.map((feature) => quotas.findIndex((entry) => entry.feature === feature));
  const ofPool = new Map<string, number>();
  for (const { values } of people) {
    const key = canonicalJson(values);
    ofPool.set(key, (ofPool.get(key) ?? 0) + 1);
  }
  const ofClasses = new Map([...ofPool.keys()].map((key) => [key, 0]));
  for (let t = 0; t < T; t++) {
    const key = canonicalJson(columns.map((f) => quotas[f]?.values[profiles[t * F + f] ?? 0]?.value ?? ''));
    ofClasses.set(key, (ofClasses.get(key) ?? 0) + (starts[t + 1] ?? 0) - (starts[t] ?? 0));
  }
  const wrong = [...ofClasses].find(([key, count]) => !agree(count, ofPool.get(key) ?? 0));
  if (wrong !== undefined)
    lines.fail('classes', `they have ${wrong[1]} people of ${wrong[0]}, people.csv has ${ofPool.get(wrong[0]) ?? 0}`);
}

/** The pool in hand against the manifest's digest or roots. */
export function checkSeal(
  lines: CheckLines,
  hash: Hash,
  manifest: Manifest,
  { pool, classes }: { readonly pool: Pool; readonly classes: Classes },
): boolean {
  const { pool: seal, published = [] } = manifest;
  const n = pool.pseudonyms.length;
  const drawn = whatIsDrawn(manifest.settings);
  if (n !== seal.people) {
    lines.fail('pool', `${grouped(n)} ${drawn}; the manifest says ${grouped(seal.people)}`);
    return false;
  }
  if ('digest' in seal) {
    const same = poolDigest(hash, pool, classes) === seal.digest;
    return lines.check('pool', same, `${grouped(n)} ${drawn}, digest as in the manifest`, 'somebody in it has changed');
  }
  if (pool.salts === undefined) {
    lines.fail('pool', 'the manifest has salted leaves: that takes pseudonyms.csv');
    return false;
  }
  const leaves = leavesOf(hash, pool, classes, pool.salts);
  const same = areSame(rootsOf(hash, leaves), seal);
  lines.check(
    'pool',
    same,
    `${grouped(n)} ${drawn}, whose leaves give the roots in the manifest`,
    'somebody in it has changed',
  );
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

/** canonical-pool.csv against the pool that it was written from; without salts where the manifest has its digest. */
export function checkCanonicalPool(
  lines: CheckLines,
  { pool: seal }: Pick<Manifest, 'pool'>,
  text: string,
  { pool, classes }: { readonly pool: Pool; readonly classes: Classes },
): void {
  const expected = [...canonicalPoolTable(pool, classes, 'digest' in seal ? [] : pool.salts)].join('');
  lines.check('canonical-pool.csv', text === expected, 'computed again from the pool', 'is not that of the pool');
}
