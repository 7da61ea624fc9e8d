/** What somebody typed from paper, and what is wrong with it. */
export interface Typed {
  readonly text: string;
  readonly fault?: string;
}

const plain = (typed: string): string => typed.replaceAll(/[\s\-–·]/g, '').toLowerCase();

/** Pseudonyms have no i, l and o, and salts neither: whoever reads one has read a digit. */
const asDigits = (text: string): string => text.replaceAll(/[il]/g, '1').replaceAll('o', '0');

const PSEUDONYM = 10;
const SALT = 32;

/** The pseudonym that was meant, where people.csv has it. */
export function pseudonymTyped(typed: string, people: string): Typed {
  const text = plain(typed);
  const meant = [typed.trim(), text, asDigits(text)].find((name) => people.includes(`\n${name},`));
  if (meant !== undefined) return { text: meant };
  const length = Array.from(text).length;
  const why =
    length === PSEUDONYM
      ? 'Look at each character again: they are digits and letters, but never i, l, o or u.'
      : `It should have ${PSEUDONYM} characters, and has ${length}.`;
  return { text, fault: `Nobody in this draw has the pseudonym “${text}”. ${why}` };
}

export function saltTyped(typed: string): Typed {
  const text = asDigits(plain(typed));
  const stranger = /[^0-9a-f]/u.exec(text)?.[0];
  if (stranger !== undefined)
    return { text, fault: `“${stranger}” is in no salt: they have the digits 0–9 and the letters a–f alone.` };
  if (text.length !== SALT) return { text, fault: `The salt should have ${SALT} characters, and has ${text.length}.` };
  return { text };
}

/** What a letter's QR code puts behind the page's address: `#pseudonym=…&salt=…`. It never leaves the browser. */
export function receiptScanned(hash: string): { readonly pseudonym: string; readonly salt: string } {
  const scanned = new URLSearchParams(hash.replace(/^#/, ''));
  return { pseudonym: scanned.get('pseudonym') ?? '', salt: scanned.get('salt') ?? '' };
}
