import { seededNoise } from '../seeded-noise.js';
import { type Base, DICE, INVITATION_DICE } from './base.js';
import type { Task } from './lane.js';
import { type Below, mutationsOf, ODD } from './mutations.js';

/** A command as it is used, and the files that it reads. */
interface Use {
  readonly name: string;
  readonly argv: readonly string[];
  readonly reads: readonly string[];
  /** Of cases: 1 where it takes long. */
  readonly weight: number;
}

export interface Case extends Task {
  readonly number: number;
  readonly use: string;
  /** What was done to what, for the report. */
  readonly mutations: readonly string[];
}

const process = [
  'sortition.yaml',
  'sortition.yaml',
  'sortition.yaml',
  'register.csv',
  'quotas.csv',
  'districts.csv',
  'left.csv',
  'moved.csv',
];
const invited = ['invitation/invited.csv', 'invitation/invitation-record.json', 'ledger.jsonl', 'secret-key.txt'];
const drawn = ['pool/pool.csv', 'pseudonyms.csv', 'ledger.jsonl'];
const panel = ['draw/panel.csv', 'draw/alternates.csv', 'draw/draw-record.json', 'draw/canonical-pool.csv'];
const oneOff = ['--pool', 'people.csv', '--id', 'number', '--quotas', 'one-off-quotas.csv'];
const oneOffFiles = ['people.csv', 'one-off-quotas.csv'];
const inRecord = (folder: string, record: string): string[] =>
  [
    record,
    record,
    record,
    'lottery.csv',
    'distribution.csv',
    'classes.csv',
    'certificate.json',
    'canonical-pool.csv',
    'people.csv',
    'ledger.jsonl',
  ].map((name) => `${folder}/${name}`);
const committedLottery = [
  'manifest.json',
  'lottery.csv',
  'distribution.csv',
  'classes.csv',
  'certificate.json',
  'people.csv',
].map((name) => `lottery/${name}`);

const use = (name: string, line: string | readonly string[], reads: readonly string[], weight: number): Use => ({
  name,
  argv: typeof line === 'string' ? line.split(' ') : line,
  reads,
  weight,
});

export const USES: readonly Use[] = [
  use('init', 'init new --json', [], 1),
  use('init', 'init new --example molenbeek', [], 1),
  use('synth', 'synth population.yaml --out new.csv --json', ['population.yaml'], 5),
  use('quotas of shares', 'quotas shares.csv --size 6 --out new.csv --json', ['shares.csv'], 4),
  use('quotas of shares', 'quotas shares.csv --size 6 --tolerance 10% --out new.csv', ['shares.csv'], 2),
  use('quotas from the register', 'quotas --from-register --cross age,gender --out new.csv', process, 3),
  use('check', 'check --json', [...process, ...drawn], 8),
  use('check, one-off', ['check', ...oneOff, '--size', '6', '--json'], oneOffFiles, 4),
  use('check, xlsx', ['check', ...oneOff.with(1, 'people.xlsx'), '--size', '6'], ['people.xlsx'], 4),
  use('invite --plan', 'invite --plan --response 30% --simulations 100 --cost 1.20', process, 2),
  use('invite --commit', 'invite --commit --out new --json', process, 5),
  use(
    'invite, seeded',
    'invite --register register.csv --id number --letters 6 --household street,house --seed x --out new',
    ['register.csv'],
    3,
  ),
  use(
    'invite, committed',
    ['invite', '--commitment', 'invitation', '--dice', INVITATION_DICE, '--out', 'new'],
    [...process, 'invitation/manifest.json', 'secret-key.txt', 'ledger.jsonl'],
    3,
  ),
  use(
    'letters',
    'letters invitation --preview 2 --out new',
    ['sortition.yaml', 'sortition.yaml', 'invitation/invited.csv'],
    3,
  ),
  use('letters', 'letters confirmation --out new', ['sortition.yaml', 'draw/panel.csv', 'invitation/invited.csv'], 1),
  use('letters templates', 'letters templates', ['sortition.yaml'], 1),
  use('intake', 'intake replies.csv --out new --json', ['replies.csv', 'replies.csv', ...process, ...invited], 7),
  use(
    'intake, settled',
    'intake replies.csv --settled pool/to-settle.csv --out new',
    ['replies.csv', 'pool/to-settle.csv'],
    1,
  ),
  use('lottery', 'lottery --out new --json', [...process, ...drawn], 4),
  use('draw', 'draw --out new --json', [...process, ...drawn], 4),
  use(
    'draw, one-off',
    ['draw', ...oneOff, '--size', '6', '--seed', 'x', '--tickets', '100', '--alternates', '2', '--out', 'new'],
    oneOffFiles,
    5,
  ),
  use(
    'draw, one-off',
    [
      'draw',
      ...oneOff,
      '--size',
      '6',
      '--seed',
      'x',
      '--household',
      'street,house',
      '--objective',
      'maximin',
      '--arms',
      'a:50%,b:50%',
      '--tickets',
      '100',
      '--out',
      'new',
    ],
    oneOffFiles,
    2,
  ),
  use(
    'draw, several panels',
    ['draw', ...oneOff, ...'--size 6 --panels 2 --reserve 1 --seed x --tickets 100 --out new'.split(' ')],
    oneOffFiles,
    2,
  ),
  use(
    'draw, by area',
    ['draw', ...oneOff.with(5, 'area-quotas.csv'), ...'--by postcode --seed x --tickets 100 --out new'.split(' ')],
    ['people.csv', 'area-quotas.csv', 'area-quotas.csv'],
    3,
  ),
  use(
    'draw, units',
    ['draw', ...oneOff, ...'--unit street,house,gender,language --size 6 --seed x --tickets 100 --out new'.split(' ')],
    oneOffFiles,
    2,
  ),
  use(
    'draw, lists',
    [
      ...['draw', ...oneOff, '--size', '6', '--include', 'board.csv', '--exclude', 'left.csv'],
      ...['--seed', 'x', '--tickets', '100', '--out', 'new'],
    ],
    [...oneOffFiles, 'board.csv', 'board.csv', 'left.csv'],
    3,
  ),
  use(
    'rotate',
    'rotate --replace 1/3 --pause 1 --seed x --json',
    [...process, ...drawn, ...panel, 'replacements/0001/replacement-record.json', 'replacements/0001/panel.csv'],
    4,
  ),
  use('rotate --prepare', 'rotate --keep 4 --rule lot --prepare', [...drawn, ...panel], 1),
  use('report', 'report --json', [...process, ...panel, 'pool/response.csv', 'ledger.jsonl', 'register.csv'], 2),
  use('rehearse', 'rehearse --response 95% --json', process, 1),
  use(
    'draw, committed',
    ['draw', '--commitment', 'lottery', '--dice', DICE, '--out', 'new'],
    [...process, ...drawn, ...committedLottery],
    4,
  ),
  use(
    'replace',
    'replace --withdrawals drop-outs.csv --json',
    [
      'drop-outs.csv',
      'sortition.yaml',
      ...panel,
      ...drawn,
      'replacements/0001/replacement-record.json',
      'replacements/0001/panel.csv',
    ],
    6,
  ),
  use(
    'replace',
    'replace --undo 1',
    [...panel, ...drawn, 'replacements/0001/replacement-record.json', 'replacements/0001/changes.csv'],
    2,
  ),
  use(
    'replace --list',
    'replace --list',
    [...panel, 'ledger.jsonl', 'replacements/0001/replacement-record.json', 'replacements/0001/changes.csv'],
    2,
  ),
  use(
    'agenda',
    'agenda --only seating --out new --json',
    ['sortition.yaml', 'sortition.yaml', 'sortition.yaml', 'replacements/0001/panel.csv', 'draw/panel.csv'],
    4,
  ),
  use(
    'agenda',
    'agenda --only calendar --force',
    ['sortition.yaml', 'sortition.yaml', 'replacements/0001/panel.csv'],
    1,
  ),
  use(
    'agenda, papers',
    'agenda --only papers --force',
    ['sortition.yaml', 'sessions/seating.csv', 'sessions/seating.json', 'replacements/0001/panel.csv'],
    1,
  ),
  use('agenda templates', 'agenda templates one-day', [], 1),
  use(
    'verify',
    'verify draw/draw-record.json --json',
    [...inRecord('draw', 'draw-record.json'), 'pseudonyms.csv', 'pool/pool.csv', 'quotas.csv'],
    6,
  ),
  use(
    'verify --public',
    'verify draw/public/draw-record.json --public',
    inRecord('draw/public', 'draw-record.json').filter((name) => !name.includes('canonical')),
    6,
  ),
  use(
    'verify, one-off',
    ['verify', 'one-off/draw-record.json', '--pool', 'people.csv', '--quotas', 'one-off-quotas.csv'],
    [...inRecord('one-off', 'draw-record.json').filter((name) => !/people|ledger/.test(name)), ...oneOffFiles],
    4,
  ),
  use('verify --replay', 'verify draw/draw-record.json --replay', inRecord('draw', 'draw-record.json'), 1),
  use(
    'verify an invitation',
    'verify invitation/invitation-record.json',
    [
      'invitation/invitation-record.json',
      'invitation/invitation-record.json',
      'invitation/invited-lots.csv',
      'register.csv',
      ...invited,
    ],
    3,
  ),
  use(
    'verify a replacement',
    'verify replacements/0001/replacement-record.json',
    ['replacements/0001/replacement-record.json', 'draw/draw-record.json', 'draw/canonical-pool.csv', 'ledger.jsonl'],
    3,
  ),
  use('redact', 'redact --out new.csv --json', [...process, ...drawn], 3),
  use('redact, one-off', ['redact', ...oneOff, '--out', 'new.csv'], oneOffFiles, 2),
  use('erase', 'erase P-0074 P-0111', ['register.csv', ...drawn, ...panel, 'replies.csv', 'sortition.yaml'], 3),
  use(
    'erase --yes',
    'erase P-0074 P-0111 --yes',
    ['register.csv', ...drawn, ...panel, 'replies.csv', 'sortition.yaml'],
    4,
  ),
  use('completion', 'completion bash', [], 1),
];
const WEIGHTED = USES.flatMap((one) => Array.from({ length: one.weight }, () => one));

/** The n-th case of a seed: the same on every machine, whatever ran before. */
export function caseOf(seed: string, number: number, base: Base): Case {
  const noise = seededNoise(seed)(`case ${number}`);
  const below: Below = (n) => Math.floor(noise() * n);
  const chosen = WEIGHTED[below(WEIGHTED.length)] as Use;
  const changes = new Map<string, Buffer | undefined>();
  const mutations: string[] = [];
  let argv = chosen.argv;
  const rounds = [1, 1, 1, 2, 3][below(5)] ?? 1;
  for (let i = 0; i < rounds; i++) {
    if (chosen.reads.length === 0 || below(12) === 0) {
      argv = otherFlags(argv, below);
      mutations.push(`flags: ${argv.join(' ').slice(0, 200)}`);
      continue;
    }
    const name = chosen.reads[below(chosen.reads.length)] as string;
    const bytes = changes.has(name) ? changes.get(name) : base.get(name);
    if (bytes === undefined) {
      if (!base.has(name)) throw new Error(`${chosen.name} cannot read ${name}: there is none`);
      continue;
    }
    if (below(60) === 0) {
      changes.set(name, undefined);
      mutations.push(`${name}: not there`);
      continue;
    }
    const kinds = mutationsOf(name);
    const [kind, mutation] = kinds[below(kinds.length)] as (typeof kinds)[number];
    changes.set(name, mutation(bytes, below));
    mutations.push(`${name}: ${kind}`);
  }
  const written = [...changes].map(([name, bytes]) => [name, bytes?.toString('base64') ?? null] as const);
  return { number, use: chosen.name, mutations, argv, changes: written, readOnly: below(50) === 0 };
}

/** Values that stay in the case's own folders, should one be taken for a place to write to. */
const FLAG_VALUES = [
  ...ODD.filter((text) => !text.includes('/') && text.length < 100),
  ...[
    '.',
    '..',
    'draw',
    'sortition.yaml',
    'register.csv',
    'new/a/b',
    'nowhere',
    '--',
    '-',
    '--json',
    '10%',
    '0%',
    '101%',
    '2',
    '36',
    '1000001',
  ],
  ...[
    'dice:30',
    'drand:2026-01-01T00:00:00Z',
    'drand:1',
    'pick',
    'leximin',
    'diversimax',
    'legacy',
    'js',
    'highs',
    'composition',
    'age,gender',
    'a:100%',
  ],
];
const FLAGS = [
  ...[
    '--json',
    '--force',
    '--out',
    '--size',
    '--seed',
    '--objective',
    '--pool',
    '--id',
    '--quotas',
    '--tickets',
    '--alternates',
    '--rehearsal',
  ],
  ...[
    '--household',
    '--unit',
    '--arms',
    '--encoding',
    '--seated',
    '--lottery-form',
    '--seed-source',
    '--gamma',
    '--help',
    '--version',
    '--nonsense',
    '-x',
  ],
  ...[
    '--commit',
    '--dice',
    '--pick',
    '--beacon',
    '--letters',
    '--risk',
    '--preview',
    '--undo',
    '--list',
    '--absent',
    '--from-round',
    '--compare',
  ],
];

function otherFlags(argv: readonly string[], below: Below): readonly string[] {
  const at = below(argv.length);
  const value = FLAG_VALUES[below(FLAG_VALUES.length)] ?? '';
  const flag = FLAGS[below(FLAGS.length)] ?? '';
  switch (below(6)) {
    case 0:
      return argv.toSpliced(at, 1);
    case 1:
      return argv.toSpliced(at, 0, argv[at] ?? '');
    case 2:
      return argv.with(at, value);
    case 3:
      return [...argv, flag];
    case 4:
      return [...argv, flag, value];
    default:
      return argv.with(at, (argv[at] ?? '').slice(0, -1));
  }
}
