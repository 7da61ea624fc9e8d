/** How the agenda looks in a browser, and on the paper that comes out of one. */
export const AGENDA_STYLE = `
:root { --ink: #1b1b1b; --quiet: #595959; --rule: #d5d9db; --accent: #12485c; --tint: #edf2f4; --paper: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --quiet: #b4b4b4; --rule: #3c4448; --accent: #8ecbe0; --tint: #1d2a30; --paper: #14181a; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem 3rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, p, dl, ol { margin: 0; padding: 0; }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.4rem); line-height: 1.2; text-wrap: balance; }
.kind { color: var(--accent); font-weight: 700; }
.rehearsal { background: var(--accent); color: var(--paper); font-weight: 700; padding: .4rem .75rem; margin-bottom: 1.25rem; border-radius: .25rem; }
section { margin-top: 2.25rem; border-top: 3px solid var(--accent); padding-top: .75rem; }
h2 { font-size: 1.35rem; line-height: 1.3; color: var(--accent); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .75rem; margin: .4rem 0 1rem; }
dt { color: var(--quiet); }
dd { margin: 0; font-weight: 600; }
a { color: var(--accent); }
ol { list-style: none; border-bottom: 1px solid var(--rule); }
li { display: grid; grid-template-columns: 9.5rem 1fr; gap: 0 1rem; padding: .6rem .75rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1.0625rem; line-height: 1.4; }
.time { color: var(--quiet); font-variant-numeric: tabular-nums; }
li div p { color: var(--quiet); font-size: .95rem; }
li.tables { background: var(--tint); box-shadow: inset 4px 0 var(--accent); }
li div p.round { color: var(--accent); font-weight: 700; }
li.break h3, li.meal h3 { font-weight: 400; color: var(--quiet); }
@media (max-width: 34rem) {
  li { grid-template-columns: 1fr; padding-inline: .75rem; }
  .time { font-size: .95rem; font-weight: 600; }
}
@media print {
  @page { size: A4; margin: 16mm; }
  :root { --ink: #000; --quiet: #444; --rule: #bbb; --accent: #12485c; --tint: #edf2f4; --paper: #fff; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h3, .time, li div p { font-size: 10pt; }
  li { break-inside: avoid; padding-block: .3rem; }
  h2, dl { break-after: avoid; }
  .rehearsal { color: #000; background: none; border: 2px solid #000; }
  li.tables { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
