import { counted, grouped, percent, table } from './format.js';
import { asWritten, type ShownPlan, shortagesOf, strataOf } from './plan-summary.js';
import type { Terminal } from './terminal.js';

export function showPlan(terminal: Terminal, shown: ShownPlan): void {
  const { prepared, title, size } = shown;
  const { task } = prepared;
  terminal.say();
  terminal.say(`  ${terminal.bold(title)}: how many letters for ${counted(size, 'seat')}`);
  terminal.say();
  showCurve(terminal, shown);
  terminal.say();
  showRecommended(terminal, shown);
  showAsked(terminal, shown);
  showStrata(terminal, shown);
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
  const { risk } = prepared.task;
  if (recommended === undefined) {
    terminal.line('Letters', terminal.yellow(notEnough(most, risk)));
    return;
  }
  const price = cost === undefined ? '' : `, cost ${money(recommended.letters * cost)}`;
  terminal.line('Letters', `${terminal.green(grouped(recommended.letters))}${forRisk(risk)}${price}`);
  if (recommended.sent < recommended.letters - 0.5) {
    const sent = grouped(Math.round(recommended.sent));
    terminal.line('', `of which ${sent} find somebody: some strata run out of households without one`);
  }
  terminal.line('', `about ${grouped(Math.round(recommended.yes))} people say yes`);
  if (ifFewer !== undefined) {
    terminal.line('', `if people say yes a fifth less often, the risk of these letters is ${percent1(ifFewer.risk)}`);
  }
}

/** The risk of the letters that were asked about, or that sortition.yaml has. */
function showAsked(terminal: Terminal, { plan, prepared: { task } }: ShownPlan): void {
  const point = plan.points.find(({ letters }) => letters === task.letters);
  if (point === undefined || point === plan.recommended) return;
  terminal.line('Asked', riskOf(point));
}

export const riskOf = ({ letters, risk }: { readonly letters: number; readonly risk: number }): string =>
  `${grouped(letters)} letters have a risk of ${percent1(risk)}`;

export const forRisk = (risk: number): string => ` for a risk of at most ${plain(risk)}`;

export const notEnough = (most: number, risk: number): string =>
  `none: not even letters to all ${grouped(most)} who can have one bring the risk down to ${plain(risk)}`;

function showStrata(terminal: Terminal, shown: ShownPlan): void {
  const { recommended } = shown.plan;
  if (recommended === undefined || shown.prepared.people.length === 1) return;
  const rows = strataOf(shown, recommended).map(({ values, people, letters }) => [
    `  ${values.join(', ')}`,
    grouped(people),
    grouped(letters),
    percent(letters / people),
  ]);
  terminal.say();
  for (const [i, line] of table([['  stratum', 'people', 'letters', 'of them'], ...rows]).entries())
    terminal.say(`  ${i === 0 ? terminal.dim(line) : line}`);
}

/** What pools that could not fill the quotas were short of, the most frequent first. */
const SHOWN_SHORTAGES = 5;

/** Of the recommended letters or, where there are none, of the most. */
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

/** The rates that the plan rests on. */
function showRates(terminal: Terminal, shown: ShownPlan): void {
  const {
    overall,
    prepared: { fitted, rated },
    quotas,
  } = shown;
  const by = fitted.overallBy;
  const why = by === undefined ? '' : `, from the rates by ${asWritten(quotas, by)}`;
  terminal.line('Rates', `${plain(fitted.overall)} of the invited say yes${why}`);
  if (by !== undefined && overall !== undefined && Math.abs(overall - fitted.overall) > SAME_RATE) {
    terminal.line(
      '',
      terminal.yellow(`the rate overall of ${plain(overall)} is not used: those by value make another`),
    );
  }
  for (const [f, { feature, values }] of rated.entries()) {
    const rest = fitted.rest[f];
    const known = values.flatMap(({ value, rate }) =>
      rate === undefined ? [] : [`${asWritten(quotas, feature, value)} ${plain(rate)}`],
    );
    const others = rest === undefined || known.length === values.length ? [] : [`others ${plain(rest)}`];
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

/** A rate as somebody would write it: 5 %, 4.5 %, 0.25 %. */
const plain = (part: number): string => `${Number((part * 100).toFixed(part < 0.01 ? 2 : 1))} %`;

/** 0.048 → 4.8 %; a decimal is more than a simulation says. */
const percent1 = (part: number, sign = true): string => {
  const value = part * 100;
  const text = value >= 99.95 || value === 0 ? value.toFixed(0) : value < 0.1 ? value.toFixed(2) : value.toFixed(1);
  return sign ? `${text} %` : text;
};

const money = (amount: number): string => grouped(Math.round(amount));
