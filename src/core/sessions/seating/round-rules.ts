import { presentIn, type SeatingProblem, type SeatingRule } from './problem.js';

/** The rules of one round, put together for the people who are there. */
export interface RoundRules {
  /** Ascending. */
  readonly present: readonly number[];
  readonly sizes: readonly number[];
  /** Person → everybody who must sit with them, themselves among them, ascending; only of people who are kept together. */
  readonly together: ReadonlyMap<number, readonly number[]>;
  /** Person → those who must not sit with them, ascending; only of people who are kept apart. */
  readonly apart: ReadonlyMap<number, readonly number[]>;
  /** n × tables: 1 where a person may sit. */
  readonly allowed: Uint8Array;
}

export const countsIn = (rule: SeatingRule, round: number): boolean => rule.rounds?.includes(round) ?? true;

export function rulesOfRound(problem: SeatingProblem, round: number, rules: readonly SeatingRule[]): RoundRules {
  const sizes = problem.rounds[round]!.tables;
  const present = presentIn(problem.rounds[round]!, problem.people);
  const here = new Set(present);
  const inForce = rules.filter((rule) => countsIn(rule, round));
  return {
    present,
    sizes,
    together: togetherGroups(inForce, here),
    apart: apartLists(inForce, here),
    allowed: allowedTables(inForce, problem.people, sizes.length),
  };
}

/** Who is kept together with one of a group is kept together with all of it. */
function togetherGroups(rules: readonly SeatingRule[], here: ReadonlySet<number>): Map<number, number[]> {
  const groupOf = new Map<number, number[]>();
  for (const rule of rules) {
    if (rule.kind !== 'together') continue;
    const joined = rule.people.filter((p) => here.has(p)).flatMap((p) => groupOf.get(p) ?? [p]);
    const group = [...new Set(joined)].sort((a, b) => a - b);
    if (group.length > 1) for (const p of group) groupOf.set(p, group);
  }
  return groupOf;
}

function apartLists(rules: readonly SeatingRule[], here: ReadonlySet<number>): Map<number, number[]> {
  const lists = new Map<number, Set<number>>();
  for (const rule of rules) {
    if (rule.kind !== 'apart') continue;
    const people = rule.people.filter((p) => here.has(p));
    for (const p of people)
      for (const q of people) if (p !== q) lists.set(p, (lists.get(p) ?? new Set<number>()).add(q));
  }
  return new Map([...lists].map(([p, others]) => [p, [...others].sort((a, b) => a - b)]));
}

function allowedTables(rules: readonly SeatingRule[], n: number, T: number): Uint8Array {
  const allowed = new Uint8Array(n * T).fill(1);
  const keep = (p: number, isAllowed: (t: number) => boolean): void => {
    for (let t = 0; t < T; t++) if (!isAllowed(t)) allowed[p * T + t] = 0;
  };
  const spoken = rules.filter((rule) => rule.kind === 'speaks');
  for (const rule of rules) {
    if (rule.kind === 'fixed') keep(rule.person, (t) => t === rule.table);
    else if (rule.kind === 'tables') for (const p of rule.people) keep(p, (t) => rule.tables.includes(t));
    else if (rule.kind === 'understands') {
      const barred = spoken.filter(({ languages }) => !languages.some((language) => rule.languages.includes(language)));
      for (const p of rule.people) keep(p, (t) => !barred.some(({ table }) => table === t));
    }
  }
  return allowed;
}
