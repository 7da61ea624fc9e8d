import { Command, CommanderError } from 'commander';
import { SortitionError, version } from '../index.js';
import { addCheck } from './commands/check.js';
import { addDraw } from './commands/draw.js';
import { addLottery } from './commands/lottery.js';
import { addSynth } from './commands/synth.js';
import { addVerify } from './commands/verify.js';
import { onInterrupt } from './interrupt.js';
import { reportError } from './report-error.js';
import { type Streams, Terminal } from './terminal.js';

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
        write(
          `error USAGE\n  ${text.replace(/^error: /, '').trimEnd()}\nnext  sortition help COMMAND lists the options.\n`,
        ),
    })
    .showSuggestionAfterError();
  for (const add of [addSynth, addCheck, addLottery, addDraw, addVerify]) add(program, terminal);
  for (const command of program.commands) command.copyInheritedSettings(program);
  onInterrupt(terminal);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return terminal.exitCode;
  } catch (error) {
    terminal.clearBar();
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return reportError(terminal, error, argv.includes('--json') && error instanceof SortitionError);
  }
}
