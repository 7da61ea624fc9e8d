import { type ErrorCode, errorCatalogue } from '../../src/core/error-catalogue.js';
import { occasions, samplesByCode, samplesByName } from './error-samples.js';

const HEAD = `# Errors

<!-- Written from src/core/error-catalogue.ts by UPDATE_ERRORS=1 npx vitest run tests/docs/errors.test.ts -->

Every error says three things: what is wrong, where (file, row and column as your spreadsheet counts them, or line and key of a YAML file), and
what to do next. Everything that is wrong with the input is reported at once. The code in capitals stays the same from version to version; with \`--json\`
it stands under \`error\` on stdout.

    error DATE_UNREADABLE residents.csv, row 2, column BORN
      This cell is not a date of the form yyyy-mm-dd.
    next  All dates of this column read as d/m/yyyy. If that is how they are meant, write “format: d/m/yyyy”.

**Exit codes**: 0 done · 1 the task cannot be done as asked · 2 the command line is wrong (marked “usage” below) · 70 a fault of the toolkit · 130 stopped
by Ctrl-C. Some of the codes are also given as notes, which stop nothing.

Below, each code with an example of its text, with made-up names and numbers. After an arrow (→) stands what to do next.
`;

/** Headings of the catalogue, in its order, with the codes below each. */
function sectionsOf(source: string): { readonly title: string; readonly codes: readonly ErrorCode[] }[] {
  const sections: { title: string; codes: ErrorCode[] }[] = [];
  for (const [, title, code] of source.matchAll(/^ {2}(?:\/\/ --- (.*?) -+$|([A-Z][A-Z0-9_]+): entry)/gm)) {
    if (title !== undefined) sections.push({ title, codes: [] });
    else sections.at(-1)?.codes.push(code as ErrorCode);
  }
  return sections.filter(({ codes }) => codes.length > 0);
}

/** The arguments of a message; one without a sample is an error that says what to add. */
function samplesOf(code: ErrorCode): object {
  const own = samplesByCode[code] ?? {};
  return new Proxy(own, {
    get(_, name: string) {
      if (name in own) return own[name];
      if (name in samplesByName) return samplesByName[name];
      throw new Error(`${code} has an argument “${name}” without a sample: add one to tests/docs/error-samples.ts.`);
    },
    has: (_, name: string) => name in own,
  });
}

function renderCode(code: ErrorCode): string {
  const entry = errorCatalogue[code] as { says(args: object): string; next(args: object): string; kind?: 'usage' };
  const samples = samplesOf(code);
  const occasion = occasions[code];
  return [
    `### ${code}${entry.kind === 'usage' ? ' (usage)' : ''}`,
    ...(occasion === undefined ? [] : [occasion]),
    `> ${escaped(entry.says(samples))}\n>\n> → ${escaped(entry.next(samples))}`,
  ].join('\n\n');
}

/** Markdown would take these for its own. */
const escaped = (text: string): string => text.replaceAll(/[*_[\]<>|]/g, '\\$&');

const capitalised = (title: string): string => title.charAt(0).toUpperCase() + title.slice(1);

/** docs/errors.md; `source` is the catalogue's own text, for its order and headings. */
export function errorPage(source: string): string {
  const sections = sectionsOf(source).map(
    ({ title, codes }) => `## ${capitalised(title)}\n\n${codes.map(renderCode).join('\n\n')}\n`,
  );
  return [HEAD, ...sections].join('\n');
}
