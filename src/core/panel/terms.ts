import { compareUtf8 } from '../text.js';

/**
 * Who served in which terms of a standing panel. Terms are whole numbers that go up: 1, 2, 3, or years. A person who served twice
 * has two entries.
 */
export interface Service {
  readonly id: string;
  /** The first term of it. */
  readonly from: number;
  /** The last term of it; undefined for whoever sits. */
  readonly until?: number;
}

/** A panel as it sits, and all that came before. */
export interface Terms {
  /** The term that is on. */
  readonly term: number;
  /** Sorted by first term, then id. */
  readonly history: readonly Service[];
}

const sorted = (history: readonly Service[]): Service[] =>
  [...history].sort((a, b) => a.from - b.from || compareUtf8(a.id, b.id) || (a.until ?? 0) - (b.until ?? 0));

/** The terms that a list of services tells of; the latest that it names is on. */
export const termsOf = (history: readonly Service[]): Terms => ({
  term: history.reduce((last, { from, until = 0 }) => Math.max(last, from, until), 0),
  history: sorted(history),
});

export const sitting = ({ history }: Terms): readonly Service[] => history.filter(({ until }) => until === undefined);

/** The same panel with those who are found to sit: others left in the course of the term, and who is new came in it. */
export function withMembers({ term, history }: Terms, ids: ReadonlySet<string>): Terms {
  const known = new Set(sitting({ term, history }).map(({ id }) => id));
  const kept = history.map((service) =>
    service.until === undefined && !ids.has(service.id) ? { ...service, until: term } : service,
  );
  const came = [...ids].filter((id) => !known.has(id)).map((id) => ({ id, from: term }));
  return { term, history: sorted([...kept, ...came]) };
}

/** The panel at the start of a later term, before anybody new is drawn: these have left. */
export const withoutLeaving = ({ term, history }: Terms, leaving: ReadonlySet<string>, next: number): Terms => ({
  term: next,
  history: sorted(
    history.map((service) =>
      service.until === undefined && leaving.has(service.id) ? { ...service, until: term } : service,
    ),
  ),
});

/**
 * Who served before and cannot be drawn for the term that is on, with their last term: for good, or until `pause` whole terms have
 * gone by without them.
 */
export function notAgain(terms: Terms, pause: number | undefined): ReadonlyMap<string, number> {
  const sits = new Set(sitting(terms).map(({ id }) => id));
  const last = new Map<string, number>();
  for (const { id, until } of terms.history) {
    if (until !== undefined && !sits.has(id)) last.set(id, Math.max(last.get(id) ?? 0, until));
  }
  const isOver = (until: number): boolean => pause !== undefined && terms.term - until - 1 >= pause;
  return new Map([...last].filter(([, until]) => !isOver(until)).sort(([a], [b]) => compareUtf8(a, b)));
}
