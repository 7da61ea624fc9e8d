import { comparable, type InvitationPlan, type PreparedInvitation, type Quotas, type RiskPoint } from '../index.js';

/** A plan, and what is needed to tell it. */
export interface ShownPlan {
  readonly title: string;
  readonly size: number;
  /** As the organiser wrote them. */
  readonly quotas: Quotas;
  /** The stated response rate of everybody. */
  readonly overall?: number;
  /** Of one letter. */
  readonly cost?: number;
  readonly prepared: PreparedInvitation;
  readonly plan: InvitationPlan;
  readonly isProcess: boolean;
}

interface ShownStratum {
  readonly values: readonly string[];
  readonly people: number;
  readonly letters: number;
}

/** Strata in which there is anybody, in the organiser's order and spelling. */
export function strataOf({ quotas, prepared }: ShownPlan, { byStratum }: RiskPoint): ShownStratum[] {
  const { task, people, strataFeatures } = prepared;
  const orderOf = (values: readonly string[]): number =>
    values.reduce((order, value, f) => order * MOST_VALUES + placeOf(quotas, strataFeatures[f] ?? '', value), 0);
  return task.strata
    .map(({ values }, s) => ({ values, people: people[s] ?? 0, letters: byStratum[s] ?? 0 }))
    .filter((stratum) => stratum.people > 0)
    .sort((a, b) => orderOf(a.values) - orderOf(b.values))
    .map((stratum) => ({
      ...stratum,
      values: stratum.values.map((value, f) => asWritten(quotas, strataFeatures[f] ?? '', value)),
    }));
}

/** More than any feature has. */
const MOST_VALUES = 1 << 16;

const placeOf = (written: Quotas, feature: string, value: string): number =>
  written
    .find((of) => comparable(of.feature) === feature)
    ?.quotas.findIndex((quota) => comparable(quota.value) === value) ?? 0;

interface Shortage {
  readonly what: string;
  readonly pools: number;
}

/** The most frequent first. */
export function shortagesOf({ shortages }: RiskPoint, canonical: Quotas, written: Quotas): Shortage[] {
  const found: Shortage[] = [
    { what: 'fewer people than seats', pools: shortages.tooFew },
    { what: 'enough of every value, but no panel that has them all together', pools: shortages.together },
    ...canonical.map(({ feature }, f) => ({
      what: `${asWritten(written, feature)}: not enough people for all seats without going over a maximum`,
      pools: shortages.capped[f] ?? 0,
    })),
    ...canonical.flatMap(({ feature, quotas }, f) =>
      quotas.map(({ value, min }, v) => ({
        what: `${asWritten(written, feature)}: ${asWritten(written, feature, value)}, of which ${min} are needed`,
        pools: shortages.values[f]?.[v] ?? 0,
      })),
    ),
  ];
  return found.filter(({ pools }) => pools > 0).sort((a, b) => b.pools - a.pools);
}

/** A feature, or a value of it, in the organiser's spelling; `*` are the others. */
export function asWritten(written: Quotas, feature: string, value?: string): string {
  const found = written.find((of) => comparable(of.feature) === feature);
  if (value === undefined) return found?.feature ?? feature;
  if (value === '*') return 'others';
  return found?.quotas.find((quota) => comparable(quota.value) === value)?.value ?? value;
}

/** For `--json`. */
export function planSummary(shown: ShownPlan): Record<string, unknown> {
  const {
    plan,
    cost,
    quotas,
    prepared: { task, fitted },
  } = shown;
  const point = (of: RiskPoint): unknown => ({
    letters: of.letters,
    yes: of.yes,
    sent: of.sent,
    risk: of.risk,
    risk_low: of.low,
    risk_high: of.high,
    unfillable: of.unfillable,
    simulations: of.simulations,
    ...(cost !== undefined && { cost: of.letters * cost }),
    strata: strataOf(shown, of),
    short_of: shortagesOf(of, task.quotas, quotas),
  });
  return {
    risk: task.risk,
    response: fitted.overall,
    most_letters: plan.most,
    recommended: plan.recommended === undefined ? null : point(plan.recommended),
    if_a_fifth_fewer: plan.ifFewer === undefined ? null : plan.ifFewer.risk,
    asked: plan.points.filter(({ letters }) => letters === task.letters).map(point)[0] ?? null,
    curve: plan.points.map(point),
  };
}
