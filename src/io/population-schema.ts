import { z } from 'zod';
import { contents } from '../core/register/synthetic/register-layout.js';
import { choice, date, decimal, list, named, text, wholeNumber } from './yaml-values.js';

const featureName = () => text('the name of a feature');
const percent = () => decimal(0, 100);
const shares = (example: string) => named(percent(), example);

/** One value or several: `quarter: Canal` or `quarter: [Canal, Ouest]`. */
const among = () =>
  named(
    z.union([text(), list(text(), '[one, two]')], { error: 'a value or a list such as [one, two]' }),
    '{ age: 65+ }',
  );

const odds = () => decimal(0, 1_000_000);

const correlation = z.strictObject({
  among: among().describe('The people it is about: a feature and its value or values; several features must all hold.'),
  odds: named(named(odds(), '{ 0-17: 1.3 }'), '{ age: { 0-17: 1.3 } }').describe(
    'How many times as high the odds of a value are among them as among everybody else; 0 means never.',
  ),
});

const birthDates = z.strictObject({
  from: featureName().describe('The feature whose values are age groups, such as 0-17, 18-64 and 65+.'),
  oldest: wholeNumber(0, 130).describe('The age with which an open group such as 65+ ends.'),
  likelihood: named(decimal(0, Number.POSITIVE_INFINITY), '{ 0: 100, 65: 80, 104: 0 }')
    .superRefine((points, context) => {
      const wrong = Object.keys(points).find((age) => !/^\d{1,3}$/.test(age));
      const message = 'an age in full years and how frequent it is, such as 65: 80';
      if (wrong !== undefined) context.addIssue({ code: 'custom', path: [wrong], message });
    })
    .describe('How frequent ages are within their group, relative to one another; straight lines join the points.')
    .optional(),
});

const sex = z.strictObject({
  from: featureName().describe('The feature that says who is a man and who a woman.'),
  man: text('a value of that feature'),
  woman: text('a value of that feature'),
});

const households = z.strictObject({
  in: featureName().describe('The feature that says where people live: a household is in one place.').optional(),
  alike: list(featureName(), '[nationality, language]')
    .describe('Features that people who live together mostly share.')
    .optional(),
  mixed: percent().describe('Per cent of those joining a household whom that does not hold for.').optional(),
  sizes: shares('{ 1: 45, 2: 30, 3: 25 }').describe('Per cent of households, by number of people.'),
  correlations: list(
    z.strictObject({ among: among(), odds: named(odds(), '{ 5: 1.6 }') }),
    '[{ among: { quarter: Canal }, odds: { 5: 1.6 } }]',
  )
    .describe('Where larger or smaller households are more frequent.')
    .optional(),
  lone_parents: percent().describe('About so many per cent of households of two or more have one adult.').optional(),
});

const place = {
  postcode: text('a postcode').optional(),
  streets: list(text('the name of a street'), '[Rue Haute, Rue Basse]')
    .describe('The streets of the place; without them, names are made up.')
    .optional(),
};

const addresses = z.strictObject({
  ...place,
  boxes: percent().describe('About so many per cent of households live in buildings with several boxes.').optional(),
  places: named(z.strictObject(place), '{ Canal: { postcode: 1080 } }')
    .describe('By place: its own postcode and streets.')
    .optional(),
});

const nameList = () => list(text('a name'), '[Marie, Anne]');

const names = z.strictObject({
  traditions: list(
    z.strictObject({
      among: among().optional(),
      lists: named(decimal(0, Number.POSITIVE_INFINITY), '{ french: 70, dutch: 30 }').describe(
        'The name lists to draw from, and how often relative to one another.',
      ),
    }),
    '[{ lists: { french: 100 } }]',
  ).describe('Who has names of which list: the first that fits a person counts.'),
  lists: named(
    z.strictObject({ men: nameList(), women: nameList(), surnames: nameList() }),
    '{ breton: { men: [Yann], women: [Nolwenn], surnames: [Le Goff] } }',
  )
    .describe('Name lists besides those built in, the most frequent names first.')
    .optional(),
  shared_surname: z
    .strictObject({ partner: percent().optional(), child: percent().optional(), other: percent().optional() })
    .describe('Per cent of those in a household who bear its reference person’s surname.')
    .optional(),
});

const column = z.strictObject({
  name: text('the name of a column'),
  holds: text('the name of a feature or a content')
    .describe(`A feature’s name, or one of: ${contents.join(', ')}. Without it and without text, the column is blank.`)
    .optional(),
  text: text().describe('A text that is the same in every row.').optional(),
  codes: named(text(), '{ man: M, woman: V }').describe('What is written for a value.').optional(),
  format: text('a format such as dd/mm/yyyy')
    .describe('Of a birth date, such as dd/mm/yyyy; of an id, a text whose zeros are digits, such as MB-0000000.')
    .optional(),
  letters: choice(['capitals']).optional(),
});

const exportHabits = z.strictObject({
  delimiter: z
    .string()
    .refine((written) => written.length === 1 && !/["\r\n\w]/.test(written), {
      error: 'one character in quotes, such as ";" or "\\t" for a tab',
    })
    .describe('What stands between cells.')
    .optional(),
  encoding: text('the name of an encoding, such as windows-1252')
    .describe('How the file’s letters are stored.')
    .optional(),
  line_ends: choice(['windows', 'unix']).optional(),
  quotes: z
    .union([choice(['needed', 'all']), list(text('the name of a column'), '[STREET]')], {
      error: 'needed, all or a list of columns',
    })
    .describe('Which cells stand in quotation marks: those that need it, all, or those of these columns as well.')
    .optional(),
  trailing_spaces: percent().describe('Per cent of rows in which a cell is followed by spaces.').optional(),
});

/** The shape of a population file, each key with the sentence that editors show for it. */
export const populationSchema = z.strictObject({
  seed: text().describe('Any text; the same seed gives the same people.'),
  people: wholeNumber(1, 50_000_000).describe('How many people to make.'),
  reference_date: date().describe('The day on which ages count.'),
  features: named(shares('{ man: 49.7, woman: 50.3 }'), '{ gender: { man: 49.7, woman: 50.3 } }').describe(
    'Each feature’s values and their shares in per cent.',
  ),
  correlations: list(correlation, '[{ among: { age: 65+ }, odds: { gender: { woman: 1.4 } } }]')
    .describe('Which values go together.')
    .optional(),
  birth_dates: birthDates.describe('Ages in years, and birth dates.').optional(),
  sex: sex.describe('Men and women, for given names and couples.').optional(),
  households: households.describe('Who lives with whom.').optional(),
  addresses: addresses.describe('Where households live.').optional(),
  names: names.describe('How people are called.').optional(),
  columns: list(column, '[{ name: ID, holds: id }]')
    .min(1, { error: 'at least one column' })
    .describe('The columns of the register, in their order.'),
  export: exportHabits.describe('The habits of the program that exports the register.').optional(),
});
