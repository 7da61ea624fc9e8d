/** Every placeholder that a template may use, beside an organiser's own `values.NAME`. */
export const PLACEHOLDERS = [
  'person.name',
  'person.salutation',
  'person.code',
  'panel.title',
  'panel.topic',
  'panel.size',
  'organiser.name',
  'organiser.contact',
  'organiser.phone',
  'organiser.email',
  'organiser.web',
  'session.when',
  'session.place',
  'session.pay',
  'session.help',
  'reply.by',
  'reply.web',
  'reply.phone',
  'reply.card',
  'data.contact',
  'data.kept_until',
  'verify.web',
  'invited.count',
  'invited.reminder_of',
  'alternate.number',
  'alternate.until',
  'lottery.date',
  'posted',
] as const;

/** Placeholder → its text; true where there is nothing to show but a template asks; no entry where the value is missing. */
export type LetterValues = Readonly<Record<string, string | true | undefined>>;

/** `{ 'person.name': 'Ana' }` → `{ person: { name: 'Ana' } }`, as Liquid looks values up. */
export function nested(values: LetterValues): Record<string, unknown> {
  const scope: Record<string, Record<string, unknown> | string> = { values: {} };
  for (const name of PLACEHOLDERS) {
    const [group = ''] = name.split('.');
    if (name.includes('.')) scope[group] ??= {};
  }
  for (const [name, value] of Object.entries(values)) {
    const dot = name.indexOf('.');
    if (value === undefined) continue;
    const group = scope[name.slice(0, dot)];
    if (dot < 0) scope[name] = String(value);
    else if (typeof group === 'object') group[name.slice(dot + 1)] = value;
  }
  return scope;
}
