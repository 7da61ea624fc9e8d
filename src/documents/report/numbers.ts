import { numberIn } from '../letters/languages.js';

/** Numbers as they are written in a language; not from Intl, which differs between versions of Node. */
export interface Numbers {
  /** 98365 → 98,365 or 98.365. */
  count(value: number): string;
  /** 0.2731 → 27.3 %; three digits that matter for small ones. */
  percent(share: number): string;
  /** The same for the marks of an axis: 25 %, 12.5 %. */
  mark(share: number): string;
  /** 1.5 → 1.5 or 1,5. */
  decimal(value: number, digits: number): string;
}

const NO_BREAK = '\u00a0';
/** English and Dutch write the sign close to the number. */
const CLOSE: ReadonlySet<string> = new Set(['en', 'nl']);

export function numbersIn(language: string): Numbers {
  const count = (value: number): string => numberIn(language, value);
  const decimal = (value: number, digits: number): string => {
    const [whole = '', rest] = Math.abs(value).toFixed(digits).split('.');
    const sign = value < 0 && Number(value.toFixed(digits)) !== 0 ? '−' : '';
    return `${sign}${count(Number(whole))}${rest === undefined ? '' : `${language === 'en' ? '.' : ','}${rest}`}`;
  };
  const sign = `${CLOSE.has(language) ? '' : NO_BREAK}%`;
  return {
    count,
    decimal,
    percent: (share) => `${decimal(share * 100, digitsOf(share * 100))}${sign}`,
    mark: (share) => `${decimal(share * 100, placesOf(share * 100))}${sign}`,
  };
}

/** 27.3, 8.93, 0.151: from three digits that matter, but never more than one behind the point from 10 on. */
function digitsOf(percent: number): number {
  const size = Math.abs(percent);
  if (size === 0 || size >= 99.95) return 0;
  let digits = 1;
  for (let rest = size; rest < 9.995 && digits < 8; rest *= 10) digits++;
  return digits;
}

/** As many digits behind the point as there are. */
const placesOf = (value: number): number => (String(Number(value.toPrecision(6))).split('.')[1] ?? '').length;
