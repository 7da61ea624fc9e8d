/** Where the value of a placeholder comes from, for whoever has to give it. */
export function sourceOf(name: string, language: string): string {
  const key = SOURCES[name];
  if (key !== undefined) return key.replaceAll('LANG', language);
  return `letters.values.${name.replace(/^values\./, '')}, or letters.texts.${language}.values`;
}

const SOURCES: Readonly<Record<string, string>> = {
  'person.name': 'the columns under letters.recipient.name',
  'person.salutation': 'the column letters.recipient.salutation',
  'person.code': 'the reply_code that `sortition invite` gives; the lists of the draw have none',
  'panel.title': 'title',
  'panel.topic': 'letters.texts.LANG.topic',
  'panel.size': 'panel.size',
  'organiser.name': 'letters.sender.name',
  'organiser.contact': 'letters.sender.contact',
  'organiser.phone': 'letters.sender.phone',
  'organiser.email': 'letters.sender.email',
  'organiser.web': 'letters.sender.web',
  'session.when': 'letters.texts.LANG.when, or letters.dates.sessions',
  'session.place': 'letters.texts.LANG.place',
  'session.pay': 'letters.texts.LANG.pay',
  'session.help': 'letters.texts.LANG.help',
  'reply.by': 'letters.dates.reply_by',
  'reply.web': 'letters.reply.web',
  'reply.phone': 'letters.reply.phone',
  'reply.card': 'letters.reply.card',
  'data.contact': 'letters.data.contact',
  'data.kept_until': 'letters.dates.data_kept_until',
  'verify.web': 'letters.verify.web',
  'invited.count': 'invitation/invited.csv, which `sortition invite` writes',
  'invited.reminder_of': 'the day of the invitation: letters.dates.posted.invitation',
  'alternate.number': 'the draw record, for letters to alternates alone',
  'alternate.until': 'letters.dates.alternate_until',
  'lottery.date': 'letters.dates.lottery',
  posted: 'letters.dates.posted',
};
