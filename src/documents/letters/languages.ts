/**
 * What the toolkit itself says in a letter, in the languages that letters ship in. Not from Intl: what it says of a date differs
 * between versions of Node, and the same input is to give the same bytes.
 */
export interface LanguageWords {
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  /** A day; `weekday` where it is to be named. */
  date(parts: {
    readonly day: number;
    readonly month: string;
    readonly year: number;
    readonly weekday?: string;
  }): string;
  /** Between the thousands of a number. */
  readonly thousands: string;
  /** Between the last two of several days. */
  readonly and: string;
  readonly yourCode: string;
  /** On every page of a letter that nobody is to get. */
  readonly rehearsal: string;
  readonly qrCode: string;
}

const list = (words: string): readonly string[] => words.split(' ');
/** From Sunday, from January. */
const LANGUAGES: Readonly<Record<string, LanguageWords>> = {
  en: {
    weekdays: list('Sunday Monday Tuesday Wednesday Thursday Friday Saturday'),
    months: list('January February March April May June July August September October November December'),
    date: ({ day, month, year, weekday }) => `${weekday === undefined ? '' : `${weekday} `}${day} ${month} ${year}`,
    thousands: ',',
    and: 'and',
    yourCode: 'Your code',
    rehearsal: 'REHEARSAL – this letter is not sent',
    qrCode: 'QR code',
  },
  fr: {
    weekdays: list('dimanche lundi mardi mercredi jeudi vendredi samedi'),
    months: list('janvier février mars avril mai juin juillet août septembre octobre novembre décembre'),
    date: ({ day, month, year, weekday }) =>
      `${weekday === undefined ? '' : `${weekday} `}${day === 1 ? '1er' : day} ${month} ${year}`,
    thousands: '\u00a0',
    and: 'et',
    yourCode: 'Votre code',
    rehearsal: 'ESSAI – cette lettre n’est pas envoyée',
    qrCode: 'Code QR',
  },
  nl: {
    weekdays: list('zondag maandag dinsdag woensdag donderdag vrijdag zaterdag'),
    months: list('januari februari maart april mei juni juli augustus september oktober november december'),
    date: ({ day, month, year, weekday }) => `${weekday === undefined ? '' : `${weekday} `}${day} ${month} ${year}`,
    thousands: '.',
    and: 'en',
    yourCode: 'Uw code',
    rehearsal: 'OEFENING – deze brief wordt niet verstuurd',
    qrCode: 'QR-code',
  },
  de: {
    weekdays: list('Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag'),
    months: list('Januar Februar März April Mai Juni Juli August September Oktober November Dezember'),
    date: ({ day, month, year, weekday }) => `${weekday === undefined ? '' : `${weekday}, `}${day}. ${month} ${year}`,
    thousands: '.',
    and: 'und',
    yourCode: 'Ihr Code',
    rehearsal: 'PROBE – dieser Brief wird nicht verschickt',
    qrCode: 'QR-Code',
  },
  da: {
    weekdays: list('søndag mandag tirsdag onsdag torsdag fredag lørdag'),
    months: list('januar februar marts april maj juni juli august september oktober november december'),
    date: ({ day, month, year, weekday }) =>
      `${weekday === undefined ? '' : `${weekday} den `}${day}. ${month} ${year}`,
    thousands: '.',
    and: 'og',
    yourCode: 'Din kode',
    rehearsal: 'PRØVE – dette brev bliver ikke sendt',
    qrCode: 'QR-kode',
  },
};

/** Languages whose dates can be written in words. */
export const LETTER_LANGUAGES: readonly string[] = Object.keys(LANGUAGES);

export function wordsIn(language: string): LanguageWords {
  const words = LANGUAGES[language];
  if (words === undefined) throw new Error(`no words in ${language}`);
  return words;
}

/** 10000 → 10,000, 10.000 or 10 000. */
export const numberIn = (language: string, value: number): string =>
  String(value).replace(/\B(?=(\d{3})+(?!\d))/g, wordsIn(language).thousands);

/** 2026-12-05 → 5 December 2026, 5 décembre 2026, 5. Dezember 2026. */
export function dateInWords(language: string, day: string, { weekday = false } = {}): string {
  const words = wordsIn(language);
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const name = words.weekdays[weekdayOf(year, month, date)];
  return words.date({
    day: date,
    month: words.months[month - 1] ?? '',
    year,
    ...(weekday && name !== undefined && { weekday: name }),
  });
}

/** Several days, each with its weekday: samedi 5 décembre 2026 et dimanche 6 décembre 2026. */
export function daysInWords(language: string, days: readonly string[]): string {
  const named = [...days].sort().map((day) => dateInWords(language, day, { weekday: true }));
  const last = named.pop() ?? '';
  return named.length === 0 ? last : `${named.join(', ')} ${wordsIn(language).and} ${last}`;
}

/** 0 is Sunday; Sakamoto’s method, for the Gregorian calendar. */
function weekdayOf(year: number, month: number, day: number): number {
  const shifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
  const y = month < 3 ? year - 1 : year;
  return (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + (shifts[month - 1] ?? 0) + day) % 7;
}
