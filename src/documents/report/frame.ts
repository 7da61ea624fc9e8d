import { escapeHtml } from './drawing.js';
import { REPORT_STYLE } from './report-style.js';

/** HTML that is safe to put into a page: texts become it by `escapeHtml`. */
export type Html = string;

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/**
 * A page that asks for nothing else: no script, no font, no picture, and a policy that forbids them.
 */
export function pageOf({
  language,
  title,
  kind,
  skip,
  contents,
  mark,
  intro,
  sections,
  footer,
}: {
  readonly language: string;
  readonly title: string;
  readonly kind: string;
  readonly skip: string;
  readonly contents: string;
  /** Stays in sight while the page is read, and is on every sheet that is printed of it. */
  readonly mark?: string | undefined;
  readonly intro: Html;
  readonly sections: readonly Section[];
  readonly footer: Html;
}): Html {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml([...(mark === undefined ? [] : [mark]), title, kind].join(' · '))}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<a class="skip" href="#main">${escapeHtml(skip)}</a>
${mark === undefined ? '' : `<p class="mark" aria-hidden="true">${escapeHtml(mark)}</p>\n`}<header>
<p class="kind">${escapeHtml(kind)}</p>
<h1>${escapeHtml(title)}</h1>
${intro}
<nav aria-label="${escapeHtml(contents)}">
<p>${escapeHtml(contents)}</p>
<ul>${sections.map(({ id, title: name }) => `<li><a href="#${id}">${escapeHtml(name)}</a></li>`).join('')}</ul>
</nav>
</header>
<main id="main">
${sections.map(sectionHtml).join('\n')}
</main>
<footer>
${footer}
</footer>
</body>
</html>
`;
}

const sectionHtml = ({ id, title, body }: Section): Html =>
  `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${escapeHtml(title)}</h2>
${body}
</section>`;

export const paragraphs = (texts: readonly string[]): Html =>
  texts.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n');

/** A table with a caption; the first cell of each row is its header. Cells are texts, or HTML that is marked as such. */
export function tableOf(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (string | { readonly html: Html })[])[],
): Html {
  const cell = (of: string | { readonly html: Html }): Html => (typeof of === 'string' ? escapeHtml(of) : of.html);
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(caption)}">
<table>
<caption class="hidden">${escapeHtml(caption)}</caption>
<thead><tr>${head.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map(([first = '', ...others]) => `<tr><th scope="row">${cell(first)}</th>${others.map((of) => `<td>${cell(of)}</td>`).join('')}</tr>`).join('\n')}
</tbody>
</table>
</div>`;
}

/** A chart and the same as a table beside it. */
export const figure = (kind: string, chart: Html, beside: Html): Html =>
  `<div class="chart ${kind} pair">
<figure>${chart}</figure>
<div>${beside}</div>
</div>`;

export const facts = (entries: readonly (readonly [name: string, body: Html])[]): Html =>
  `<dl class="facts">
${entries.map(([name, body]) => `<dt>${escapeHtml(name)}</dt><dd>${body}</dd>`).join('\n')}
</dl>`;
