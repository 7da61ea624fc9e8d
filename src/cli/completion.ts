import type { Command } from 'commander';
import { type CommandOutline, type OptionOutline, outlineOf, type Shell } from './completion-outline.js';

/**
 * A script for the shell, made from the program’s own commands and options, so that it cannot lag behind them. It stands
 * alone: completing starts no Node.
 */
export const completionScript = (program: Command, shell: Shell): string =>
  ({ bash, zsh, fish })[shell](outlineOf(program));

/** Single quotes, in which a POSIX shell changes nothing. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const listed = (words: readonly string[]): string => quoted(words.join(' '));

function bash(commands: readonly CommandOutline[]): string {
  const names = [...commands.map(({ name }) => name), 'help', '--help', '--version'];
  return `# bash completion of sortition: source <(sortition completion bash)
_sortition() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words='' options=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W ${listed(names)} -- "$current"))
    compopt +o default
    return
  fi
  case "\${COMP_WORDS[1]}" in
${commands.map(bashCommand).join('')}    help) [ "$COMP_CWORD" -eq 2 ] && words=${listed(commands.map(({ name }) => name))} ;;
  esac
  case "$current" in -*) words=$options ;; esac
  [ -z "$words" ] && return
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  compopt +o default
}
complete -o default -F _sortition sortition
`;
}

function bashCommand({ name, options, words }: CommandOutline): string {
  const cases = options.flatMap(({ name: option, value }) => {
    if (value.kind === 'none') return [];
    if (value.kind === 'path') return [`        ${option}) return ;;\n`];
    if (value.kind === 'free') return [`        ${option}) compopt +o default; return ;;\n`];
    const choose = `COMPREPLY=($(compgen -W ${listed(value.words)} -- "$current")); compopt +o default; return`;
    return [`        ${option}) ${choose} ;;\n`];
  });
  const values = cases.length === 0 ? '' : `      case "$before" in\n${cases.join('')}      esac\n`;
  const argument = words.length === 0 ? '' : `      [ "$COMP_CWORD" -eq 2 ] && words=${listed(words)}\n`;
  return `    ${name})
      options=${listed(options.map((option) => option.name))}
${values}${argument}      ;;
`;
}

function zsh(commands: readonly CommandOutline[]): string {
  const described = commands.map(({ name, description }) => `    ${quoted(`${name}:${plain(description)}`)}\n`);
  return `#compdef sortition
# zsh completion of sortition: source <(sortition completion zsh), after compinit
_sortition() {
  local -a commands=(
${described.join('')}    'help:display help for command'
  )
  if (( CURRENT == 2 )); then
    _describe -t commands command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(zshCommand).join('')}    help) _describe -t commands command commands ;;
  esac
}
if [ "$funcstack[1]" = _sortition ]; then _sortition "$@"; else compdef _sortition sortition; fi
`;
}

function zshCommand({ name, options, words }: CommandOutline): string {
  const specs = options.map((option) => quoted(zshOption(option)));
  const argument = words.length === 0 ? [] : [quoted(`1:kind:(${words.join(' ')})`)];
  return `    ${name})\n      _arguments ${[...specs, ...argument, quoted('*:file:_files')].join(' \\\n        ')}\n      ;;\n`;
}

function zshOption({ name, description, value }: OptionOutline): string {
  const start = `${name}[${plain(description).replaceAll(/[\\[\]]/g, '\\$&')}]`;
  if (value.kind === 'none') return start;
  if (value.kind === 'words') return `${start}:value:(${value.words.join(' ')})`;
  return `${start}:value:${value.kind === 'path' ? '_files' : ''}`;
}

/** zsh splits its descriptions at colons. */
const plain = (description: string): string => description.replaceAll(':', ' –');

function fish(commands: readonly CommandOutline[]): string {
  const isFirst = '-n __fish_use_subcommand';
  const lines = [
    `complete -c sortition ${isFirst} -f -l version -d 'output the version number'`,
    ...commands.map(
      ({ name, description }) => `complete -c sortition ${isFirst} -f -a ${name} -d ${fishText(description)}`,
    ),
    `complete -c sortition -n '__fish_seen_subcommand_from help' -f -a ${fishText(commands.map(({ name }) => name).join(' '))}`,
    ...commands.flatMap(fishCommand),
  ];
  return `# fish completion of sortition: put it into ~/.config/fish/completions/sortition.fish\n${lines.join('\n')}\n`;
}

function fishCommand({ name, options, words }: CommandOutline): string[] {
  const start = `complete -c sortition -n '__fish_seen_subcommand_from ${name}'`;
  const arguments_ = words.length === 0 ? [] : [`${start} -f -a ${fishText(words.join(' '))}`];
  return [...arguments_, ...options.map((option) => `${start} -l ${option.name.slice(2)}${fishValue(option)}`)];
}

function fishValue({ description, value }: OptionOutline): string {
  const after = { none: '', path: ' -r -F', free: ' -x', words: '' }[value.kind];
  const words = value.kind === 'words' ? ` -x -a ${fishText(value.words.join(' '))}` : '';
  return `${after}${words} -d ${fishText(description)}`;
}

/** In fish’s single quotes a backslash keeps its meaning before a quote and another backslash. */
const fishText = (text: string): string => `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
