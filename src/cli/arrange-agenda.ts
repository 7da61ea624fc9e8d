import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  canonicalJson,
  checkSeating,
  digestOf,
  Engine,
  LETTER_LANGUAGES,
  nearest,
  nodeHash,
  SESSION_TEMPLATES,
  type Seating,
  type SeatingProblem,
  type SessionTemplate,
  SortitionError,
  seatingProblem,
  sessionTemplateText,
  tablesOf,
  writeOutputFolder,
} from '../index.js';
import {
  type AgendaFiles,
  ALL_PARTS,
  calendarFiles,
  languagesOf,
  namesOfParts,
  type Part,
  paperFiles,
  seatingFiles,
} from './agenda-files.js';
import { prepareSeating, readPanel, type Seated, type SeatingTask, seat } from './agenda-seating.js';
import { type AgendaTask, readAgenda } from './agenda-task.js';
import { noteStep, type OpenLedger, openLedgerIn } from './ledger.js';
import { sayWarnings } from './read-inputs.js';
import { showAgenda, showVariants, sizesOf, summariseAgenda, summariseVariants, type Variant } from './show-agenda.js';
import type { Terminal } from './terminal.js';

export interface AgendaFlags {
  readonly only?: Part;
  readonly fromRound?: number;
  readonly absent?: string;
  readonly compare?: boolean;
  readonly panel?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export async function arrangeAgenda(
  target: string | undefined,
  name: string | undefined,
  flags: AgendaFlags,
  terminal: Terminal,
): Promise<void> {
  if (target === 'templates') return showTemplate(name, flags, terminal);
  if (name !== undefined)
    throw new SortitionError('AGENDA_FLAGS', { flag: name, needs: 'is one name too many: give one process folder' });
  refuseFlags(flags);
  const task = await readAgenda(target ?? '.', flags.panel);
  const out = flags.out ?? join(task.process.folder, 'sessions', task.panel.name ?? '');
  const engine = new Engine();
  try {
    if (flags.only === 'calendar') return await arrange(task, undefined, { flags, out, terminal });
    const rounds = task.agenda.rounds.length;
    if (flags.fromRound !== undefined && flags.fromRound > rounds)
      throw new SortitionError('SEATING_ROUND_UNKNOWN', { text: String(flags.fromRound), rounds });
    const people = await readPanel(task);
    const fromRound = flags.only === 'papers' ? rounds + 1 : (flags.fromRound ?? 1);
    const seatingTask = await prepareSeating(task, people, { fromRound, absent: flags.absent, out });
    requireNames(seatingTask, flags);
    sayWarnings(task.warnings.faults, terminal);
    if (flags.compare) return await compare(seatingTask, engine, flags, terminal);
    const seated = flags.only === 'papers' ? asItStands(seatingTask) : await seat(seatingTask, engine, { terminal });
    await arrange(seatingTask, seated, { flags, out, terminal });
  } finally {
    await engine.close();
  }
}

function refuseFlags({ only, fromRound, absent, compare: isCompared }: AgendaFlags): void {
  const refuse = (flag: string, needs: string): never => {
    throw new SortitionError('AGENDA_FLAGS', { flag, needs });
  };
  if (absent !== undefined && fromRound === undefined)
    refuse('--absent', 'goes with --from-round: since when are they away?');
  if (fromRound !== undefined && (only === 'papers' || only === 'calendar'))
    refuse('--from-round', `seats people anew, which --only ${only} does not`);
  if (isCompared && only !== undefined) refuse('--compare', 'writes nothing: leave out --only');
}

function requireNames({ sessions, people }: SeatingTask, { only, compare: isCompared }: AgendaFlags): void {
  const { givenName, surname } = sessions.people;
  if (only === 'seating' || isCompared || sessions.names === 'none' || people.participants.length === 0) return;
  if (givenName === undefined && surname === undefined)
    throw new SortitionError('SESSION_NAMES_MISSING', {}, { file: sessions.file, column: 'sessions.people' });
}

/** All rounds as seating.csv has them, by hand or not. */
function asItStands({ problem, earlier }: SeatingTask): Seated {
  const seating: Seating = { rounds: earlier.before.map(tablesOf) };
  return { seating, report: checkSeating(problem, problem.before ?? { rounds: [] }) };
}

interface Arranging {
  readonly flags: AgendaFlags;
  readonly out: string;
  readonly terminal: Terminal;
}

async function arrange(
  task: AgendaTask | SeatingTask,
  seated: Seated | undefined,
  { flags, out, terminal }: Arranging,
): Promise<void> {
  const parts = flags.only === undefined ? ALL_PARTS : [flags.only];
  const files: AgendaFiles = new Map();
  const add = (more: AgendaFiles): void => {
    for (const [name, content] of more) files.set(name, content);
  };
  const isSeated = seated !== undefined && 'problem' in task;
  if (!isSeated) sayWarnings(task.warnings.faults, terminal);
  if (isSeated && parts.includes('seating')) add(seatingFiles(task, seated));
  if (isSeated && parts.includes('papers')) add(await paperFiles(task, seated.seating));
  const languages = isSeated ? languagesOf(task, task.people.participants) : languagesOfLetters(task);
  if (parts.includes('calendar')) add(await calendarFiles(task, languages, out));
  // Seating anew from a round on is asked for in so many words, and what has happened is kept.
  const force = (flags.force ?? false) || flags.fromRound !== undefined;
  // A broken ledger is found before anything is written.
  const ledger = await openLedgerIn(task.process.folder);
  const names = await namesOfParts(out, parts);
  const state = await writeOutputFolder(out, { force, names }, async (folder) => {
    for (const [name, content] of files) await writeFile(join(folder, name), content);
  });
  await note(ledger, task, files);
  const shown = { task, seated: isSeated && parts.includes('seating') ? seated : undefined, files, out, state };
  if (flags.json) terminal.json(summariseAgenda(shown));
  showAgenda(terminal, shown);
}

/** Before anybody is drawn: all in which letters are written. */
function languagesOfLetters({ process: { letters }, sessions }: AgendaTask): string[] {
  const own = letters?.languages ?? Object.values(letters?.language?.values ?? {});
  const known = new Set(own.filter((language) => LETTER_LANGUAGES.includes(language)));
  known.delete(sessions.language);
  return [sessions.language, ...[...known].sort()];
}

async function note(ledger: OpenLedger, task: AgendaTask, files: AgendaFiles): Promise<void> {
  const list = [...files]
    // Ids and names, so few that they could be guessed from a digest.
    .filter(([name]) => name !== 'seating.csv')
    .map(([name, content]) => `${digestOfContent(content)}  ${name}\n`)
    .sort();
  await noteStep(ledger, {
    step: 'agenda',
    inputs: { sessions: canonicalJson(task.agenda.sessions) },
    outputs: { 'sessions.txt': list.join('') },
  });
}

const digestOfContent = (content: string | Uint8Array): string =>
  typeof content === 'string' ? digestOf(nodeHash, content) : Buffer.from(nodeHash.sha256(content)).toString('hex');

/** The same for all, whatever the real search would take: variants are told apart long before its end. */
const STEPS_TO_COMPARE = 2_000_000;
/** Tables more and fewer than asked for. */
const SPREAD = 2;
const OTHER_SEEDS = 2;

async function compare(task: SeatingTask, engine: Engine, flags: AgendaFlags, terminal: Terminal): Promise<void> {
  const variants: Variant[] = [];
  const refused: unknown[] = [];
  const past = task.earlier.before.length;
  const asked = task.problem.rounds.slice(past).map(({ tables }) => tables.length);
  for (let more = -SPREAD; more <= SPREAD; more++) {
    const problem = withTables(
      task,
      asked.map((tables) => tables + more),
    );
    if (problem === undefined) continue;
    for (let other = 0; other <= (more === 0 ? OTHER_SEEDS : 0); other++) {
      const key = other === 0 ? task.key : digestOf(nodeHash, `${task.key} ${other}`);
      const found = await seat({ ...task, problem, key }, engine, { terminal, steps: STEPS_TO_COMPARE }).catch(
        (error: unknown) => {
          if (!isNoSeating(error)) throw error;
          // What is asked for first: if nothing can be seated, that is what is to be told.
          if (more === 0) refused.unshift(error);
          else refused.push(error);
        },
      );
      if (found === undefined) continue;
      const tables = problem.rounds[past]?.tables ?? [];
      const name = other === 0 ? (more === 0 ? 'as asked' : '') : `seed ${other + 1}`;
      variants.push({ name, sizes: sizesOf(tables), tables: tables.length, report: found.report });
    }
  }
  if (variants.length === 0 && refused.length > 0) throw refused[0];
  if (flags.json) terminal.json(summariseVariants(variants));
  showVariants(terminal, task, variants);
}

/** Other numbers of tables can be against the rules. */
const isNoSeating = (error: unknown): boolean =>
  error instanceof SortitionError && ['SEATING_CONFLICT', 'SEATING_NOT_FOUND'].includes(error.code);

function withTables({ plan, problem }: SeatingTask, tables: readonly number[]): SeatingProblem | undefined {
  const past = plan.before.length;
  const named = problem.rules.flatMap((rule) =>
    rule.kind === 'fixed' || rule.kind === 'speaks' ? [rule.table] : rule.kind === 'tables' ? rule.tables : [],
  );
  const least = Math.max(1, ...named.map((table) => table + 1));
  if (tables.some((count) => count < least)) return undefined;
  const counts = [...plan.before.map(() => 1), ...tables];
  const isPossible = problem.rounds
    .slice(past)
    .every(({ absent }, i) => (tables[i] ?? 0) <= problem.people - absent.length);
  return isPossible ? seatingProblem(plan, counts, problem.rules) : undefined;
}

async function showTemplate(name: string | undefined, { json }: AgendaFlags, terminal: Terminal): Promise<void> {
  const known = [...SESSION_TEMPLATES];
  if (name === undefined) {
    if (json) terminal.json({ templates: known });
    terminal.say();
    for (const template of known) {
      const [comment = ''] = (await sessionTemplateText(template)).split('\n');
      terminal.say(`  ${template.padEnd(16)}${comment.replace(/^# /, '')}`);
    }
    terminal.say();
    terminal.say('  sortition agenda templates one-day prints it, to paste into sortition.yaml; or write');
    terminal.say('  there: sessions: { template: one-day, date: 2027-01-16, time_zone: …, place: … }');
    return;
  }
  if (!known.includes(name as SessionTemplate))
    throw new SortitionError('SESSION_TEMPLATE_UNKNOWN', { name, known, near: nearest(name, known) });
  const text = await sessionTemplateText(name as SessionTemplate);
  if (json) terminal.json({ template: name, text });
  else terminal.streams.stdout.write(text);
}
