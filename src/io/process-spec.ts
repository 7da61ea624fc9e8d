import type { RotationRule } from '../core/panel/rotation.js';
import type { LettersSpec } from './letters-spec.js';
import type { EligibilitySpec, FeatureSpec, PeopleSpec } from './people-spec.js';
import type { SessionsSpec } from './sessions-spec.js';

/** A process folder's `sortition.yaml`, read: paths absolute, defaults filled in. */
export interface Process {
  /** The folder that holds sortition.yaml. */
  readonly folder: string;
  readonly title: string;
  readonly people: PeopleSpec;
  /** A population file from which the register is made on first use, where the register's file does not exist. */
  readonly synthetic?: string;
  readonly quotas: string;
  readonly panel: PanelSpec;
  readonly invitation?: InvitationSpec;
  readonly replies?: RepliesSpec;
  readonly letters?: LettersSpec;
  readonly sessions?: SessionsSpec;
}

/** How people are invited from the register. */
export interface InvitationSpec {
  readonly letters: number;
  /** The most letters to one household; undefined where there is no household rule. */
  readonly perHousehold?: number;
  /** Feature → value → rate beside the others; `*` is every other value, 1 where it is not there. */
  readonly strata: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly seed?: string;
  readonly seedSource?: string;
  /** Expected shares of yes: overall, and by feature and value where known. */
  readonly response?: {
    readonly overall: number;
    readonly by: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
  /** Of one letter, in any currency. */
  readonly cost?: number;
}

/** An answer column: these answers mean yes, every other one no. Compared as `comparable` says. */
export interface AnswerSpec {
  readonly column: string;
  readonly yes: readonly string[];
}

/** What the columns of a form's export mean. */
export interface RepliesSpec {
  readonly code: string;
  readonly encoding?: string;
  readonly takesPart?: AnswerSpec;
  readonly consent?: AnswerSpec;
  readonly available?: AnswerSpec;
  /** The column with reasons of refusals. */
  readonly reason?: string;
  readonly duplicates: 'last' | 'first';
  readonly features: Readonly<Record<string, FeatureSpec>>;
  readonly prefer: 'replies' | 'register';
  /** Expected share of yes among the reminded. */
  readonly reminder?: number;
}

export interface PanelSpec {
  readonly size: number;
  /** Panels drawn at once, and those in reserve; 1 and 0 where nothing is said. */
  readonly panels?: number;
  readonly reserve?: number;
  /** The column of the areas that get a panel each. */
  readonly by?: string;
  readonly objective: string;
  readonly alternates: number;
  /** At most one person per household. */
  readonly onePerHousehold: boolean;
  readonly tickets?: number;
  readonly lotteryForm?: 'named' | 'composition';
  /** Lists of the people given in advance: on the panel already, or beside it ex officio. */
  readonly included: readonly string[];
  /** Lists of people who cannot be drawn, wherever the panel is drawn from. */
  readonly excluded: NonNullable<EligibilitySpec['exclude']>;
  /** Arms by name: sizes or percentages as they were written. */
  readonly arms?: Readonly<Record<string, string>>;
  /** What stays together in an arm; a person where nothing is said. */
  readonly armUnit?: 'person' | 'household';
  /** A seed written down beforehand makes an uncommitted draw: repeatable, but no proof that nobody tried others. */
  readonly seed?: string;
  /** Where the seed of a committed draw comes from, as `dice:30`. */
  readonly seedSource?: string;
  /** From whom it is drawn: those who replied, or everybody in the register, which is all there is without an invitation. */
  readonly from: 'replies' | 'register';
  /** Features whose values are published for each pseudonym; none where nothing is said. */
  readonly publish?: readonly string[];
  readonly rotation?: RotationSpec;
}

/** How a standing panel is renewed from term to term. */
export interface RotationSpec {
  /** How many leave, or stay, as it was written: 1/3, 30% or 12. */
  readonly replace?: string;
  readonly keep?: string;
  readonly rule: RotationRule;
  /** Whole terms without them after which former members may be drawn again; never where nothing is said. */
  readonly pause?: number;
  /** Who served in which terms before the first rotation. */
  readonly history?: string;
}
