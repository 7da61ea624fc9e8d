/**
 * A value as a letter shows it: one line, its letters composed, without control characters and those that turn the direction of
 * text around. What a name says is never changed but for that.
 */
export const valueText = (value: string): string =>
  value
    .normalize('NFC')
    .replace(/[\u00ad\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    // A no-break space is set on purpose.
    .replace(/[^\S\u00a0]+/gu, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();

/** Scripts that run from right to left: their letters join, and mix with figures, in ways that nothing here does yet. */
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u;

/** The first letter of a script that runs from right to left; undefined where there is none. */
export const findRightToLeft = (text: string): string | undefined => RIGHT_TO_LEFT.exec(text)?.[0];

/** A character as messages name it, which show no names: U+05D0. */
export const codePointName = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
