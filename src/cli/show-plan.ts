import { comparable, type InvitationPlan, type PreparedInvitation, type Quotas, type RiskPoint } from '../index.js';
import { counted, grouped, percent, table } from './format.js';
import type { Terminal } from './terminal.js';

/** A plan, and what is needed to tell it. */
export interface ShownPlan {
  readonly title: string;
  readonly size: number;
  /** As the organiser wrote them. */
  readonly quotas: Quotas;
  /** The stated response rate of everybody. */
  readonly overall?: number;
  /** Of one letter. */
  readonly cost?: number;
  readonly prepared: PreparedInvitation;
  readonly plan: InvitationPlan;
  readonly isProcess: boolean;
}

export function showPlan(terminal: Terminal, shown: ShownPlan): void {
  const { prepared, title, size } = shown;
  const { task } = prepared;
  terminal.say();
  terminal.say(`  ${terminal.bold(title)}: how many letters for ${counted(size, 'seat')}`);
  terminal.say();
  showCurve(terminal, shown);
  terminal.say();
  showRecommended(terminal, shown);
  showShortages(terminal, shown);
  terminal.say();
  showRates(terminal, shown);
  const rule = task.perHousehold === undefined ? '' : `, at most ${counted(task.perHousehold, 'letter')} a household`;
  terminal.line('Simulated', `${counted(task.simulations, 'process', 'processes')}, answers independent${rule}`);
  if (task.risk * task.simulations < FEW) {
    const more = Math.ceil(FEW / task.risk);
    terminal.line('', `too few for so small a risk: --simulations ${more} or more says it better`);
  }
  showNext(terminal, shown);
}

/** Fewer failures than this say little of a risk. */
const FEW = 20;

/** Letters, people who say yes, risk and cost. */
function showCurve(terminal: Terminal, { plan, cost }: ShownPlan): void {
  const rows = plan.points.map((point) => [
    grouped(point.letters),
    grouped(Math.round(point.yes)),
    percent1(point.risk),
    `${percent1(point.low, false)}–${percent1(point.high)}`,
    ...(cost === undefined ? [] : [money(point.letters * cost)]),
  ]);
  const header = ['letters', 'yes', 'risk', '95 % sure', ...(cost === undefined ? [] : ['cost'])];
  const [heading = '', ...body] = table([header, ...rows].map((row) => ['', ...row]));
  terminal.say(`  ${terminal.dim(heading)}`);
  body.forEach((line, i) => {
    const point = plan.points[i];
    const isChosen = point?.letters === plan.recommended?.letters;
    const bar = terminal.dim('█'.repeat(Math.ceil((point?.risk ?? 0) * BAR)));
    terminal.say(`${isChosen ? ' ▸' : '  '}${isChosen ? terminal.bold(line) : line}  ${bar}`.trimEnd());
  });
}

/** Columns of a risk of 100 %. */
const BAR = 20;

function showRecommended(terminal: Terminal, shown: ShownPlan): void {
  const { plan, prepared, cost } = shown;
  const { recommended, ifFewer, most } = plan;
  const asked = percent1(prepared.task.risk);
  if (recommended === undefined) {
    terminal.line(
      'Letters',
      terminal.yellow(`not even letters to all ${grouped(most)} who can have one bring the risk down to ${asked}`),
    );
    return;
  }
  const price = cost === undefined ? '' : `, cost ${money(recommended.letters * cost)}`;
  terminal.line('Letters', `${terminal.green(grouped(recommended.letters))} for a risk of at most ${asked}${price}`);
  terminal.line('', `about ${grouped(Math.round(recommended.yes))} people say yes`);
  if (recommended.sent < recommended.letters - 0.5) {
    terminal.line('', `of them ${grouped(Math.round(recommended.sent))} find somebody whose household has none yet`);
  }
  if (ifFewer !== undefined) {
    terminal.line('', `if people say yes a fifth less often, the risk of these letters is ${percent1(ifFewer.risk)}`);
  }
  if (prepared.people.length > 1) showStrata(terminal, shown, recommended);
}

function showStrata(terminal: Terminal, shown: ShownPlan, { byStratum }: RiskPoint): void {
  const { people, task } = shown.prepared;
  const rows = task.strata.flatMap(({ values }, s) =>
    (people[s] ?? 0) === 0
      ? []
      : [
          [
            strataName(shown, values),
            grouped(people[s] ?? 0),
            grouped(byStratum[s] ?? 0),
            share(byStratum[s], people[s]),
          ],
        ],
  );
  terminal.say();
  for (const [i, line] of table([['  stratum', 'people', 'letters', 'of them'], ...rows]).entries())
    terminal.say(`  ${i === 0 ? terminal.dim(line) : line}`);
}

const share = (letters = 0, people = 0): string => percent(letters / people);

const strataName = ({ quotas, prepared: { strataFeatures } }: ShownPlan, values: readonly string[]): string =>
  `  ${values.map((value, f) => asWritten(quotas, strataFeatures[f] ?? '', value)).join(', ')}`;

/** What pools that could not fill the quotas were short of, the most frequent first. */
const SHOWN_SHORTAGES = 5;

/** Of the recommended letters or, where there are none, of the most; of fewer letters where hardly any pool failed. */
function showShortages(terminal: Terminal, { plan, quotas, prepared: { task } }: ShownPlan): void {
  const from = plan.recommended ?? plan.points.at(-1);
  const point = from !== undefined && from.unfillable > 0 ? from : undefined;
  if (point === undefined) return;
  const lines = shortagesOf(point, task.quotas, quotas);
  terminal.say();
  const failed = counted(point.unfillable, 'pool');
  terminal.line('Short of', `what was missing in the ${failed} of ${grouped(point.letters)} letters that failed:`);
  for (const { what, pools } of lines.slice(0, SHOWN_SHORTAGES)) {
    terminal.line('', `${percent1(pools / point.unfillable).padStart(6)}  ${what}`);
  }
}

interface Shortage {
  readonly what: string;
  readonly pools: number;
}

function shortagesOf({ shortages }: RiskPoint, canonical: Quotas, written: Quotas): Shortage[] {
  const found: Shortage[] = [
    { what: 'fewer people than seats', pools: shortages.tooFew },
    { what: 'enough of every value, but no panel that has them all together', pools: shortages.together },
    ...canonical.map(({ feature }, f) => ({
      what: `${asWritten(written, feature)}: not enough people for all seats without going over a maximum`,
      pools: shortages.capped[f] ?? 0,
    })),
    ...canonical.flatMap(({ feature, quotas }, f) =>
      quotas.map(({ value, min }, v) => ({
        what: `${asWritten(written, feature)}: ${asWritten(written, feature, value)}, of which ${min} are needed`,
        pools: shortages.values[f]?.[v] ?? 0,
      })),
    ),
  ];
  return found.filter(({ pools }) => pools > 0).sort((a, b) => b.pools - a.pools);
}

/** The rates that the plan rests on. */
function showRates(terminal: Terminal, shown: ShownPlan): void {
  const {
    overall,
    prepared: { fitted, rated },
    quotas,
  } = shown;
  const by = fitted.overallBy;
  const why = by === undefined ? '' : `, from the rates by ${asWritten(quotas, by)}`;
  terminal.line('Rates', `${percent1(fitted.overall)} of the invited say yes${why}`);
  if (by !== undefined && overall !== undefined && Math.abs(overall - fitted.overall) > SAME_RATE) {
    terminal.line(
      '',
      terminal.yellow(`the rate overall of ${percent1(overall)} is not used: those by value make another`),
    );
  }
  for (const [f, { feature, values }] of rated.entries()) {
    const rest = fitted.rest[f];
    const known = values.flatMap(({ value, rate }) =>
      rate === undefined ? [] : [`${asWritten(quotas, feature, value)} ${percent1(rate)}`],
    );
    const others = rest === undefined || known.length === values.length ? [] : [`others ${percent1(rest)}`];
    terminal.line('', `${asWritten(quotas, feature)}: ${[...known, ...others].join(', ')}`);
  }
}

/** Two rates that print alike. */
const SAME_RATE = 0.0005;

function showNext(terminal: Terminal, { plan, isProcess }: ShownPlan): void {
  const { recommended } = plan;
  terminal.say();
  if (recommended === undefined) {
    terminal.line('Next', 'widen the quotas that fail most, give those values more letters with strata,');
    terminal.line('', 'or allow a higher risk with --risk');
  } else if (isProcess) {
    terminal.line('Next', `write letters: ${recommended.letters} under invitation in sortition.yaml,`);
    terminal.line('', 'or give the values that fail most more of them with strata; then sortition invite');
  } else {
    terminal.line('Next', 'rates are never known well: try others with --response');
  }
}

/** A feature, or a value of it, in the organiser's spelling; `*` are the others. */
function asWritten(written: Quotas, feature: string, value?: string): string {
  const found = written.find((of) => comparable(of.feature) === feature);
  if (value === undefined) return found?.feature ?? feature;
  if (value === '*') return 'others';
  return found?.quotas.find((quota) => comparable(quota.value) === value)?.value ?? value;
}

/** 0.048 → 4.8 %; a decimal is more than a simulation says. */
const percent1 = (part: number, sign = true): string => {
  const value = part * 100;
  const text = value >= 99.95 || value === 0 ? value.toFixed(0) : value < 0.1 ? value.toFixed(2) : value.toFixed(1);
  return sign ? `${text} %` : text;
};

const money = (amount: number): string => grouped(Math.round(amount));

/** For `--json`. */
export function planSummary(shown: ShownPlan): unknown {
  const {
    plan,
    cost,
    quotas,
    prepared: { task, people, fitted },
  } = shown;
  const point = (of: RiskPoint): unknown => ({
    letters: of.letters,
    yes: of.yes,
    sent: of.sent,
    risk: of.risk,
    risk_low: of.low,
    risk_high: of.high,
    unfillable: of.unfillable,
    simulations: of.simulations,
    ...(cost !== undefined && { cost: of.letters * cost }),
    strata: task.strata.map(({ values }, s) => ({
      values: values.map((value, f) => asWritten(quotas, shown.prepared.strataFeatures[f] ?? '', value)),
      people: people[s],
      letters: of.byStratum[s],
    })),
    short_of: shortagesOf(of, task.quotas, quotas),
  });
  return {
    risk: task.risk,
    response: fitted.overall,
    most_letters: plan.most,
    recommended: plan.recommended === undefined ? null : point(plan.recommended),
    if_a_fifth_fewer: plan.ifFewer === undefined ? null : plan.ifFewer.risk,
    curve: plan.points.map(point),
  };
}
