import { Command, CommanderError } from 'commander';
import { version } from '../index.js';
import { addAgenda } from './commands/agenda.js';
import { addCheck } from './commands/check.js';
import { addCompletion } from './commands/completion.js';
import { addDraw } from './commands/draw.js';
import { addErase } from './commands/erase.js';
import { addInit } from './commands/init.js';
import { addIntake } from './commands/intake.js';
import { addInvite } from './commands/invite.js';
import { addLetters } from './commands/letters.js';
import { addLottery } from './commands/lottery.js';
import { addQuotas } from './commands/quotas.js';
import { addRedact } from './commands/redact.js';
import { addRehearse } from './commands/rehearse.js';
import { addReplace } from './commands/replace.js';
import { addReport } from './commands/report.js';
import { addRotate } from './commands/rotate.js';
import { addSynth } from './commands/synth.js';
import { addVerify } from './commands/verify.js';
import { onInterrupt } from './interrupt.js';
import { reportError } from './report-error.js';
import { type Streams, Terminal, visible } from './terminal.js';

/** Runs a command line; the result is the exit code. Never throws. */
export async function main(argv: readonly string[], streams: Streams): Promise<number> {
  const terminal = new Terminal(streams);
  const program = new Command('sortition')
    .description('Draw a citizens’ panel that mirrors the population, by lot, fairly and provably.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void streams.stdout.write(text),
      writeErr: (text) => void streams.stderr.write(text),
      outputError: (text, write) =>
        write(`error USAGE\n  ${visible(usageText(text))}\nnext  sortition help COMMAND lists the options.\n`),
    })
    // One line a command: its own help says the rest.
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .showSuggestionAfterError();
  const commands = [
    addInit,
    addSynth,
    addQuotas,
    addCheck,
    addInvite,
    addLetters,
    addIntake,
    addLottery,
    addDraw,
    addReplace,
    addRotate,
    addAgenda,
    addRehearse,
    addReport,
    addVerify,
    addRedact,
    addErase,
    addCompletion,
  ];
  for (const add of commands) add(program, terminal);
  for (const command of program.commands) command.copyInheritedSettings(program);
  onInterrupt(terminal);
  for (const stream of [streams.stdout, streams.stderr]) stream.on('error', ignoreClosedPipe);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return terminal.exitCode;
  } catch (error) {
    terminal.clearBar();
    const json = argv.includes('--json');
    if (!(error instanceof CommanderError)) return reportError(terminal, error, json);
    if (error.exitCode === 0) return 0;
    if (json) terminal.json({ error: { code: 'USAGE', message: usageText(error.message) } });
    return 2;
  }
}

/** Commander's message without its prefix, its further lines indented as ours are. */
const usageText = (text: string): string =>
  text
    .replace(/^error: /, '')
    .trimEnd()
    .replaceAll('\n', '\n  ');

/** Whoever reads our output may have seen enough (`| head`): no reason to fail. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
