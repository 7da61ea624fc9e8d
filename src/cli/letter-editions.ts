import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type FaultList,
  type LetterEdition,
  type LetterKind,
  type LettersSpec,
  type LetterValues,
  type openPress,
  type Process,
  SortitionError,
} from '../index.js';
import { findTemplate } from './letter-templates.js';

type Pressroom = Awaited<ReturnType<typeof openPress>>;

/** What letters of a kind are made of. */
export interface LetterTask {
  readonly process: Process;
  readonly letters: LettersSpec;
  readonly kind: LetterKind;
  readonly room: Pressroom;
}

/** Languages in which letters may be needed, in a fixed order. */
export function languagesOf({ languages, language }: LettersSpec): readonly string[] {
  if (languages !== undefined) return languages;
  const all = [
    ...Object.values(language?.values ?? {}),
    ...(language?.otherwise === undefined ? [] : [language.otherwise]),
  ];
  return [...new Set(all)].sort();
}

/** The letter in each language, its template compiled. `invited`: how many got the invitation. */
export async function readEditions(task: LetterTask, faults: FaultList): Promise<ReadonlyMap<string, LetterEdition>> {
  const { process, letters, kind, room } = task;
  const editions = new Map<string, LetterEdition>();
  for (const language of languagesOf(letters)) {
    if (!room.languages.includes(language)) {
      faults.add('LETTER_LANGUAGE_UNKNOWN', { language, known: room.languages }, { file: yamlOf(process) });
      continue;
    }
    const source = await findTemplate(process.folder, kind, language, faults);
    const template = source && room.compileTemplate({ ...source, language }, faults);
    if (template === undefined) continue;
    if (
      template.markers.has('reply') &&
      letters.reply.web === undefined &&
      letters.reply.link === undefined &&
      letters.reply.phone === undefined
    )
      faults.add('LETTER_REPLY_MISSING', {}, { file: template.file });
    if (template.markers.has('receipt') && !AFTER_DRAW.includes(kind))
      faults.add('LETTER_RECEIPT_MISSING', {}, { file: template.file });
    const posted = letters.dates.posted[kind];
    editions.set(language, {
      template,
      sender: senderIn(letters, language),
      date: posted === undefined ? '' : room.dateInWords(language, posted),
      values: valuesIn(task, language),
    });
  }
  checkDates(task, editions, faults);
  return editions;
}

export const AFTER_DRAW: readonly LetterKind[] = ['confirmation', 'alternate', 'regret'];

const yamlOf = ({ folder }: Process): string => join(folder, 'sortition.yaml');

/** What the schema cannot know: which days this letter speaks of. */
function checkDates(
  { process, letters, kind }: LetterTask,
  editions: ReadonlyMap<string, LetterEdition>,
  faults: FaultList,
): void {
  const { posted, replyBy, alternateUntil } = letters.dates;
  const day = posted[kind];
  const where = { file: yamlOf(process), column: 'letters.dates' };
  const asks = (name: string): boolean => [...editions.values()].some(({ template }) => template.uses.has(name));
  if (day === undefined) {
    faults.add('LETTER_DATES', { what: `nothing says when the letter ${kind} is posted` }, where);
    return;
  }
  const deadline = replyBy[kind];
  if (asks('reply.by') && deadline !== undefined && deadline <= day)
    faults.add('LETTER_DATES', { what: `replies are due by ${deadline}, and the letter is posted on ${day}` }, where);
  if (asks('alternate.until') && alternateUntil !== undefined && alternateUntil <= day)
    faults.add(
      'LETTER_DATES',
      { what: `alternates wait until ${alternateUntil}, and the letter is posted on ${day}` },
      where,
    );
}

function senderIn({ sender, texts }: LettersSpec, language: string): LetterEdition['sender'] {
  const own = texts[language];
  const { address, phone, email, web } = sender;
  return {
    name: own?.organiser ?? sender.name,
    lines: [...address, ...[phone, email, web].filter((line) => line !== undefined)],
    signedBy: own?.signed_by ?? sender.signedBy,
  };
}

/** Values of placeholders that are the same for everybody; those that are missing are not there. */
function valuesIn({ process, letters, kind, room }: LetterTask, language: string): LetterValues {
  const { sender, dates, reply } = letters;
  const own = letters.texts[language] ?? {};
  const date = (day: string | undefined): string | undefined =>
    day === undefined ? undefined : room.dateInWords(language, day);
  const values: LetterValues = {
    'panel.title': own.title ?? process.title,
    'panel.topic': own.topic,
    'panel.size': room.numberIn(language, process.panel.size),
    'organiser.name': own.organiser ?? sender.name,
    'organiser.contact': own.contact ?? sender.contact,
    'organiser.phone': sender.phone,
    'organiser.email': sender.email,
    'organiser.web': sender.web,
    'session.when': own.when ?? capitalised(room.daysInWords(language, dates.sessions)),
    'session.place': own.place,
    'session.pay': own.pay,
    'session.help': own.help,
    'reply.by': date(dates.replyBy[kind]),
    'reply.web': reply.web,
    'reply.phone': reply.phone,
    'reply.card': reply.hasCard ? true : undefined,
    'data.contact': letters.dataContact,
    'data.kept_until': date(dates.dataKeptUntil),
    'verify.web': letters.verifyWeb,
    'invited.reminder_of': date(dates.posted.invitation),
    'alternate.until': date(dates.alternateUntil),
    'lottery.date': date(dates.lottery),
    posted: date(dates.posted[kind]),
  };
  for (const [name, value] of Object.entries({ ...letters.values, ...own.values }))
    Object.assign(values, { [`values.${name}`]: value });
  return values;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What the QR code for a reply holds, CODE being the person's. */
export function replyLinkOf({ letters, room }: LetterTask): string | undefined {
  const { link, web } = letters.reply;
  if (link !== undefined) return link;
  return web === undefined ? undefined : `${room.withScheme(web)}${web.includes('?') ? '&' : '?'}code=CODE`;
}

/** Pictures that the settings name, with their bytes. Throws FILE_NOT_FOUND and FILE_UNREADABLE. */
export async function readPictures({ sender }: LettersSpec): Promise<Pictures> {
  return {
    ...(sender.logo !== undefined && { logo: await readPicture(sender.logo) }),
    ...(sender.signature !== undefined && { signature: await readPicture(sender.signature) }),
  };
}

export interface Pictures {
  readonly logo?: Picture;
  readonly signature?: Picture;
}

interface Picture {
  readonly path: string;
  readonly bytes: Uint8Array;
}

async function readPicture(path: string): Promise<Picture> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new SortitionError('FILE_NOT_FOUND', { path }, { file: path });
    throw new SortitionError('FILE_UNREADABLE', { path, reason: error.code ?? 'unknown' }, { file: path });
  });
  return { path, bytes };
}
