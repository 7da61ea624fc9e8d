import type { FaultList } from '../../core/errors.js';
import { FONTS } from '../fonts.js';
import { Typesetter } from '../letters/typesetter.js';
import { codePointName, findRightToLeft, valueText } from '../letters/value-text.js';
import { Pdf } from '../pdf.js';
import type { PaperHead, SeatedPanel } from './papers.js';

const PAPER_FONTS = FONTS.filter((font) => font.startsWith('text'));

/** Adds a fault for everybody’s name and every session’s text that no font has letters for, before anything is printed; `others`: what else is. */
export function checkPrintable(
  { sessions, participants }: Omit<SeatedPanel, 'seating'>,
  { title }: PaperHead,
  faults: FaultList,
  others: readonly { readonly what: string; readonly text: string }[] = [],
): void {
  // For its fonts alone: it is never written.
  const setter = new Typesetter(new Pdf({ title: '', subject: '' }));
  const hasLetter = (character: string): boolean =>
    PAPER_FONTS.every((font) => setter.findMissing(character, font) === undefined);
  const check = (what: string, texts: readonly (string | undefined)[]): void => {
    const text = texts.map((one) => valueText(one ?? '')).join(' ');
    const rightToLeft = findRightToLeft(text);
    const missing = [...new Set(text)].filter((character) => !hasLetter(character));
    if (rightToLeft !== undefined) faults.add('PAPER_RIGHT_TO_LEFT', { what, character: codePointName(rightToLeft) });
    else if (missing.length > 0)
      faults.add('PAPER_CHARACTER', { what, characters: missing.map(codePointName).join(', ') });
  };
  check('the title', [title]);
  for (const session of sessions) {
    check(`session ${session.id}`, [
      session.title,
      session.place,
      ...session.blocks.flatMap((block) => [
        ...[block.title, block.team, block.task],
        ...block.speakers,
        ...block.materials,
      ]),
    ]);
  }
  for (const { what, text } of others) check(what, [text]);
  for (const { id, givenName, surname } of participants) check(`the name of ${id}`, [givenName, surname]);
}
