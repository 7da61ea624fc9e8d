import type { Font } from '../fonts.js';
import type { RichText } from './markdown.js';
import type { Run } from './typesetter.js';

export interface TextStyle {
  readonly size: number;
  /** Of all its text, whatever the template says. */
  readonly bold?: boolean;
}

/** Width of a text at size 1. */
export type WidthOf = (text: string, font: Font, isShared: boolean) => number;

interface Fragment {
  readonly text: string;
  readonly font: Font;
  readonly isShared: boolean;
}

/** What stands between two spaces; a change of face in it is no place to break. */
interface Word {
  readonly fragments: readonly Fragment[];
  readonly width: number;
}

/**
 * Breaks text into lines, `room` for each by its number from 0. It breaks at spaces, never at no-break spaces, and within a word only
 * where it alone is too long. A line ends with the space that divides it from the next, so that two words are never heard as one.
 */
export function breakText(
  text: RichText,
  values: readonly string[],
  { size, bold = false }: TextStyle,
  { widthOf, room }: { readonly widthOf: WidthOf; readonly room: (line: number) => number },
): (readonly Run[])[] {
  const lines: (readonly Run[])[] = [];
  for (const pieces of text) {
    const fragments = pieces.map(
      ({ text: own, value, bold: isBold, italic }): Fragment => ({
        text: value === undefined ? own : (values[value] ?? ''),
        font: faceOf(bold || isBold, italic),
        isShared: value === undefined,
      }),
    );
    lines.push(
      ...breakWords(
        wordsOf(fragments, (word) => widthOfWord(word, widthOf) * size),
        lines.length,
      ),
    );
  }
  return lines;

  function breakWords(words: readonly Word[], first: number): Run[][] {
    const broken: Run[][] = [];
    let line: Word[] = [];
    let width = 0;
    const space = widthOf(' ', faceOf(bold, false), true) * size;
    const end = (isLast: boolean): void => {
      broken.push(runsOf(line, isLast));
      line = [];
      width = 0;
    };
    for (const word of words) {
      const place = (): number => room(first + broken.length);
      if (line.length > 0 && width + space + word.width > place()) end(false);
      let rest = word;
      while (line.length === 0 && rest.width > place()) {
        const [head, tail] = splitWord(rest, place());
        if (tail === undefined) break;
        line = [head];
        end(true);
        rest = tail;
      }
      width += (line.length > 0 ? space : 0) + rest.width;
      line.push(rest);
    }
    end(true);
    return broken;
  }

  /** As much of a word as fits, at least one letter. */
  function splitWord({ fragments }: Word, most: number): readonly [Word, Word | undefined] {
    const letters = fragments.flatMap(({ text: letterText, ...face }) =>
      (letterText.match(/\P{M}\p{M}*/gu) ?? [letterText]).map((letter) => ({ ...face, text: letter })),
    );
    let count = 1;
    while (count < letters.length && widthOfWord(letters.slice(0, count + 1), widthOf) * size <= most) count++;
    const word = (some: readonly Fragment[]): Word => ({ fragments: some, width: widthOfWord(some, widthOf) * size });
    return [word(letters.slice(0, count)), count < letters.length ? word(letters.slice(count)) : undefined];
  }

  function runsOf(words: readonly Word[], isLast: boolean): Run[] {
    const joined: { text: string; font: Font; isShared: boolean }[] = [];
    const add = ({ text: more, font, isShared }: Fragment): void => {
      const last = joined.at(-1);
      if (last !== undefined && last.font === font && last.isShared === isShared) last.text += more;
      else joined.push({ text: more, font, isShared });
    };
    words.forEach(({ fragments }, i) => {
      for (const fragment of fragments) add(fragment);
      const last = joined.at(-1);
      if (last !== undefined && (i < words.length - 1 || !isLast)) add({ ...last, text: ' ' });
    });
    let x = 0;
    return joined.map(({ text: whole, font, isShared }) => {
      const run: Run = { font, size, x, text: whole, isShared };
      x += widthOf(whole, font, isShared) * size;
      return run;
    });
  }
}

const widthOfWord = (fragments: readonly Fragment[], widthOf: WidthOf): number =>
  fragments.reduce((sum, { text, font, isShared }) => sum + widthOf(text, font, isShared), 0);

const faceOf = (bold: boolean, italic: boolean): Font =>
  bold ? (italic ? 'textBoldItalic' : 'textBold') : italic ? 'textItalic' : 'text';

function wordsOf(fragments: readonly Fragment[], widthOfAll: (fragments: readonly Fragment[]) => number): Word[] {
  const words: Word[] = [];
  let open: Fragment[] = [];
  const close = (): void => {
    if (open.length > 0) words.push({ fragments: open, width: widthOfAll(open) });
    open = [];
  };
  for (const fragment of fragments) {
    fragment.text.split(' ').forEach((part, i) => {
      if (i > 0) close();
      if (part !== '') open.push({ ...fragment, text: part });
    });
  }
  close();
  return words;
}
