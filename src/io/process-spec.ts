import type { AlternatesRule } from '../core/panel/alternates.js';
import type { LettersSpec } from './letters-spec.js';
import type { FeatureSpec, PeopleSpec } from './people-spec.js';

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

/** Expected shares of the panel that drop out: overall, and by feature and value where known. */
export interface DropoutSpec {
  readonly overall?: number | undefined;
  readonly by?: Readonly<Record<string, Readonly<Record<string, number>>>> | undefined;
}

export interface PanelSpec {
  readonly size: number;
  readonly objective: string;
  readonly alternates: number;
  readonly alternatesRule?: AlternatesRule;
  readonly dropout?: DropoutSpec;
  /** At most one person per household. */
  readonly onePerHousehold: boolean;
  readonly tickets?: number;
  readonly lotteryForm?: 'named' | 'composition';
  /** The file that lists the people who are on the panel already. */
  readonly seated?: string;
  /** A seed written down beforehand makes an uncommitted draw: repeatable, but no proof that nobody tried others. */
  readonly seed?: string;
  /** Where the seed of a committed draw comes from, as `dice:30`. */
  readonly seedSource?: string;
  /** From whom it is drawn: those who replied, or everybody in the register, which is all there is without an invitation. */
  readonly from: 'replies' | 'register';
  /** Features whose values are published for each pseudonym; none where nothing is said. */
  readonly publish?: readonly string[];
}
