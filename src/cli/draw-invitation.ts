import { statSync } from 'node:fs';
import {
  IdSet,
  InvitationDraw,
  type InvitationOutcome,
  type InvitedStratum,
  keptAtFirst,
  LotDrawer,
  packCells,
  type RegisterPerson,
  type RegisterScan,
  SortitionError,
  type Stratum,
  scanRegister,
  strataOf,
  unpackCells,
} from '../index.js';
import { canonicalStrata, type InvitationTask } from './invitation-task.js';
import { tellingKeys } from './named-files.js';
import type { Terminal } from './terminal.js';

/** Someone of the register, as far as invited.csv needs them. */
export interface PackedPerson {
  readonly id: string;
  readonly row: number;
  readonly packed: string;
}

export interface DrawnInvitation {
  readonly scan: RegisterScan;
  readonly outcome: InvitationOutcome<PackedPerson>;
  readonly strata: readonly InvitedStratum[];
}

/** The register's people who can be invited, by stratum. */
export interface CountedRegister {
  readonly scan: RegisterScan;
  readonly strata: readonly Stratum[];
  readonly people: readonly number[];
  /** The most letters that each stratum's households can have; where there is a household rule. */
  readonly room: readonly number[] | undefined;
}

/** Reads the register and counts: everything but the draw. */
export async function countRegister(task: InvitationTask, terminal: Terminal): Promise<CountedRegister> {
  const { strata, indexOf } = numberedStrata(task);
  const { perHousehold } = task.invitation;
  let people: number[] = [];
  let homes: StratumHomes[] = [];
  const scan = await readRegister(task, terminal, () => {
    people = strata.map(() => 0);
    homes = strata.map(() => new StratumHomes());
    return ({ values, cells, householdOf }) => {
      const s = indexOf(values);
      people[s] = (people[s] ?? 0) + 1;
      if (perHousehold !== undefined) homes[s]?.add(householdOf(cells));
    };
  });
  requireSomebody(task, people);
  const room = perHousehold === undefined ? undefined : homes.map((of) => of.roomFor(perHousehold));
  return { scan, strata, people, room };
}

/** The homes of a stratum's people, at 8 bytes a person. */
class StratumHomes {
  private readonly homes = new IdSet();
  private alone = 0;

  add(household: string | undefined): void {
    if (household === undefined) this.alone++;
    else this.homes.add(household);
  }

  /** A household that has people in several strata counts in each: there may be room for fewer letters, never for more. */
  roomFor(perHousehold: number): number {
    return this.alone + this.homes.countUpTo(perHousehold);
  }
}

/** Draws the invited sample. Reads the register again where it turns out that too few people were held. */
export async function drawInvitation(
  task: InvitationTask,
  lotKey: Uint8Array,
  terminal: Terminal,
): Promise<DrawnInvitation> {
  const { strata, indexOf } = numberedStrata(task);
  const { letters, perHousehold } = task.invitation;
  const drawer = new LotDrawer(lotKey);
  try {
    for (let kept = keptAtFirst(letters); ; kept *= 4) {
      let homeOf: RegisterPerson['householdOf'] = () => undefined;
      const household = ({ packed }: PackedPerson): string | undefined =>
        perHousehold === undefined ? undefined : homeOf(unpackCells(packed));
      let line = new LineForLots(drawer, new InvitationDraw(strata, kept), household);
      const begin = (): ((person: RegisterPerson) => void) => {
        line = new LineForLots(drawer, new InvitationDraw(strata, kept), household);
        return ({ id, row, cells, values, householdOf }) => {
          homeOf = householdOf;
          line.join({ id, row, packed: packCells(cells) }, indexOf(values));
        };
      };
      const scan = await readRegister(task, terminal, begin, () => line.callIn());
      const draw = await line.finish();
      requireSomebody(task, draw.people);
      const outcome = draw.invite(letters, perHousehold);
      if (outcome !== undefined) return { scan, outcome, strata: describe(strata, draw.people, outcome) };
    }
  } finally {
    await drawer.close();
  }
}

/** People who wait for their lots, which are drawn in another thread while the next rows are read. */
class LineForLots {
  private readonly drawer: LotDrawer;
  private readonly draw: InvitationDraw<PackedPerson>;
  private readonly householdOf: (person: PackedPerson) => string | undefined;
  /** Packed: a row's cells apart would outlive the reading of the next ones, and cost a third of the time in the collection of garbage. */
  private waiting: { readonly person: PackedPerson; readonly stratum: number }[] = [];
  private called: Promise<void> = Promise.resolve();

  constructor(
    drawer: LotDrawer,
    draw: InvitationDraw<PackedPerson>,
    householdOf: (person: PackedPerson) => string | undefined,
  ) {
    this.drawer = drawer;
    this.draw = draw;
    this.householdOf = householdOf;
  }

  join(person: PackedPerson, stratum: number): void {
    this.waiting.push({ person, stratum });
  }

  /** Has lots drawn for whoever waits; waits itself for those called in before, so that no more than two pieces are held. */
  async callIn(): Promise<void> {
    const { called, waiting } = this;
    this.waiting = [];
    this.called = this.take(waiting);
    // Told where it is awaited; until then it must not count as unhandled.
    this.called.catch(() => undefined);
    await called;
  }

  async finish(): Promise<InvitationDraw<PackedPerson>> {
    await this.callIn();
    await this.called;
    return this.draw;
  }

  private async take(people: LineForLots['waiting']): Promise<void> {
    const lots = await this.drawer.draw(people.map(({ person }) => person.id));
    people.forEach(({ stratum, person }, i) => {
      this.draw.add(stratum, lots[i] ?? '', () => ({ household: this.householdOf(person), person }));
    });
  }
}

function describe(
  strata: readonly Stratum[],
  people: readonly number[],
  { letters, invited }: InvitationOutcome<unknown>,
): InvitedStratum[] {
  const counts = strata.map(() => 0);
  for (const { stratum } of invited) counts[stratum] = (counts[stratum] ?? 0) + 1;
  return strata.map(({ values }, s) => ({
    values,
    people: people[s] ?? 0,
    letters: letters[s] ?? 0,
    invited: counts[s] ?? 0,
  }));
}

/** Strata, and the number of the one that a person's values are in: the last feature's values change fastest. */
function numberedStrata(task: InvitationTask): {
  readonly strata: readonly Stratum[];
  readonly indexOf: (values: Uint16Array) => number;
} {
  const features = canonicalStrata(task);
  const sizes = features.map(({ values }) => values.length);
  const indexOf = (values: Uint16Array): number => {
    let index = 0;
    for (let f = 0; f < sizes.length; f++) index = index * (sizes[f] ?? 1) + (values[f] ?? 0);
    return index;
  };
  return { strata: strataOf(features), indexOf };
}

async function readRegister(
  { people, strata, named }: InvitationTask,
  terminal: Terminal,
  begin: Parameters<typeof scanRegister>[2],
  onPiece: () => Promise<void> | void = () => undefined,
): Promise<RegisterScan> {
  const bytes = statSync(people.file, { throwIfNoEntry: false })?.size ?? 0;
  const options = {
    onPiece: (read: number) => {
      terminal.progress('reading the register', Math.min(read, bytes), bytes);
      return onPiece();
    },
  };
  const scan = await tellingKeys(named, () => scanRegister(people, strata, begin, options));
  terminal.clearBar();
  return scan;
}

function requireSomebody({ people }: InvitationTask, counts: readonly number[]): void {
  if (counts.every((count) => count === 0)) throw new SortitionError('NOBODY_TO_INVITE', {}, { file: people.file });
}
