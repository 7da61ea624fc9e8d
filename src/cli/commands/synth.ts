import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { SortitionError } from '../../index.js';
import { counted, grouped, shortPath } from '../format.js';
import type { Terminal } from '../terminal.js';

export function addSynth(program: Command, terminal: Terminal): void {
  program
    .command('synth')
    .summary('make a synthetic register, to rehearse and test with')
    .description('make a synthetic register with given shares and correlations, to rehearse and test with')
    .argument('<population>', 'what the people are to be like: a YAML file')
    .option('--out <FILE>', 'where the register goes (default: register.csv beside the population file)')
    .option('--force', 'replace the file if there is one')
    .option('--json', 'print a summary for machines on stdout')
    .addHelpText('after', '\nExample:\n  sortition synth examples/molenbeek/population.yaml --out register.csv')
    .action(async (population: string, flags: { out?: string; force?: boolean; json?: boolean }) => {
      const out = flags.out ?? join(dirname(population), 'register.csv');
      if (existsSync(out) && !flags.force) throw new SortitionError('FILE_EXISTS', { path: out });
      const register = await (await import('../made-up.js')).writeRegister(population, out, terminal);
      if (flags.json) terminal.json({ out, ...register });
      terminal.say(
        `${counted(register.people, 'person', 'people')} in ${grouped(register.households)} households → ${shortPath(out)}`,
      );
      terminal.say(
        terminal.dim(`${register.columns.length} columns, ${register.encoding}, separated by “${register.delimiter}”`),
      );
    });
}
