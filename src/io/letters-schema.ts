import { z } from 'zod';
import { LETTER_KINDS, type LetterKind } from './letters-spec.js';
import { choice, date, decimal, list, named, text, wholeNumber, yesOrNo } from './yaml-values.js';

const LINES_OF_SENDER = '[Rue du Comte de Flandre 20, 1080 Molenbeek-Saint-Jean]';

const sender = z.strictObject({
  name: text().describe('Who writes: {{ organiser.name }}, at the top of every letter.'),
  address: list(text(), LINES_OF_SENDER)
    .min(1, { error: 'at least one line' })
    .describe('The lines of the sender’s own address.'),
  contact: text().describe('Whom to ask: {{ organiser.contact }}.').optional(),
  phone: text().describe('{{ organiser.phone }}').optional(),
  email: text().describe('{{ organiser.email }}').optional(),
  web: text().describe('The organiser’s page: {{ organiser.web }}.').optional(),
  logo: text('the name of a PNG or JPEG file').describe('A picture at the top of every letter.').optional(),
  signature: text('the name of a PNG or JPEG file')
    .describe('A picture of the signature, above the names under signed_by.')
    .optional(),
  signed_by: list(text(), '[Catherine Moureaux, Mayor]')
    .describe('Who signs, a line each: the name, then the office.')
    .optional(),
});

const cell = z.union([
  text('the name of a column'),
  z.strictObject({
    before: text().describe('Stands before the cell, where that is not blank.'),
    column: text('the name of a column').describe('The column of the cell.'),
  }),
]);
const cells = () => list(cell, '[PRÉNOM, NOM]').min(1, { error: 'at least one column, such as [PRÉNOM, NOM]' });

const recipient = z.strictObject({
  name: cells().describe('The columns of {{ person.name }}. Default: the first line of the address.').optional(),
  salutation: text('the name of a column')
    .describe('A column with a greeting for {{ person.salutation }}; otherwise that is the name.')
    .optional(),
  lines: list(z.union([cells(), text()]), '[[PRÉNOM, NOM], [RUE, NUMÉRO], [CODE_POSTAL, COMMUNE]]')
    .min(1, { error: 'at least one line, such as [[PRÉNOM, NOM], [RUE, NUMÉRO], [CODE_POSTAL, COMMUNE]]' })
    .describe(
      'The lines of the address: each a list of columns, joined by spaces, or a text that is the same for everybody. Lines that are blank are left out.',
    ),
});

const millimetres = (most: number) => decimal(0, most);
const SHEET = { width: 210, height: 297 };

const customWindow = z.strictObject({
  x: millimetres(SHEET.width).describe('From the left edge of the sheet to the window.'),
  y: millimetres(SHEET.height).describe('From the top of the sheet to the window.'),
  width: decimal(30, SHEET.width).describe('How wide the window is.'),
  height: decimal(15, SHEET.height).describe('How high the window is.'),
  lines: wholeNumber(2, 12).describe('How many lines an address may have.'),
  folds: list(millimetres(SHEET.height), '[99, 198]').describe('Where the sheet is folded, from its top.').optional(),
});

const window = z.union([
  choice(['din-a', 'din-b', 'french', 'belgian']),
  z.strictObject({
    custom: customWindow
      .superRefine((own, context) => {
        if (own.x + own.width > SHEET.width)
          context.addIssue({
            code: 'custom',
            path: ['width'],
            message: `${SHEET.width - own.x} or less, as x is ${own.x}`,
          });
        if (own.y + own.height > SHEET.height)
          context.addIssue({
            code: 'custom',
            path: ['height'],
            message: `${SHEET.height - own.y} or less, as y is ${own.y}`,
          });
      })
      .describe('Your own envelope, in millimetres: what shows of the sheet wherever it slides to.'),
  }),
]);

const language = () =>
  z
    .string({ error: 'the code of a language, such as fr' })
    .regex(/^[a-z]{2,3}$/, { error: 'the code of a language, such as fr' });

const texts = z.strictObject({
  title: text().describe('{{ panel.title }} in this language. Default: title.').optional(),
  organiser: text().describe('{{ organiser.name }} in this language. Default: letters.sender.name.').optional(),
  contact: text().describe('{{ organiser.contact }} in this language. Default: letters.sender.contact.').optional(),
  topic: text().describe('{{ panel.topic }}').optional(),
  when: text().describe('{{ session.when }}. Default: the days under letters.dates.sessions, in words.').optional(),
  place: text().describe('{{ session.place }}').optional(),
  pay: text().describe('What people get for taking part: {{ session.pay }}.').optional(),
  help: text().describe('Further help that is offered, in whole sentences: {{ session.help }}.').optional(),
  signed_by: list(text(), '[Catherine Moureaux, Burgemeester]')
    .describe('Who signs, in this language. Default: letters.sender.signed_by.')
    .optional(),
  values: named(text(), '{ childcare: in the same building }')
    .describe('Placeholders of your own, in this language: {{ values.childcare }}.')
    .optional(),
});

const dayOfKind = (what: string) =>
  z
    .union([
      date(),
      z.strictObject(
        Object.fromEntries(
          LETTER_KINDS.map((kind) => [kind, date().describe(`For the letter ${kind}.`).optional()] as const),
        ) as Record<LetterKind, z.ZodOptional<ReturnType<typeof date>>>,
      ),
    ])
    .describe(what);

const dates = z
  .strictObject({
    posted: dayOfKind('The day on which letters are posted, which they bear: {{ posted }}. One for all, or by kind.'),
    reply_by: dayOfKind('The last day for replies: {{ reply.by }}. One for all, or by kind.').optional(),
    sessions: list(date(), '[2026-12-05]')
      .min(1, { error: 'at least one day, such as [2026-12-05]' })
      .describe('The days on which the panel meets.'),
    lottery: date().describe('The day of the draw: {{ lottery.date }}.').optional(),
    alternate_until: date().describe('Until when alternates may be called: {{ alternate.until }}.').optional(),
    data_kept_until: date().describe('When what is held of people is deleted: {{ data.kept_until }}.').optional(),
  })
  .superRefine((days, context) => {
    const first = [...days.sessions].sort()[0] ?? '';
    const last = [...days.sessions].sort().at(-1) ?? '';
    const said = new Set<string>();
    const say = (path: readonly string[], message: string): void => {
      const key = path.join('.') + message;
      // A day for all kinds is wrong once.
      if (!said.has(key)) context.addIssue({ code: 'custom', path: [...path], message });
      said.add(key);
    };
    for (const kind of LETTER_KINDS) {
      const posted = dayOf(days.posted, kind);
      const reply = dayOf(days.reply_by, kind);
      const at = typeof days.reply_by === 'string' ? ['reply_by'] : ['reply_by', kind];
      if (posted !== undefined && posted >= first && kind !== 'regret')
        say(
          typeof days.posted === 'string' ? ['posted'] : ['posted', kind],
          `a day before the first session, ${first}`,
        );
      if (reply === undefined) continue;
      if (reply >= first) say(at, `a day before the first session, ${first}`);
      // Letters after the draw need not ask for replies; those that do are checked with their template.
      const asks = kind === 'invitation' || kind === 'reminder';
      if (asks && posted !== undefined && reply <= posted) say(at, `a day after the letters are posted, ${posted}`);
      if (asks && days.lottery !== undefined && reply > days.lottery)
        say(['lottery'], `a day after replies are in, ${reply}`);
    }
    if (days.lottery !== undefined && days.lottery >= first)
      say(['lottery'], `a day before the first session, ${first}`);
    if (days.alternate_until !== undefined && days.alternate_until > last)
      say(['alternate_until'], `no later than the last session, ${last}`);
    if (days.alternate_until !== undefined && days.lottery !== undefined && days.alternate_until < days.lottery)
      say(['alternate_until'], `a day after the draw, ${days.lottery}`);
    if (days.data_kept_until !== undefined && days.data_kept_until < last)
      say(['data_kept_until'], `no earlier than the last session, ${last}`);
  });

type Days = string | Partial<Record<LetterKind, string | undefined>> | undefined;
export const dayOf = (days: Days, kind: LetterKind): string | undefined =>
  typeof days === 'string' ? days : days?.[kind];

/** How letters are written, in a process folder’s sortition.yaml. */
export const lettersSchema = z
  .strictObject({
    sender: sender.describe('Who writes.'),
    recipient: recipient.describe('What stands in the address, from the columns of the register.'),
    window: window.describe(
      'Which envelopes: din-a or din-b (DIN 5008), french, belgian, or { custom: … } in millimetres.',
    ),
    language: z
      .strictObject({
        column: text('the name of a column').describe('The column with the person’s language.'),
        values: named(language(), '{ FR: fr, NL: nl }').describe('What stands there: the language of the letter.'),
        otherwise: language().describe('The language of everybody else.').optional(),
      })
      .describe('Each person’s own language, from the register.')
      .optional(),
    languages: list(language(), '[fr, nl]')
      .min(1, { error: 'at least one language, such as [fr]' })
      .describe('The languages of every letter, one after the other.')
      .optional(),
    texts: named(texts, '{ fr: { topic: … } }').describe('What differs by language.').optional(),
    dates: dates.describe('Days, which letters write in words.'),
    reply: z
      .strictObject({
        web: text().describe('Where to reply: {{ reply.web }}; the QR code leads there.').optional(),
        link: text('a web address with CODE in it, such as https://example.org/reply?code=CODE')
          .refine((link) => link.includes('CODE'), {
            error: 'a web address with CODE in it, such as https://example.org/reply?code=CODE',
          })
          .describe('What is in the QR code, CODE being the person’s. Default: reply.web with ?code= and the code.')
          .optional(),
        phone: text().describe('{{ reply.phone }}').optional(),
        card: yesOrNo().describe('Whether a reply card is enclosed.').optional(),
      })
      .describe('How people reply.')
      .optional(),
    data: z
      .strictObject({ contact: text().describe('{{ data.contact }}').optional() })
      .describe('Whom to ask about personal data.')
      .optional(),
    verify: z
      .strictObject({
        web: text()
          .describe('Where verify.html is published: {{ verify.web }}; the QR code of receipts leads there.')
          .optional(),
      })
      .describe('Where the draw can be checked.')
      .optional(),
    values: named(text(), '{ childcare: in the same building }')
      .describe('Placeholders of your own: {{ values.childcare }}.')
      .optional(),
    batch: wholeNumber(1, 5000).describe('How many letters there are in a PDF.').meta({ default: 1000 }).optional(),
    two_sided: yesOrNo()
      .describe('Whether the letters are printed on both sides: each then begins on a fresh sheet.')
      .meta({ default: false })
      .optional(),
  })
  .superRefine((letters, context) => {
    const both = letters.language !== undefined && letters.languages !== undefined;
    const neither = letters.language === undefined && letters.languages === undefined;
    if (both || neither)
      context.addIssue({
        code: 'custom',
        path: ['languages'],
        message: both
          ? 'left out, as letters.language gives each person their own'
          : 'a list such as [fr]; or give letters.language, where each person has their own',
      });
  });
