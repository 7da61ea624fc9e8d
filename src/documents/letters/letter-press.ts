import { type FaultList, SortitionError } from '../../core/errors.js';
import { FONTS, type Font } from '../fonts.js';
import { Pdf } from '../pdf.js';
import { type AddressFit, fitAddress } from './address.js';
import type { Letter, LetterDesign, LetterSender } from './letter.js';
import { senderPlace } from './letter-head.js';
import { LetterImages } from './page-form.js';
import type { LetterValues } from './placeholders.js';
import type { FilledTemplate, LetterTemplate } from './template.js';
import { Typesetter } from './typesetter.js';
import { codePointName, findRightToLeft, valueText } from './value-text.js';

/** What is the same for everybody who gets a letter in a language. */
export interface LetterEdition {
  readonly template: LetterTemplate;
  readonly sender: LetterSender;
  /** The day of posting, in words. */
  readonly date: string;
  /** All but what is a person's own. */
  readonly values: LetterValues;
}

export interface LetterRun {
  readonly design: LetterDesign;
  readonly returnLine: string;
  readonly editions: ReadonlyMap<string, LetterEdition>;
  /** What the QR code for a reply holds, CODE being the person's; undefined where there is no address to reply at. */
  readonly replyLink: string | undefined;
  readonly verifyWeb: string | undefined;
}

/** Somebody who gets a letter, and where they stand in their list. */
export interface Addressee {
  readonly file: string;
  readonly row: number;
  readonly name: string;
  readonly salutation: string;
  readonly code: string;
  readonly languages: readonly string[];
  readonly address: readonly string[];
  readonly alternate?: number;
  readonly receipt?: { readonly pseudonym: string; readonly salt: string };
}

const LETTER_FONTS = FONTS.filter((font) => font.startsWith('text'));

/** Makes letters out of people, and finds everything that would be wrong with one before any is printed. */
export class LetterPress {
  private readonly run: LetterRun;
  private readonly setter: Typesetter;
  /** Characters that every face has, and those that one lacks. */
  private readonly characters = new Map<string, boolean>();
  private readonly checked = new Set<string>();

  /** Throws LETTER_IMAGE and LETTER_WINDOW. */
  constructor(run: LetterRun, images: readonly { readonly path: string; readonly bytes: Uint8Array }[]) {
    this.run = run;
    // For measures alone: it is never written.
    const pdf = new Pdf({ title: '', subject: '' });
    this.setter = new Typesetter(pdf);
    const opened = new LetterImages(pdf);
    for (const { path, bytes } of images) {
      try {
        opened.open(bytes);
      } catch {
        throw new SortitionError('LETTER_IMAGE', { path });
      }
    }
    if (senderPlace(run.design.window) === undefined) throw new SortitionError('LETTER_WINDOW', {});
  }

  /**
   * The letter of a person. What is wrong with it goes to `faults`, but for an address that does not fit, which goes to `unfitting`:
   * some people's can be left out. Undefined where anything is.
   */
  letter(person: Addressee, faults: FaultList, unfitting: FaultList): Letter | undefined {
    const before = faults.count + unfitting.count;
    const where = { file: person.file, row: person.row };
    const lines = person.address.map(valueText).filter((line) => line !== '');
    for (const line of lines) this.checkCharacters(line, where, faults);
    const fit = fitAddress(lines, this.run.design.window, this.setter.widthOf.bind(this.setter));
    if ('problem' in fit) addUnfitting(fit, where, unfitting);
    const parts = person.languages.flatMap((language) => {
      const edition = this.run.editions.get(language);
      if (edition === undefined) return [];
      const filled = this.fill(person, edition, faults);
      const { sender, date } = edition;
      return filled === undefined ? [] : [{ language, date, sender, filled }];
    });
    if (faults.count + unfitting.count > before || 'problem' in fit) return undefined;
    return {
      address: { lines, size: fit.size },
      returnLine: this.run.returnLine,
      parts,
      ...(person.code !== '' && { reply: this.replyOf(person.code) }),
      ...(person.receipt !== undefined && { receipt: this.receiptOf(person.receipt) }),
    };
  }

  private fill(
    { file, row, name, salutation, code, alternate }: Addressee,
    { template, values }: LetterEdition,
    faults: FaultList,
  ): FilledTemplate | undefined {
    const where = { file, row };
    const own = {
      ...(name !== '' && { 'person.name': name }),
      ...(salutation !== '' && { 'person.salutation': salutation }),
      ...(code !== '' && { 'person.code': code }),
      ...(alternate !== undefined && { 'alternate.number': String(alternate) }),
    };
    const filled = template.fill(values, own, { faults, where });
    if (code === '' && template.markers.has('reply') && !template.uses.has('person.code'))
      faults.add('LETTER_REPLY_CODE', {}, where);
    for (const value of filled?.values ?? []) this.checkCharacters(value, where, faults);
    return filled;
  }

  private checkCharacters(
    text: string,
    where: { readonly file: string; readonly row: number },
    faults: FaultList,
  ): void {
    // What is ASCII every font has.
    if (/^[\x20-\x7e]*$/.test(text) || this.checked.has(text)) return;
    const missing = [...new Set(text)].filter((character) => !this.hasLetter(character));
    const rightToLeft = findRightToLeft(text);
    if (rightToLeft !== undefined) faults.add('LETTER_RIGHT_TO_LEFT', { character: codePointName(rightToLeft) }, where);
    else if (missing.length > 0)
      faults.add('LETTER_CHARACTER', { characters: missing.map(codePointName).join(', ') }, where);
    else if (this.checked.size < MOST_CHECKED) this.checked.add(text);
  }

  private hasLetter(character: string): boolean {
    const known = this.characters.get(character);
    if (known !== undefined) return known;
    const has = LETTER_FONTS.every((font: Font) => this.setter.findMissing(character, font) === undefined);
    this.characters.set(character, has);
    return has;
  }

  private replyOf(code: string): { readonly link?: string; readonly code: string } {
    const { replyLink } = this.run;
    return { code, ...(replyLink !== undefined && { link: replyLink.replaceAll('CODE', encodeURIComponent(code)) }) };
  }

  /** After the # nothing of an address is sent anywhere: whoever runs the page does not learn who looks. */
  private receiptOf({ pseudonym, salt }: { readonly pseudonym: string; readonly salt: string }) {
    const { verifyWeb } = this.run;
    const own = `pseudonym=${pseudonym}&salt=${salt}`;
    return { pseudonym, salt, text: verifyWeb === undefined ? own : `${withScheme(verifyWeb)}#${own}` };
  }
}

/** Values that stand in all letters are looked at once; those of people are too many to remember. */
const MOST_CHECKED = 1000;

/** An address that people read may lack its beginning; telephones want it. */
export const withScheme = (web: string): string => (/^[a-z]+:/i.test(web) ? web : `https://${web}`);

function addUnfitting(
  fit: Exclude<AddressFit, { readonly size: number }>,
  where: { readonly file: string; readonly row: number },
  unfitting: FaultList,
): void {
  if (fit.problem === 'empty') unfitting.add('LETTER_ADDRESS_EMPTY', {}, where);
  else if (fit.problem === 'lines') unfitting.add('LETTER_ADDRESS_LINES', { lines: fit.lines, most: fit.most }, where);
  else unfitting.add('LETTER_ADDRESS_WIDTH', { line: fit.line }, where);
}
