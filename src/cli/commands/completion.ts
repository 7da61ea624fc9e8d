import type { Command } from 'commander';
import { SHELLS, type Shell } from '../completion-outline.js';
import type { Terminal } from '../terminal.js';
import { oneOf } from './one-of.js';

export function addCompletion(program: Command, terminal: Terminal): void {
  program
    .command('completion')
    .description('print a script with which the Tab key completes commands and options')
    .argument('<shell>', SHELLS.join(', ').replace(/, (?=\w+$)/, ' or '), oneOf('completion', SHELLS))
    .addHelpText(
      'after',
      `
Have the shell read it at each start, once the command is installed
(npm install --global sortition-toolkit). As a line of ~/.bashrc or ~/.zshrc:
  source <(sortition completion bash)
  source <(sortition completion zsh)           (after compinit)
For fish, once:
  sortition completion fish > ~/.config/fish/completions/sortition.fish

Examples:
  sortition completion bash > sortition.bash
  sortition completion zsh > _sortition`,
    )
    .action(async (shell: Shell) => {
      const { completionScript } = await import('../completion.js');
      terminal.streams.stdout.write(completionScript(program, shell));
    });
}
