import type { PeopleSpec } from './people-spec.js';

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
}

export interface PanelSpec {
  readonly size: number;
  readonly objective: string;
  readonly alternates: number;
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
  /** Features whose values are published for each pseudonym; none where nothing is said. */
  readonly publish?: readonly string[];
}
