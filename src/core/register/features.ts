/**
 * Features (age group), their values (16–24) and quotas (min and max seats of a value).
 */
export interface Quota {
  readonly value: string;
  readonly min: number;
  readonly max: number;
  /** The furthest the minimum and maximum may be relaxed when the quotas cannot be met. */
  readonly minFlex?: number;
  readonly maxFlex?: number;
}

export interface FeatureQuotas {
  readonly feature: string;
  readonly quotas: readonly Quota[];
}

/** Quotas of every feature, in the order in which the organiser wrote them. */
export type Quotas = readonly FeatureQuotas[];
