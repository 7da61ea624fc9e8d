import type { Noise } from '../../ports.js';
import { happens, type NoiseFor, weighted } from './chance.js';
import { roles } from './household-members.js';
import type { Households } from './households.js';
import { nameLists } from './name-lists/index.js';
import type { NameList, NameSpec, PopulationSpec } from './population-spec.js';

/** Indices, a person each, so that a million names take a few bytes apiece. */
export interface Names {
  surnameOf(person: number): string;
  givenNameOf(person: number): string;
}

const sharedByDefault = { partner: 30, child: 95, other: 60 };

/**
 * Names everyone after the tradition of their household's reference person, if the same rule fits both; else after their
 * own. No two people of a household have the same given name where the list allows.
 *
 * @param sex 0 man, 1 woman, 2 neither: names of either list
 */
export function drawNames(
  spec: PopulationSpec,
  names: NameSpec,
  people: {
    readonly values: Readonly<Record<string, Uint16Array>>;
    readonly sex: Uint8Array;
    readonly households: Households | undefined;
  },
  noiseFor: NoiseFor,
): Names {
  const all = Object.entries({ ...nameLists, ...names.lists });
  const lists = all.map(([, list]) => list);
  const numberOf = new Map(all.map(([name], i) => [name, i]));
  const ruleOf = ruleFinder(spec, names, people.values);
  const rules = names.traditions.map((rule) => ({
    lists: Object.keys(rule.lists).map((name) => numberOf.get(name) ?? 0),
    weights: Object.values(rule.lists),
  }));
  const noise = noiseFor('names');
  const drawList = (rule: number): number => rules[rule]?.lists[weighted(rules[rule]?.weights ?? [1], noise)] ?? 0;

  const surnameList = new Uint16Array(spec.people);
  const surname = new Uint16Array(spec.people);
  const givenList = new Uint16Array(spec.people);
  const given = new Uint16Array(spec.people);
  for (const household of householdsOf(people.households, spec.people)) {
    const head = household[0] ?? 0;
    const headRule = ruleOf(head);
    const headList = drawList(headRule);
    const headSurname = frequentFirst(lists[headList]?.surnames ?? [], noise);
    const used = new Set<string>();
    for (const person of household) {
      const rule = ruleOf(person);
      const list = rule === headRule ? headList : drawList(rule);
      const shares = person === head || happens(sharing(names, people.households, person), noise);
      surnameList[person] = shares ? headList : list;
      surname[person] = shares ? headSurname : frequentFirst(lists[list]?.surnames ?? [], noise);
      givenList[person] = list * 2 + givenSex(people.sex[person] ?? 2, noise);
      given[person] = unusedName(namesAt(lists, givenList[person] ?? 0), used, noise);
    }
  }
  return {
    surnameOf: (person) => lists[surnameList[person] ?? 0]?.surnames[surname[person] ?? 0] ?? '',
    givenNameOf: (person) => namesAt(lists, givenList[person] ?? 0)[given[person] ?? 0] ?? '',
  };
}

const givenSex = (sex: number, noise: Noise): number => (sex < 2 ? sex : noise() < 0.5 ? 0 : 1);

const namesAt = (lists: readonly NameList[], listAndSex: number): readonly string[] =>
  lists[Math.floor(listAndSex / 2)]?.[listAndSex % 2 === 0 ? 'men' : 'women'] ?? [];

/** An index into a list whose first names are the most frequent: the first tenth gets a third of all. */
const frequentFirst = (list: readonly string[], noise: Noise): number => {
  const u = noise();
  return Math.floor(u * u * list.length);
};

const TRIES = 6;

function unusedName(list: readonly string[], used: Set<string>, noise: Noise): number {
  let index = frequentFirst(list, noise);
  for (let i = 0; i < TRIES && used.has(list[index] ?? ''); i++) index = frequentFirst(list, noise);
  used.add(list[index] ?? '');
  return index;
}

function sharing(names: NameSpec, households: Households | undefined, person: number): number {
  const role = roles[households?.roles[person] ?? 0] ?? 'other';
  return role === 'reference person' ? 0 : (names.sharedSurname?.[role] ?? sharedByDefault[role]);
}

function* householdsOf(households: Households | undefined, people: number): Iterable<Int32Array> {
  if (households === undefined) {
    for (let person = 0; person < people; person++) yield Int32Array.of(person);
    return;
  }
  for (let h = 0; h < households.count; h++)
    yield households.members.subarray(households.starts[h], households.starts[h + 1]);
}

/** The first rule that fits a person; the check before has seen that the last fits everybody. */
function ruleFinder(
  spec: PopulationSpec,
  names: NameSpec,
  values: Readonly<Record<string, Uint16Array>>,
): (person: number) => number {
  const rules = names.traditions.map(({ among }) =>
    Object.entries(among ?? {}).map(([feature, allowed]) => ({
      numbers: values[feature] ?? new Uint16Array(spec.people),
      isAllowed: Object.keys(spec.features[feature] ?? {}).map((value) => allowed.includes(value)),
    })),
  );
  return (person) =>
    rules.findIndex((conditions) =>
      conditions.every(({ numbers, isAllowed }) => isAllowed[numbers[person] ?? 0] === true),
    );
}
