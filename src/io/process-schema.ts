import { z } from 'zod';
import { LEAST_TICKETS, MOST_TICKETS } from '../core/lottery/lottery.js';
import { parseRotationShare } from '../core/panel/rotation.js';
import { MOST_PANELS } from '../core/record/several-settings.js';
import { comparable } from '../core/text.js';
import { lettersSchema } from './letters-schema.js';
import { sessionsSchema } from './sessions-schema.js';
import { choice, date, decimal, list, named, percentage, text, wholeNumber, yesOrNo } from './yaml-values.js';

/** As in a spreadsheet: d or dd, m or mm, and yyyy, once each, in any order: `dd/mm/yyyy`, `yyyymmdd`. */
const dateFormat = () => {
  const expected = 'the letters d, m and yyyy as the dates are written, such as dd/mm/yyyy';
  return text(expected)
    .refine(
      (format) =>
        letterRuns(format)
          .map((run) => runNames.get(run))
          .sort()
          .join('') === 'dmy',
      { error: expected },
    )
    .meta({ type: 'string', examples: ['dd/mm/yyyy', 'yyyy-mm-dd', 'd.m.yyyy', 'yyyymmdd'] });
};

const letterRuns = (format: string): string[] => comparable(format).match(/(\p{L})\1*/gu) ?? [];
const runNames: ReadonlyMap<string, string> = new Map([
  ...['d', 'dd'].map((run) => [run, 'd'] as const),
  ...['m', 'mm'].map((run) => [run, 'm'] as const),
  ['yyyy', 'y'],
]);

const column = () => text('the name of a column');
const encodingMeaning = 'How the file’s letters are stored, where it is not UTF-8 or UTF-16.';
const birthDate = () => text('the name of a column').describe('The column with the date of birth.');
const format = () => dateFormat().describe('How the dates in that column are written, such as dd/mm/yyyy.');
const at = () => date().describe('The day on which ages count, such as the day of the session: 2026-12-05.');

const columnFeature = z.strictObject({
  column: text('the name of a column').describe('The column of the register that holds the value.'),
  values: named(text(), '{ M: man, V: woman }')
    .describe('What stands in the register: what the quotas call it. “*” (in quotes) is every other value.')
    .optional(),
});

const repliesColumnFeature = columnFeature.extend({
  values: named(
    z.string({ error: 'a text' }).meta({ type: ['string', 'number', 'boolean'] }),
    '{ M: man, "prefer not to say": "" }',
  )
    .describe(
      'What stands in the replies: what the quotas call it. With "" the answer says nothing, and the register’s value counts. “*” (in quotes) is every other value.',
    )
    .optional(),
});

const ageFeature = z.strictObject({
  birth_date: birthDate(),
  format: format(),
  at: at(),
  groups: list(text('an age group, such as 16–34 or 65+'), '[16–34, 35–64, 65+]')
    .min(1, { error: 'at least one age group, such as [16–34, 35–64, 65+]' })
    .describe('The age groups that “sortition quotas --from-register” counts; otherwise those of the quotas are meant.')
    .optional(),
});

const tableFeature = z.strictObject({
  column: text('the name of a column').describe('The column of the register that is looked up in the table.'),
  table: text('the name of a CSV file').describe(
    'A CSV file of two columns: what stands in the register, and the value that the quotas know.',
  ),
});

const crossFeature = z.strictObject({
  cross: list(text('the name of a feature'), '[age, gender]')
    .length(2, { error: 'two features of the quotas, such as [age, gender]' })
    .describe('Two other features of the quotas: each person has the values of both, as in “16–34 × man”.'),
});

const register = z.strictObject({
  file: text('the name of a file').describe('The register: a CSV or xlsx file, a row a person.'),
  synthetic: text('the name of a file')
    .describe('A population file. Where the register does not exist yet, one is made from it, for rehearsals.')
    .optional(),
  encoding: text('the name of an encoding, such as windows-1252')
    .describe(encodingMeaning)
    .meta({ examples: ['windows-1252', 'iso-8859-15', 'macintosh'] })
    .optional(),
  id: text('the name of a column').describe('The column that tells people apart, such as a register number.'),
  household: list(text('the name of a column'), '[street, number, box, postcode]')
    .min(1, { error: 'at least one column, such as [street, number, box, postcode]' })
    .describe('The columns of the address: people who agree in all of them are one household.')
    .optional(),
  unit: z
    .strictObject({
      columns: list(text('the name of a column'), '[street, number, postcode]')
        .min(1, { error: 'at least one column, such as [street, number, postcode]' })
        .describe('The columns in which all people of a unit agree.'),
      choose: choice(['lot', 'oldest', 'youngest'])
        .describe(
          'Who comes for a unit that was drawn: one of its people by lot (the default), the oldest or the youngest.',
        )
        .meta({ default: 'lot' })
        .optional(),
      birth_date: birthDate().optional(),
      format: format().optional(),
    })
    .describe(
      'Households or properties are drawn in place of people, each with the same chance however many live there.',
    )
    .optional(),
});

const excludeByName = z.strictObject({
  file: text('the name of a CSV file').describe('A CSV file of people who cannot be drawn, without their ids.'),
  name: list(column(), '[surname, given_name]')
    .min(1, { error: 'at least one column, such as [surname, given_name]' })
    .describe('The columns of the name, called the same in the register and in this file.'),
  birth_date: birthDate(),
  format: format(),
});

const eligible = z.strictObject({
  age: z
    .strictObject({
      birth_date: birthDate(),
      format: format(),
      at: at(),
      min: wholeNumber(0, 150).describe('The youngest age that can be drawn, in full years.').optional(),
      max: wholeNumber(0, 150).describe('The oldest age that can be drawn, in full years.').optional(),
    })
    .superRefine(({ min, max }, context) => {
      if (min === undefined && max === undefined) context.addIssue({ code: 'custom', path: ['min'] });
      if (min === undefined || max === undefined || min <= max) return;
      context.addIssue({ code: 'custom', path: ['max'], message: `${min} or more, as min is ${min}` });
    })
    .describe('Only people of this age can be drawn; give min, max or both.')
    .optional(),
  residence: z
    .strictObject({
      column: column().describe('The column that says where somebody lives, such as the postcode.'),
      values: list(text(), '[1080, 1081]')
        .min(1, { error: 'at least one value, such as [1080]' })
        .describe('Only people with one of these values there can be drawn.'),
    })
    .describe('Only residents of these places can be drawn.')
    .optional(),
  exclude: list(z.union([text('the name of a CSV file'), excludeByName]), '[office-holders.csv]')
    .describe(
      'CSV files of people who cannot be drawn, such as holders of a political office: by id, or by name and date of birth.',
    )
    .optional(),
});

const invitation = z.strictObject({
  letters: wholeNumber(1).describe('How many letters are sent; `sortition invite --plan` says how many are needed.'),
  per_household: wholeNumber(1)
    .describe('The most letters to one household. Default: 1 where register.household is given.')
    .optional(),
  strata: named(named(decimal(0.001, 1000), '{ Historic centre: 4 }'), '{ quarter: { Historic centre: 4, "*": 1 } }')
    .describe(
      'Features by which letters are shared out, each with the rate of its values beside the others: with Historic centre: 4, its people get four times as many letters as as many people elsewhere. “*” (in quotes) is every other value, 1 where nothing is said.',
    )
    .optional(),
  seed: text()
    .describe('A seed written down beforehand, for a rehearsal: nobody can tell whether others were tried.')
    .optional(),
  seed_source: text('dice:30, dice:20x20, drand:2026-12-05T18:00Z or dice:30+drand:ROUND')
    .describe('Where the seed of the official invitation comes from; its commitment fixes it.')
    .meta({ type: 'string', default: 'dice:30', examples: ['dice:30', 'drand:2026-12-05T18:00Z'] })
    .optional(),
  response: z
    .strictObject({
      overall: percentage().describe('The share of invited people who are expected to say yes.'),
      by: named(named(percentage(), '{ 16–34: 3% }'), '{ age: { 16–34: 3% } }')
        .describe('The share by value, where it is known: a feature, and the share of each of its values.')
        .optional(),
    })
    .describe('How many of the invited are expected to say yes: `sortition invite --plan` counts on it.')
    .optional(),
  cost: decimal(0, 1e6).describe('What one letter costs, in any currency.').optional(),
});

const answer = (what: string) =>
  z
    .strictObject({
      column: column().describe('The column with the answer.'),
      yes: list(text(), '[yes, oui]')
        .min(1, { error: 'at least one answer, such as [yes]' })
        .describe('The answers that mean yes; every other one means no.'),
    })
    .describe(what);

const replies = z.strictObject({
  code: column().describe('The column with the code of the letter.'),
  encoding: text('the name of an encoding, such as windows-1252').describe(encodingMeaning).optional(),
  takes_part: answer('Whether the person wants to take part.').optional(),
  consent: answer('Whether the person agrees to the use of their data.').optional(),
  available: answer('Whether the person has time on the day.').optional(),
  reason: column().describe('The column that says why somebody does not take part.').optional(),
  duplicates: choice(['last', 'first'])
    .describe(
      'Which reply counts where a code replied more than once: the last in the file (the default) or the first.',
    )
    .meta({ default: 'last' })
    .optional(),
  features: named(z.union([repliesColumnFeature, ageFeature, tableFeature]), '{ gender: { column: Gender } }')
    .describe('What people say of themselves: the features that the form asks for, and where their values come from.')
    .optional(),
  prefer: choice(['replies', 'register'])
    .describe('Which counts where a reply and the register disagree: replies (the default) or register.')
    .meta({ default: 'replies' })
    .optional(),
  reminder: percentage()
    .describe('The share of reminded people who are expected to say yes. Default: half of what the letters had.')
    .optional(),
});

const rotationShare = () => {
  const expected = 'a share such as 1/3 or 30%, or a number of people such as 12';
  return text(expected)
    .refine((written) => parseRotationShare(written) !== undefined, { error: expected })
    .meta({ type: ['string', 'integer'], examples: ['1/3', '30%', 12] });
};

const rotation = z
  .strictObject({
    replace: rotationShare().describe('How many members leave before a term: 1/3, 30% or 12.').optional(),
    keep: rotationShare().describe('Or how many stay: 2/3, 70% or 24.').optional(),
    rule: choice(['longest-serving', 'lot'])
      .describe('Who leaves: the longest serving first, between equals by lot (the default); or all by lot.')
      .meta({ default: 'longest-serving' })
      .optional(),
    pause: wholeNumber(1)
      .describe('After how many terms without them former members may be drawn again. Default: never.')
      .optional(),
    history: text('the name of a CSV file')
      .describe(
        'Who served in which terms before the first rotation: a CSV file with their id, from and until (blank for whoever sits). Default: draw/panel.csv is term 1.',
      )
      .optional(),
  })
  .superRefine(({ replace, keep }, context) => {
    if (replace === undefined || keep === undefined) return;
    context.addIssue({ code: 'custom', path: ['keep'], message: 'left out, as replace says it' });
  });

const panel = z.strictObject({
  size: wholeNumber(1).describe('How many people the panel has.'),
  panels: wholeNumber(1, MOST_PANELS)
    .describe('How many panels are drawn at once, each of this size and by these quotas, nobody on two of them.')
    .meta({ default: 1 })
    .optional(),
  reserve: wholeNumber(0, MOST_PANELS - 1)
    .describe('How many further panels are drawn as a reserve, to be called only if a whole panel cannot take place.')
    .meta({ default: 0 })
    .optional(),
  by: column()
    .describe(
      'A column of the pool, such as the district: every area gets a panel of its own, by the rows of the quotas that name it in a column of the same name; a column “size” there gives its seats.',
    )
    .optional(),
  objective: text('the name of an objective, such as leximin')
    .describe('What is fair: leximin makes the least of all chances as large as the quotas allow, then the next.')
    .meta({ type: 'string', default: 'leximin' })
    .optional(),
  one_per_household: yesOrNo()
    .describe('At most one person of a household. Default: true where register.household is given, else false.')
    .optional(),
  alternates: wholeNumber(0).describe('How many alternates are drawn.').meta({ default: 0 }).optional(),
  tickets: wholeNumber(LEAST_TICKETS, MOST_TICKETS)
    .describe('How many numbered tickets the named lottery has.')
    .meta({ examples: [1000] })
    .optional(),
  lottery_form: choice(['named', 'composition'])
    .describe(
      'What the lottery lists: panels of people (named), or seats per group (composition). Default: named where every person gets enough tickets.',
    )
    .optional(),
  seated: text('the name of a CSV file')
    .describe(
      'A CSV file with the ids of people who are on the panel already: they count in the quotas and are not drawn. The same as one file of include.',
    )
    .optional(),
  include: list(text('the name of a CSV file'), '[members.csv]')
    .describe(
      'CSV files of people given in advance, by id: they are on the panel, count in the quotas and are not drawn; with “no” in a column “counted” they sit beside it, ex officio.',
    )
    .optional(),
  exclude: list(z.union([text('the name of a CSV file'), excludeByName]), '[served-before.csv]')
    .describe(
      'CSV files of people who cannot be drawn, such as who served before: by id, or by name and date of birth. Also where the panel is drawn from replies.',
    )
    .optional(),
  arms: named(text('so many people, or a percentage such as 25%'), '{ control: 50%, A: 25%, B: 25% }')
    .describe(
      'Arms to which the panel is shared out by lot once it is drawn, balanced over the features: the people of each, or percentages.',
    )
    .optional(),
  arm_unit: choice(['person', 'household'])
    .describe('What stays together in an arm: nobody (person, the default), or the people of a household.')
    .meta({ default: 'person' })
    .optional(),
  seed: text()
    .describe(
      'A seed written down beforehand. The draw is then repeatable but uncommitted: nobody can tell whether others were tried.',
    )
    .optional(),
  seed_source: text('dice:30, dice:20x20, drand:2026-12-05T18:00Z, dice:30+drand:ROUND or pick')
    .describe('Where the seed of the official draw comes from; the commitment fixes it.')
    .meta({ type: 'string', default: 'dice:30', examples: ['dice:30', 'drand:2026-12-05T18:00Z', 'pick'] })
    .optional(),
  from: choice(['replies', 'register'])
    .describe(
      'From whom the panel is drawn where people are invited: from those who said yes (replies, the default), or from the whole register.',
    )
    .optional(),
  publish: list(text('the name of a feature'), '[gender, age]')
    .describe('Features whose values are published for each pseudonym, so that strangers can check their quotas.')
    .optional(),
  rotation: rotation
    .describe('How a standing panel is renewed from term to term: `sortition rotate` keeps the rest, and the quotas.')
    .optional(),
});

/** The shape of a process folder's `sortition.yaml`, each key with the sentence that editors show for it. */
export const processSchema = z
  .strictObject({
    title: text().describe('What the panel is called, on every page and letter.'),
    register: register.describe('The people: one row each, from whom the panel is drawn.'),
    features: named(z.union([columnFeature, ageFeature, tableFeature, crossFeature]), '{ gender: { column: sex } }')
      .describe(
        'Where the value of each feature of the quotas comes from: a column, a birth date, a column looked up in a table, or two other features crossed. Features not named here are columns of their own name.',
      )
      .optional(),
    eligible: eligible.describe('Who can be drawn; everybody in the register where this is not given.').optional(),
    quotas: text('the name of a file').describe(
      'The quotas: a CSV or xlsx file with feature, value, min and max, a row a value.',
    ),
    panel: panel.describe('How the panel is drawn.'),
    invitation: invitation
      .describe(
        'How people are invited by letter. With it the panel is drawn from those who replied, unless panel.from says otherwise.',
      )
      .optional(),
    replies: replies.describe('What the columns of the replies mean.').optional(),
    letters: lettersSchema.describe('How letters are written, and to whom.').optional(),
    sessions: sessionsSchema.describe('The days on which the panel meets, and who sits where.').optional(),
  })
  .superRefine((process, context) => {
    if ((process.invitation?.per_household ?? 0) > 0 && process.register.household === undefined) {
      const message = 'left out, unless register.household names the columns that make a household';
      context.addIssue({ code: 'custom', path: ['invitation', 'per_household'], message });
    }
    if (process.panel.arm_unit === 'household' && process.register.household === undefined) {
      const message = 'person, unless register.household names the columns that make a household';
      context.addIssue({ code: 'custom', path: ['panel', 'arm_unit'], message });
    }
    const { unit } = process.register;
    const misfits = unit === undefined ? [] : unitMisfits(unit, process);
    for (const { path, message } of misfits) context.addIssue({ code: 'custom', path, message });
    if (process.panel.one_per_household !== true || process.register.household !== undefined) return;
    const message = 'false, unless register.household names the columns that make a household';
    context.addIssue({ code: 'custom', path: ['panel', 'one_per_household'], message });
  });

/** Units are drawn from a whole register; who replied is a person. */
function unitMisfits(
  { choose = 'lot', birth_date, format: written }: NonNullable<z.output<typeof register>['unit']>,
  { register: { household }, invitation, panel: { seated } }: UnitProcess,
): { readonly path: string[]; readonly message: string }[] {
  const isByAge = choose !== 'lot';
  const others = [
    { path: ['register', 'household'], is: household !== undefined },
    { path: ['invitation'], is: invitation !== undefined },
    { path: ['panel', 'seated'], is: seated !== undefined },
  ];
  const message = 'left out where register.unit draws households or properties in place of people';
  const misfits = others.flatMap(({ path, is }) => (is ? [{ path, message }] : []));
  const parts = [
    ['birth_date', birth_date],
    ['format', written],
  ] as const;
  for (const [key, part] of parts) {
    if ((part !== undefined) === isByAge) continue;
    const what = isByAge ? `given where ${choose} people are chosen` : 'left out where the lot chooses';
    misfits.push({ path: ['register', 'unit', key], message: what });
  }
  return misfits;
}

interface UnitProcess {
  readonly register: z.output<typeof register>;
  readonly invitation?: unknown;
  readonly panel: z.output<typeof panel>;
}

/** The JSON Schema that ships as schema/sortition.schema.json, for editors that complete and check YAML. */
export const processJsonSchema = () => ({
  title: 'sortition.yaml',
  description: 'A process of the sortition toolkit: from whom, by which quotas and how a panel is drawn.',
  ...z.toJSONSchema(processSchema, { io: 'output' }),
});
