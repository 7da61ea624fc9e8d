import { Liquid, type Template, UndefinedVariableError } from 'liquidjs';
import { FaultList } from '../../core/errors.js';
import { nearest } from '../../core/text.js';
import { type LetterBlock, readBlocks, SENTINEL_END, SENTINEL_START } from './markdown.js';
import { type LetterValues, nested, PLACEHOLDERS } from './placeholders.js';
import { sourceOf } from './value-sources.js';
import { codePointName, findRightToLeft, valueText } from './value-text.js';

export interface TemplateSource {
  /** As messages are to name it. */
  readonly file: string;
  readonly language: string;
  readonly text: string;
}

/** A letter's text for one person: blocks that letters share, and the values in them by number. */
export interface FilledTemplate {
  readonly blocks: readonly LetterBlock[];
  readonly values: readonly string[];
}

export interface LetterTemplate {
  readonly file: string;
  readonly language: string;
  /** Placeholders that occur, in a condition or as text. */
  readonly uses: ReadonlySet<string>;
  /** Markers that occur. */
  readonly markers: ReadonlySet<string>;
  /**
   * Fills in what a person gets: what all share, and what is their own. Undefined where a value is missing, which is then a fault
   * (all of a letter at once).
   */
  fill(shared: LetterValues, own: OwnValues, at: Filling): FilledTemplate | undefined;
}

/** Placeholders whose values are each person’s own. */
const PERSONAL = ['person.name', 'person.salutation', 'person.code', 'alternate.number'] as const;
export type OwnValues = Readonly<Partial<Record<(typeof PERSONAL)[number], string>>>;

/** Where faults go, and the row of the person whose letter it is. */
export interface Filling {
  readonly faults: FaultList;
  readonly where?: { readonly file: string; readonly row: number };
}

/** Filters that change letters and nothing else. */
const FILTERS: readonly string[] = ['upcase', 'downcase', 'capitalize'];
const TAGS: readonly string[] = ['if', 'unless', 'comment'];

/**
 * Compiles a template: Markdown with Liquid placeholders. Liquid goes first, but puts private sentinels where values belong, so that
 * Markdown never sees a value: whatever a name holds, it cannot make text bold, begin a list or ask for another placeholder. What the
 * conditions leave of a template is read once for all people for whom they agree.
 *
 * Adds faults with their line: LETTER_LIQUID · LETTER_PLACEHOLDER_UNKNOWN · LETTER_MARKDOWN · LETTER_SUBJECT_MISSING ·
 * LETTER_RIGHT_TO_LEFT.
 */
export function compileTemplate(source: TemplateSource, faults: FaultList): LetterTemplate | undefined {
  const { file, language } = source;
  const before = faults.count;
  const text = source.text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  requirePrintable(text, file, faults);
  const found: string[] = [];
  const liquid = quietLiquid((value) => {
    found.push(valueText(String(value)));
    return `${SENTINEL_START}${found.length - 1}${SENTINEL_END}`;
  });
  const parsed = parse(liquid, text, file, faults);
  if (parsed === undefined) return undefined;
  const uses = findPlaceholders(liquid, parsed, file, faults);
  // Every branch, taken or not, with the lines where they are.
  const everything = readBlocks(
    text
      .replace(/\{%-?\s*comment\b[\s\S]*?endcomment\s*-?%\}/g, lineEnds)
      .replace(/\{%[\s\S]*?%\}/g, lineEnds)
      .replace(/\{\{[\s\S]*?\}\}/g, (tag) => `${SENTINEL_START}0${SENTINEL_END}${lineEnds(tag)}`),
    file,
    faults,
  );
  if (faults.count > before) return undefined;
  const template = new CompiledTemplate({ file, language, liquid, parsed, found, uses });
  const asksOfPeople = (text.match(/\{%[\s\S]*?%\}/g) ?? []).some((tag) => PERSONAL.some((name) => tag.includes(name)));
  return {
    file,
    language,
    uses,
    markers: new Set(everything.flatMap((block) => (block.kind === 'marker' ? [block.marker] : []))),
    fill: (shared, own, at) =>
      (asksOfPeople ? undefined : template.fillIn(shared, own)) ?? template.render(shared, own, at),
  };
}

/** A letter's text but for a person's own values: which of all values those are. */
interface Form {
  readonly blocks: readonly LetterBlock[];
  readonly values: readonly string[];
  readonly slots: readonly { readonly index: number; readonly name: (typeof PERSONAL)[number] }[];
}

interface Compiled {
  readonly file: string;
  readonly language: string;
  readonly liquid: Liquid;
  readonly parsed: Template[];
  /** Values that the last rendering put out, in their order. */
  readonly found: string[];
  readonly uses: ReadonlySet<string>;
}

class CompiledTemplate {
  private readonly of: Compiled;
  private readonly skeletons = new Map<string, readonly LetterBlock[]>();
  /** By the values that all share, and by which of their own people have. */
  private readonly forms = new WeakMap<LetterValues, Map<string, Form | undefined>>();

  constructor(of: Compiled) {
    this.of = of;
  }

  render(shared: LetterValues, own: OwnValues, { faults, where }: Filling): FilledTemplate | undefined {
    const { file, language, liquid, parsed, found, uses } = this.of;
    const scope = nested({ ...shared, ...own });
    let isWhole = true;
    // Liquid stops at the first value that is missing; a stand-in lets it find the next.
    for (let missing = 0; missing <= PLACEHOLDERS.length + uses.size; missing++) {
      found.length = 0;
      try {
        const skeleton = liquid.renderSync(parsed, scope) as string;
        return isWhole ? { blocks: this.blocksOf(skeleton), values: [...found] } : undefined;
      } catch (error) {
        if (!(error instanceof UndefinedVariableError)) throw error;
        isWhole = false;
        const name = error.message.replace(/^undefined variable: /, '').replace(/,.*$/s, '');
        const line = (error.token.getPosition() as readonly number[])[0] ?? 1;
        const isOwn = where !== undefined && (PERSONAL as readonly string[]).includes(name);
        const at = isOwn ? { ...where, column: name } : { file, row: line };
        faults.add('LETTER_VALUE_MISSING', { name, template: file, line, hint: sourceOf(name, language) }, at);
        standIn(scope, name);
      }
    }
    return undefined;
  }

  /**
   * The same, without Liquid: where no condition asks for what is a person's own, letters differ only in these values, and it is
   * enough to know where they go. Undefined where a value is missing, or a filter changes one.
   */
  fillIn(shared: LetterValues, own: OwnValues): FilledTemplate | undefined {
    const forms = this.forms.get(shared) ?? new Map<string, Form | undefined>();
    const given = PERSONAL.filter((name) => own[name] !== undefined).join(' ');
    if (!forms.has(given)) {
      forms.set(given, this.formOf(shared, own));
      this.forms.set(shared, forms);
    }
    const form = forms.get(given);
    if (form === undefined) return undefined;
    const values = [...form.values];
    for (const { index, name } of form.slots) values[index] = valueText(own[name] ?? '');
    return { blocks: form.blocks, values };
  }

  private formOf(shared: LetterValues, own: OwnValues): Form | undefined {
    const names = PERSONAL.filter((name) => own[name] !== undefined);
    const standIns = new Map(names.map((name, i) => [`${SENTINEL_START}own ${i}${SENTINEL_END}`, name]));
    const rendered = this.render(shared, Object.fromEntries([...standIns].map(([text, name]) => [name, text])), {
      faults: new FaultList(),
    });
    if (rendered === undefined) return undefined;
    const slots = rendered.values.flatMap((value, index) => {
      const name = standIns.get(value);
      return name === undefined ? [] : [{ index, name }];
    });
    // A stand-in that came out changed went through a filter.
    const changed = rendered.values.filter((value) => value.includes(SENTINEL_START)).length;
    return changed === slots.length ? { ...rendered, slots } : undefined;
  }

  private blocksOf(skeleton: string): readonly LetterBlock[] {
    const known = this.skeletons.get(skeleton);
    if (known !== undefined) return known;
    const faults = new FaultList();
    const blocks = readBlocks(skeleton, this.of.file, faults);
    faults.throwIfAny();
    this.skeletons.set(skeleton, blocks);
    return blocks;
  }
}

/** What is taken out of a template leaves its line ends, so that lines can be named. */
const lineEnds = (text: string): string => text.replace(/[^\n]/g, '');

function quietLiquid(outputEscape: (value: unknown) => string): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    jsTruthy: true,
    ownPropertyOnly: true,
    // No template names another: a file that an organiser edits reads no file.
    templates: {},
    relativeReference: false,
    outputEscape,
  });
  for (const name of Object.keys(liquid.filters)) if (!FILTERS.includes(name)) delete liquid.filters[name];
  for (const name of Object.keys(liquid.tags)) if (!TAGS.includes(name)) delete liquid.tags[name];
  return liquid;
}

function requirePrintable(text: string, file: string, faults: FaultList): void {
  text.split('\n').forEach((line, i) => {
    const where = { file, row: i + 1 };
    const letter = findRightToLeft(line);
    if (letter !== undefined) faults.add('LETTER_RIGHT_TO_LEFT', { character: codePointName(letter) }, where);
    const secret = /[\ue000-\uf8ff]/.exec(line)?.[0];
    if (secret !== undefined) faults.add('LETTER_CHARACTER', { characters: codePointName(secret) }, where);
  });
}

function parse(liquid: Liquid, text: string, file: string, faults: FaultList): Template[] | undefined {
  try {
    return liquid.parse(text);
  } catch (error) {
    const { message, token } = error as Error & { token?: { getPosition(): readonly number[] } };
    const problem = (message.split('\n', 1)[0] ?? '').replace(/, line:.*$/, '');
    faults.add('LETTER_LIQUID', { problem, tags: TAGS, filters: FILTERS }, { file, row: token?.getPosition()[0] ?? 1 });
    return undefined;
  }
}

function findPlaceholders(liquid: Liquid, parsed: Template[], file: string, faults: FaultList): Set<string> {
  const uses = new Set<string>();
  for (const variables of Object.values(liquid.analyzeSync(parsed).globals)) {
    for (const { segments, location } of variables) {
      const name = segments.map(String).join('.');
      uses.add(name);
      if (isKnown(name)) continue;
      const near = nearest(name, PLACEHOLDERS);
      faults.add('LETTER_PLACEHOLDER_UNKNOWN', { name, known: PLACEHOLDERS, near }, { file, row: location.row });
    }
  }
  return uses;
}

const isKnown = (name: string): boolean =>
  (PLACEHOLDERS as readonly string[]).includes(name) || /^values\.[^.]+$/.test(name);

function standIn(scope: Record<string, unknown>, name: string): void {
  const [group = '', ...rest] = name.split('.');
  if (rest.length === 0) scope[group] = '?';
  else scope[group] = { ...(scope[group] as Record<string, unknown>), [rest.join('.')]: '?' };
}
