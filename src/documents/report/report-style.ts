/** How the report looks on screens of any size, bright or dark, and on paper. */
const LIGHT = `--ink: #1b1b1b; --quiet: #565b5e; --rule: #c9d0d3; --accent: #12485c; --tint: #edf2f4; --paper: #fff;
  --population: #a9b1b5; --pool: #5fa3bb; --panel: #12485c; --warn: #7a3b00; --warn-tint: #fdf1e3;`;
const DARK = `--ink: #ececec; --quiet: #b4babd; --rule: #414a4f; --accent: #8ecbe0; --tint: #1d2a30; --paper: #14181a;
  --population: #6d777c; --pool: #3f88a3; --panel: #a5dcf0; --warn: #ffc58a; --warn-tint: #33261a;`;

export const REPORT_STYLE = `
:root { color-scheme: light dark; ${LIGHT} }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; overflow-wrap: break-word; }
header, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1rem; }
h1, h2, h3, p, dl, dd, ol, ul, figure { margin: 0; padding: 0; }
a { color: var(--accent); }
.skip { position: absolute; left: -100vw; background: var(--paper); color: var(--accent); padding: .5rem 1rem; }
.skip:focus { left: 1rem; top: .5rem; outline: 3px solid var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.mark { position: sticky; top: 0; z-index: 1; text-align: center; background: var(--warn); color: var(--paper); font-weight: 700; letter-spacing: .1em; padding: .15rem 1rem; }
header { padding-top: 1.75rem; }
.kind { color: var(--accent); font-weight: 700; }
h1 { font-size: clamp(1.8rem, 1.3rem + 2.4vw, 2.9rem); line-height: 1.15; text-wrap: balance; margin-bottom: 1rem; }
.status { border-left: 6px solid var(--accent); background: var(--tint); padding: .7rem 1rem; border-radius: .25rem; max-width: 46rem; }
.status strong { display: block; font-size: 1.1rem; }
.status.uncommitted, .status.rehearsal { border-color: var(--warn); background: var(--warn-tint); }
.status.uncommitted strong, .status.rehearsal strong { color: var(--warn); }
.status.rehearsal { border: 3px solid var(--warn); }
nav { margin-top: 1.25rem; }
nav p { color: var(--quiet); font-weight: 600; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; }
nav a { display: inline-block; padding: .2rem 0; }
section { margin-top: 2.75rem; border-top: 3px solid var(--accent); padding-top: .75rem; }
h2 { font-size: 1.5rem; line-height: 1.25; color: var(--accent); margin-bottom: .5rem; text-wrap: balance; }
h3 { font-size: 1.15rem; line-height: 1.35; margin-bottom: .4rem; }
section > p, section > ol, section > ul, .say { max-width: 46rem; margin-bottom: .75rem; }
.answers { columns: 2 22rem; column-gap: 2.5rem; }
.answers div { break-inside: avoid; padding-bottom: 1rem; }
.answers dt { color: var(--accent); font-weight: 700; }
.answers p + p { margin-top: .35rem; }
.key { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; margin: 0 0 1rem; font-size: .95rem; }
.key li { display: flex; align-items: center; gap: .45rem; }
.key span { width: 1.4rem; height: .75rem; flex: none; }
.key .population { background: var(--population); }
.key .pool { background: var(--pool); }
.key .panel { background: var(--panel); }
.key .quota { height: .5rem; border: solid var(--ink); border-width: 0 1.5px; background: linear-gradient(var(--ink), var(--ink)) center / 100% 1.5px no-repeat; }
.chart { margin: 1.25rem 0 2rem; }
.pair { display: grid; gap: .75rem 2.5rem; align-items: start; grid-template-columns: minmax(0, 1fr); }
.chart svg { display: block; width: 100%; height: auto; max-width: 30rem; }
.scatter svg, .curve svg { max-width: 34rem; }
@media (min-width: 56rem) { .pair { grid-template-columns: minmax(0, 25rem) minmax(0, 1fr); } }
table { border-collapse: collapse; width: 100%; font-size: .95rem; line-height: 1.35; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
table { position: relative; }
th, td { padding: .3rem .4rem; text-align: right; vertical-align: baseline; border-bottom: 1px solid var(--rule); font-variant-numeric: tabular-nums; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
td { white-space: nowrap; }
.scroll { overflow-x: auto; }
.scroll + p { margin-top: .75rem; }
tbody th { font-weight: 400; hyphens: auto; }
td b { font-size: 1.05em; }
details { margin: .5rem 0; max-width: 46rem; }
summary { cursor: pointer; padding: .35rem 0; color: var(--accent); font-weight: 600; }
.facts { display: grid; grid-template-columns: 10rem minmax(0, 1fr); gap: .6rem 1.25rem; max-width: 50rem; }
.facts dt { color: var(--quiet); }
.facts dd p + p { color: var(--quiet); }
.pair .say { margin-top: 1rem; color: var(--quiet); font-size: .95rem; }
.hash { font-size: .95rem; font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.fingerprint { font-size: 1.25rem; font-weight: 700; }
ol.steps { padding-left: 1.4rem; }
ol.steps li { margin-bottom: .5rem; }
.cards { display: grid; gap: 1.5rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
footer { margin-top: 3rem; padding-bottom: 3rem; color: var(--quiet); font-size: .95rem; }
@media (max-width: 40rem) {
  th, td { padding-inline: .15rem; hyphens: auto; }
  table { font-size: .775rem; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin-bottom: .75rem; }
}
@media print {
  @page { size: A4; margin: 15mm; }
  :root { color-scheme: light; ${LIGHT} }
  body { font-size: 10pt; line-height: 1.4; }
  header, main, footer { max-width: none; padding: 0; }
  nav, .skip { display: none; }
  .mark { position: fixed; inset: 45% 0 auto; rotate: -35deg; font-size: 72pt; line-height: 1; letter-spacing: 0; white-space: nowrap; padding: 0; background: none; color: var(--warn); opacity: .15; }
  h1 { font-size: 24pt; }
  h2 { font-size: 15pt; }
  section { margin-top: 8mm; padding-top: 2mm; border-top-width: 2px; }
  .pair { grid-template-columns: 78mm minmax(0, 1fr); gap: 6mm; }
  .chart { margin: 3mm 0 6mm; break-inside: avoid; }
  .answers { columns: 2; }
  .cards { grid-template-columns: 1fr 1fr; }
  .facts { grid-template-columns: 38mm minmax(0, 1fr); gap: 2mm 5mm; }
  table { font-size: 9pt; }
  tr, dt, dd, li { break-inside: avoid; }
  .pair .say, footer { font-size: 9pt; }
  section > p { break-inside: avoid; break-after: avoid; }
  h2, h3, dt, caption, .key, summary { break-after: avoid; }
  .key { display: block; break-before: avoid; }
  .key li { display: inline-flex; margin-right: 5mm; }
  .scroll { overflow: visible; }
  details { max-width: none; }
  .key span, .status { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; height: auto; }
}
`;
