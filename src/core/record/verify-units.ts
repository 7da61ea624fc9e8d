import type { DrawSeed } from '../lottery/draw-seed.js';
import { choosePeople } from '../panel/unit-people.js';
import type { Hash } from '../ports.js';
import type { Pool } from '../register/pool.js';
import { grouped } from '../text.js';
import type { CheckLines } from './check-lines.js';
import type { DrawRecord } from './draw-record.js';
import type { Manifest } from './manifest.js';
import { readMembers, sealUnits } from './members.js';

const SUBJECT = 'members';

/** The canonical pool with members.csv, where there is one. */
export function withMembers(lines: CheckLines, pool: Pool, text: string | undefined): Pool {
  const members = text === undefined ? undefined : lines.read(SUBJECT, () => readMembers(text, pool));
  return members === undefined ? pool : { ...pool, members };
}

/** Who belongs to each unit, against the manifest. Silent where people themselves are drawn. */
export function checkMembers(lines: CheckLines, hash: Hash, { settings }: Manifest, pool: Pool): boolean {
  const { unit } = settings;
  if (unit === undefined) return true;
  if (pool.members === undefined) {
    lines.skip(SUBJECT, 'who belongs to each unit, not checked: that takes members.csv');
    return true;
  }
  const seal = sealUnits(hash, pool, unit.choose);
  return lines.check(
    SUBJECT,
    seal.members === unit.members && seal.people === unit.people,
    `${grouped(unit.people)} people of ${grouped(pool.pseudonyms.length)} units, as in the manifest`,
    'the people of the units are not those of the manifest',
  );
}

/** One person for every unit of the panel and of the alternates; true where that holds. */
export function checkChosen(lines: CheckLines, { chosen, panel, alternates, manifest }: DrawRecord): boolean {
  const { unit } = manifest.settings;
  if (unit === undefined) {
    if (chosen !== undefined) lines.fail('chosen', 'the record chooses people of units, the manifest draws no units');
    return false;
  }
  const people = chosen === undefined ? [] : [...chosen.panel, ...chosen.alternates];
  const isWhole = chosen?.panel.length === panel.length && chosen.alternates.length === alternates.length;
  return lines.check(
    'chosen',
    isWhole && new Set(people).size === people.length && !people.includes(''),
    `${people.length} different people, one of each unit`,
    'not one person of each unit, all of them different',
  );
}

/** The same people, chosen again. `pool` undefined: it is not in hand. */
export function checkChosenAgain(
  lines: CheckLines,
  hash: Hash,
  seed: DrawSeed,
  { pool, record }: { readonly pool: Pool | undefined; readonly record: DrawRecord },
): void {
  const { chosen, manifest } = record;
  const { unit } = manifest.settings;
  if (unit === undefined || chosen === undefined) return;
  if (pool?.members === undefined) {
    lines.skip('chosen', `whether it is them (${unit.choose}), not checked: that takes the pool and members.csv`);
    return;
  }
  const { members, pseudonyms } = pool;
  const positions = new Map(pseudonyms.map((pseudonym, i) => [pseudonym, i]));
  const again = (units: readonly string[]): string[] =>
    choosePeople(
      hash,
      seed,
      unit.choose,
      units.map((name) => members[positions.get(name) ?? -1] ?? []),
    );
  const same = [chosen.panel, chosen.alternates].map((people) => people.join(' '));
  lines.check(
    'chosen',
    same.join() === [record.panel, record.alternates].map((units) => again(units).join(' ')).join(),
    `chosen again: ${unit.choose === 'lot' ? 'by lot, from the seed' : `the ${unit.choose} of each unit`}`,
    'the rule chooses others',
  );
}
