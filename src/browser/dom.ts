/** Parts of a page. Every text is set as text, never as markup: files may come from anybody. */

type Child = Node | string;

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** An element that the page's frame has. */
export function framed(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

export const paragraph = (...children: readonly Child[]): HTMLElement => element('p', {}, ...children);

/** What is said to somebody who asked. */
export const answer = (tone: 'good' | 'bad' | 'plain', text: string): HTMLElement =>
  element('p', { class: tone }, text);

export const section = (id: string, heading: string, ...children: readonly Node[]): HTMLElement =>
  element(
    'section',
    { id, 'aria-labelledby': `${id}-heading` },
    element('h2', { id: `${id}-heading` }, heading),
    ...children,
  );

export const list = (items: readonly string[]): HTMLElement =>
  element('ul', {}, ...items.map((item) => element('li', {}, item)));

export type Term = readonly [term: string, ...says: Child[]];

export const definitions = (terms: readonly Term[]): HTMLElement =>
  element('dl', {}, ...terms.flatMap(([term, ...says]) => [element('dt', {}, term), element('dd', {}, ...says)]));

/** What is there for whoever wants to see it. */
export const disclosure = (summary: string, ...children: readonly Node[]): HTMLElement =>
  element('details', {}, element('summary', {}, summary), ...children);

export const columnHeads = (...names: readonly string[]): HTMLElement =>
  element('thead', {}, element('tr', {}, ...names.map((name) => element('th', { scope: 'col' }, name))));

/** What keeps a browser from changing or remembering what is typed. */
const AS_TYPED = { autocomplete: 'off', autocapitalize: 'none', autocorrect: 'off', spellcheck: 'false' };

/** `value`: what stands in it at first. */
export const field = (id: string, label: string, hint: string, value = ''): HTMLElement =>
  element(
    'div',
    { class: 'field' },
    element('label', { for: id }, label),
    element('p', { id: `${id}-hint`, class: 'quiet hint' }, hint),
    element('input', { id, name: id, value, 'aria-describedby': `${id}-hint`, required: '', ...AS_TYPED }),
  );

/** A form; what `reply` makes of what was typed is told below it. */
export function question(
  fields: readonly HTMLElement[],
  button: string,
  reply: (typed: (name: string) => string) => readonly Node[],
): Node[] {
  const told = element('div', { role: 'status', class: 'told' });
  const form = element('form', {}, ...fields, element('button', { type: 'submit' }, button));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(form);
    told.replaceChildren(...reply((name) => String(data.get(name) ?? '')));
  });
  return [form, told];
}
