import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fingerprintOf, noiseSource, type Process, parseAreaList, readTextFile, SortitionError } from '../index.js';
import { AREA_LIST } from './areas.js';
import { arrangeAgenda } from './arrange-agenda.js';
import { buildLottery } from './build-lottery.js';
import { type Captured, capture } from './captured.js';
import { DRAW_RECORD } from './current-panel.js';
import { drawPanel } from './draw-panel.js';
import { counted, grouped, oneIn, percent } from './format.js';
import { intakeReplies } from './intake-replies.js';
import { invitePeople } from './invite-people.js';
import { makeUpReplies } from './made-up-replies.js';
import { planInvitation } from './plan-invitation.js';
import { forRisk, notEnough, riskOf } from './show-plan.js';
import type { Terminal } from './terminal.js';
import { verifyRecord } from './verify-record.js';
import { writeLetters } from './write-letters.js';
import { writeReport } from './write-report.js';

/** A step that was taken: what to say of it, and its summary. */
export interface Rehearsed {
  readonly name: string;
  readonly lines: readonly string[];
  readonly summary: Readonly<Record<string, unknown>>;
}

interface Rehearsal {
  readonly process: Process;
  readonly response: number | undefined;
  readonly run: number;
  readonly terminal: Terminal;
}

/** Letters of each kind that a rehearsal prints: those that are hardest to print come first. */
const PREVIEWED = 20;
const DICE = 30;

/** The steps of a process in `folder`, one after the other. What a step throws comes through, with what was told before it. */
export async function* rehearseSteps(folder: string, rehearsal: Rehearsal): AsyncGenerator<Rehearsed> {
  const { process } = rehearsal;
  if (process.invitation !== undefined) {
    yield* inviteAndReply(folder, rehearsal);
  }
  yield* commitAndDraw(folder, rehearsal);
  if (process.letters !== undefined)
    yield await letters(folder, ['confirmation', ...(process.panel.alternates > 0 ? ['alternate'] : [])]);
  if (process.sessions !== undefined) {
    const { summary } = await capture((terminal) => arrangeAgenda(folder, undefined, { json: true }, terminal));
    const seating = summary['seating'] as Readonly<Record<string, number>> | undefined;
    const met =
      seating === undefined
        ? []
        : [
            `${grouped(seating['meetings'] ?? 0)} of at most ${grouped(seating['meetings_bound'] ?? 0)} pairs meet at a table`,
          ];
    yield { name: 'Agenda', lines: ['sessions: tables, agendas, badges, lists, calendars', ...met], summary };
  }
  const draws = await drawsIn(folder, process);
  yield await reports(folder, draws);
  yield await verification(folder, draws);
}

/** The folder of a draw, and that of the report on it. */
interface PlacedDraw {
  readonly draw: string;
  readonly out: string;
}

/** Every area has its own. */
async function drawsIn(folder: string, { panel }: Process): Promise<PlacedDraw[]> {
  if (panel.by === undefined) return [{ draw: 'draw', out: 'report' }];
  const areas = parseAreaList(await readTextFile(join(folder, 'draw', AREA_LIST))) ?? [];
  return areas.map(({ folder: area }) => ({ draw: join('draw', area), out: join('report', area) }));
}

async function* inviteAndReply(
  folder: string,
  { process, response, run, terminal }: Rehearsal,
): AsyncGenerator<Rehearsed> {
  const seed = `rehearsal, run ${run}`;
  const invited = await capture((quiet) => invitePeople(folder, { rehearsal: true, seed, json: true }, quiet));
  yield {
    name: 'Invitation',
    lines: [`${counted(Number(invited.summary['invited']), 'letter')} by lot`],
    summary: invited.summary,
  };
  if (process.letters !== undefined) yield await letters(folder, ['invitation']);

  const made = await makeUpReplies(folder, { response, key: String(run), terminal });
  yield {
    name: 'Replies',
    lines: [
      `made up: ${grouped(made.yes)} of ${grouped(made.invited)} say yes (${percent(made.yes / made.invited)})`,
      ...made.blank.map((feature) => `left blank: ${feature}, which the form asks for and nobody could answer here`),
    ],
    summary: { invited: made.invited, yes: made.yes },
  };
  yield await risk(folder, response);

  const intake = await capture((quiet) => intakeReplies(made.file, folder, { json: true }, quiet));
  yield { name: 'Pool', lines: [`${counted(made.yes, 'person', 'people')} said yes`], summary: intake.summary };
  if (intake.summary['feasible'] !== true) {
    const short = (intake.summary['missing'] as readonly { feature: string; value: string; missing: number }[])
      .filter(({ value }) => value !== '')
      .map(({ feature, value, missing }) => ({ feature, value, missing }));
    const obstacles = intake.summary['obstacles'] as readonly { readonly message: string }[];
    throw new SortitionError('REHEARSE_SHORT', { yes: made.yes, short, why: obstacles.map(({ message }) => message) });
  }
}

/** Of many such processes, how many cannot fill the quotas. */
async function risk(folder: string, response: number | undefined): Promise<Rehearsed> {
  const flags = { json: true, ...(response !== undefined && { response }) };
  const { summary } = await capture((quiet) => planInvitation(folder, flags, quiet));
  const point = (key: string) => summary[key] as Readonly<Record<string, number>> | null;
  const asked = point('asked');
  const recommended = point('recommended');
  const most = Number(summary['risk']);
  return {
    name: 'Risk',
    lines: [
      asked === null
        ? 'more letters than there are people who can have one'
        : `${riskOf({ letters: asked['letters'] ?? 0, risk: asked['risk'] ?? 0 })}: a pool that cannot fill the quotas`,
      recommended === null
        ? notEnough(Number(summary['most_letters']), most)
        : `recommended: ${grouped(recommended['letters'] ?? 0)}${forRisk(most)}`,
    ],
    summary: { asked, recommended },
  };
}

async function* commitAndDraw(folder: string, { process, run }: Rehearsal): AsyncGenerator<Rehearsed> {
  const isByArea = process.panel.by !== undefined;
  const lottery = await capture((quiet) =>
    buildLottery(folder, { rehearsal: true, seedSource: `dice:${DICE}`, json: true }, quiet),
  );
  const { commitment } = lottery.summary;
  const told = isByArea ? areasTold(lottery.summary) : lottery.summary;
  const { lowest_chance: lowest, highest_chance: highest } = told;
  yield {
    name: 'Lottery',
    lines: [
      `committed: ${fingerprintOf(String(commitment))}`,
      `chances of those who can be drawn: from ${oneIn(Number(lowest))} to ${oneIn(Number(highest))}`,
    ],
    summary: lottery.summary,
  };
  const noise = noiseSource(
    createHash('sha256')
      .update(`rehearsal: dice, run ${run}, ${String(commitment)}`)
      .digest('hex'),
  );
  const dice = Array.from({ length: DICE }, () => 1 + Math.floor(6 * noise())).join(' ');
  const drawn = await capture((quiet) =>
    drawPanel(folder, { rehearsal: true, commitment: join(folder, 'lottery'), dice, json: true }, quiet),
  );
  yield {
    name: 'Draw',
    lines: [
      `${DICE} dice, made up: ${isByArea ? areasDrawn(lottery.summary) : panelsOf(drawn.summary, process.panel)}`,
    ],
    summary: drawn.summary,
  };
}

type Summary = Captured['summary'];

const panelsOf = ({ panel, alternates }: Summary, { size, panels = 1, reserve = 0 }: Process['panel']): string => {
  const people = `${grouped(Number(panel))} people of ${grouped(size * panels)} seats`;
  const each = panels > 1 ? `${panels} panels of ${counted(size, 'seat')}` : people;
  return `${each}${reserve > 0 ? ` and ${reserve} in reserve` : ''}, ${counted(Number(alternates), 'alternate')}`;
};

interface AreaSummary {
  readonly seats: number;
  readonly lowest: number;
  readonly highest: number;
}

const areasOf = (summary: Summary): readonly AreaSummary[] => summary['areas'] as readonly AreaSummary[];

const areasTold = (summary: Summary): Summary => ({
  lowest_chance: Math.min(...areasOf(summary).map(({ lowest }) => lowest)),
  highest_chance: Math.max(...areasOf(summary).map(({ highest }) => highest)),
});

const areasDrawn = (summary: Summary): string => {
  const seats = areasOf(summary).reduce((sum, area) => sum + area.seats, 0);
  return `${counted(seats, 'seat')} in ${counted(areasOf(summary).length, 'area')}`;
};

async function letters(folder: string, kinds: readonly string[]): Promise<Rehearsed> {
  const printed: Captured[] = [];
  for (const kind of kinds) {
    printed.push(await capture((quiet) => writeLetters(kind, folder, { preview: PREVIEWED, json: true }, quiet)));
  }
  return {
    name: 'Letters',
    lines: kinds.map((kind) => `post/${kind}/preview.pdf: the ${kind} as ${PREVIEWED} people or fewer would get it`),
    summary: Object.fromEntries(kinds.map((kind, i) => [kind, printed[i]?.summary])),
  };
}

async function reports(folder: string, draws: readonly PlacedDraw[]): Promise<Rehearsed> {
  const written: Summary[] = [];
  for (const { draw, out } of draws) {
    const flags = { record: join(folder, draw, DRAW_RECORD), out: join(folder, out), json: true };
    written.push((await capture((quiet) => writeReport(folder, flags, quiet))).summary);
  }
  const [first = {}] = written;
  return {
    name: 'Report',
    lines: [
      draws.length > 1
        ? `report: report.html and summary.pdf for each of ${draws.length} areas`
        : 'report/report.html, report/summary.pdf',
    ],
    summary: draws.length > 1 ? { areas: written } : first,
  };
}

/** Throws REHEARSE_NOT_VERIFIED, which would be a fault of the toolkit. */
async function verification(folder: string, draws: readonly PlacedDraw[]): Promise<Rehearsed> {
  let checks = 0;
  for (const { draw } of draws) {
    const record = join(folder, draw, DRAW_RECORD);
    const { summary, exitCode } = await capture((quiet) => verifyRecord(record, undefined, { json: true }, quiet));
    if (exitCode !== 0) throw new SortitionError('REHEARSE_NOT_VERIFIED', {});
    checks += (summary['checks'] as readonly unknown[]).length;
  }
  return {
    name: 'Verify',
    lines: [
      draws.length > 1
        ? `the records of all ${draws.length} areas hold: ${checks} checks`
        : `draw/${DRAW_RECORD} holds: ${checks} checks`,
    ],
    summary: { checks },
  };
}
