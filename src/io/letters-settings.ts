import { resolve } from 'node:path';
import type { z } from 'zod';
import { dayOf, type lettersSchema } from './letters-schema.js';
import { type AddressCell, type DayByKind, LETTER_KINDS, type LettersSpec } from './letters-spec.js';

type Written = z.output<typeof lettersSchema>;

/** Letters in one PDF. */
const BATCH = 1000;

/** The letters of a process: paths absolute, defaults filled in. */
export function toLetters(written: Written, folder: string): LettersSpec {
  const { sender, recipient, window, language, languages, texts, reply, data, verify, values } = written;
  const { name, address, signed_by, logo, signature, contact, phone, email, web } = sender;
  return {
    sender: {
      name,
      address,
      signedBy: signed_by ?? [],
      ...(contact !== undefined && { contact }),
      ...(phone !== undefined && { phone }),
      ...(email !== undefined && { email }),
      ...(web !== undefined && { web }),
      ...(logo !== undefined && { logo: resolve(folder, logo) }),
      ...(signature !== undefined && { signature: resolve(folder, signature) }),
    },
    recipient: {
      ...(recipient.name !== undefined && { name: recipient.name.map(toCell) }),
      ...(recipient.salutation !== undefined && { salutation: recipient.salutation }),
      lines: recipient.lines.map((line) => (typeof line === 'string' ? line : line.map(toCell))),
    },
    window: typeof window === 'string' ? window : { ...window.custom, folds: window.custom.folds ?? [] },
    ...(language !== undefined && { language: withoutUndefined(language) }),
    ...(languages !== undefined && { languages }),
    texts: Object.fromEntries(Object.entries(texts ?? {}).map(([code, own]) => [code, withoutUndefined(own)])),
    dates: toDates(written.dates),
    reply: {
      hasCard: reply?.card ?? false,
      ...(reply?.web !== undefined && { web: reply.web }),
      ...(reply?.link !== undefined && { link: reply.link }),
      ...(reply?.phone !== undefined && { phone: reply.phone }),
    },
    ...(data?.contact !== undefined && { dataContact: data.contact }),
    ...(verify?.web !== undefined && { verifyWeb: verify.web }),
    values: values ?? {},
    batch: written.batch ?? BATCH,
    isTwoSided: written.two_sided ?? false,
  };
}

const toCell = (cell: string | { readonly before: string; readonly column: string }): AddressCell =>
  typeof cell === 'string' ? { column: cell } : cell;

function toDates(dates: Written['dates']): LettersSpec['dates'] {
  const byKind = (days: Parameters<typeof dayOf>[0]): DayByKind =>
    Object.fromEntries(
      LETTER_KINDS.map((kind) => [kind, dayOf(days, kind)] as const).filter(([, day]) => day !== undefined),
    );
  return {
    posted: byKind(dates.posted),
    replyBy: byKind(dates.reply_by),
    sessions: dates.sessions,
    ...(dates.lottery !== undefined && { lottery: dates.lottery }),
    ...(dates.alternate_until !== undefined && { alternateUntil: dates.alternate_until }),
    ...(dates.data_kept_until !== undefined && { dataKeptUntil: dates.data_kept_until }),
  };
}

type Kept<T> = { [K in keyof T]: Exclude<T[K], undefined> };
/** Keys that are not given are not there, rather than there and undefined. */
const withoutUndefined = <T extends object>(group: T): Kept<T> =>
  Object.fromEntries(Object.entries(group).filter(([, value]) => value !== undefined)) as Kept<T>;
