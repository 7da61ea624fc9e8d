import { type Command, Option } from 'commander';
import { ALTERNATES_RULES, LEAST_TICKETS, MOST_TICKETS } from '../../index.js';
import { addTaskOptions, filled, numberWithin, percentage, wholeNumber } from '../task.js';
import { oneOf } from './one-of.js';

/** What `lottery` and `draw` share: the pool, what the lottery is like, and where results go. */
export const addLotteryOptions = (command: Command, folder: string): Command =>
  addTaskOptions(command)
    .option('--alternates <N>', 'people to call when others drop out', wholeNumber('--alternates'))
    .option('--unit <COLUMNS>', 'draw households, then one person of each: street,number', filled('--unit'))
    .option('--arms <ARMS>', 'share the panel out by lot: control:50%,A:25%,B:25%', filled('--arms'))
    .addOption(
      new Option('--alternates-rule <R>', 'least-violation (default), ranked, same-profile')
        .argParser(oneOf('--alternates-rule', ALTERNATES_RULES))
        .hideHelp(),
    )
    .option('--dropout <RATE>', 'how many drop out, for alternates (default: 20%)', percentage('--dropout'))
    .option(
      '--tickets <M>',
      'numbered panels in the lottery (default: 1000)',
      numberWithin('--tickets', LEAST_TICKETS, MOST_TICKETS),
    )
    .addOption(
      new Option('--lottery-form <FORM>', 'named or composition (default: by the size of the pool)')
        .argParser(oneOf('--lottery-form', ['named', 'composition']))
        .hideHelp(),
    )
    .addOption(
      new Option('--arm-unit <UNIT>', 'person or household: who stays together')
        .choices(['person', 'household'])
        .hideHelp(),
    )
    .option('--publish <FEATURES>', 'of each pseudonym: gender,age (default: none)', filled('--publish'))
    .option('--rehearsal', 'nobody is really drawn, and every page says so')
    .option('--out <DIR>', `where the results go (default: ${folder})`, filled('--out'))
    .option('--force', 'replace results that differ')
    .option('--json', 'print a summary for machines on stdout');
