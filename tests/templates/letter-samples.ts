import { readFileSync } from 'node:fs';
import { Liquid } from 'liquidjs';

export const kinds = ['invitation', 'reminder', 'confirmation', 'alternate', 'regret'] as const;
export const languages = ['fr', 'nl', 'en', 'da', 'de'] as const;
export type Kind = (typeof kinds)[number];
export type Language = (typeof languages)[number];

const templates = new URL('../../templates/letters/', import.meta.url);

export const readTemplate = (name: string): string => readFileSync(new URL(name, templates), 'utf8');

const dates: Readonly<Record<Language, (day: number) => string>> = {
  fr: (day) => `${day} novembre 2026`,
  nl: (day) => `${day} november 2026`,
  en: (day) => `${day} November 2026`,
  da: (day) => `${day}. november 2026`,
  de: (day) => `${day}. November 2026`,
};

const sessions: Readonly<Record<Language, string>> = {
  fr: 'Samedi 5 décembre 2026, de 9 h à 17 h',
  nl: 'Zaterdag 5 december 2026, van 9 tot 17 uur',
  en: 'Saturday 5 December 2026, 9:00 to 17:00',
  da: 'Lørdag den 5. december 2026 kl. 9–17',
  de: 'Samstag, 5. Dezember 2026, 9 bis 17 Uhr',
};

const organisers: Readonly<Record<Language, string>> = {
  fr: 'La commune de Val-Fleuri',
  nl: 'De gemeente Valburg',
  en: 'Valley Council',
  da: 'Dalby Kommune',
  de: 'Die Gemeinde Talheim',
};

/** Every placeholder that a template may use, with a value as an organiser might give it. */
export function sampleValues(language: Language): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const date = dates[language];
  return {
    person: { name: 'Ana Lopez', code: '7Q4-WN2-0KX' },
    panel: { title: 'We are Molenbeek', topic: 'radicalisation', size: '112' },
    organiser: {
      name: organisers[language],
      contact: 'Kim Bakker',
      phone: '02 555 01 23',
      email: 'panel@example.org',
      web: 'www.example.org/panel',
    },
    session: { when: sessions[language], place: 'Sainctelette 17', pay: '75 euros', help: '' },
    reply: { by: date(2), web: 'www.example.org/reply', phone: '02 555 01 24', card: true },
    data: { contact: 'privacy@example.org', kept_until: date(30) },
    verify: { web: 'www.example.org/draw' },
    invited: { count: '10000', reminder_of: date(1) },
    alternate: { number: '3', until: date(29) },
    lottery: { date: date(14) },
    posted: date(9) as unknown as Readonly<Record<string, unknown>>,
  };
}

// An empty text is no help: `{% if session.help %}` leaves it out as JavaScript would.
const liquid = new Liquid({ strictVariables: true, strictFilters: true, jsTruthy: true });

export const render = (template: string, values: object): string => liquid.parseAndRenderSync(template, values);
