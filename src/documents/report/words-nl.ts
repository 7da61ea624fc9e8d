import { numbersIn } from './numbers.js';
import type { ReportWords } from './words.js';

const { count: n, percent } = numbersIn('nl');
const people = (count: number): string => `${n(count)} ${count === 1 ? 'persoon' : 'mensen'}`;

export const DUTCH: ReportWords = {
  colon: ': ',
  people,
  oneIn: (chance) => (chance > 0 ? `1 op ${n(Math.round(1 / chance))}` : 'geen'),

  kind: 'Verslag van de loting',
  skip: 'Naar het verslag',
  contents: 'Op deze pagina',
  rehearsalMark: 'OEFENING',
  status: {
    official: 'Officiële loting',
    uncommitted: 'Loting zonder voorafgaande vastlegging',
    rehearsal: 'OEFENING – er is niemand echt geloot',
  },
  statusSays: {
    official: 'Alles wat geloot kon worden, lag vast en was bekendgemaakt voordat iemand het startgetal kon kennen.',
    uncommitted:
      'Iedereen kan deze loting herhalen en controleren. Maar vooraf is niets bekendgemaakt; niets bewijst dus dat er niet eerst een ander startgetal is geprobeerd.',
    rehearsal: 'De cijfers op deze pagina zijn die van een proef. Ze zeggen niets over wie er geloot zal worden.',
  },

  inShort: 'In het kort',
  whatAsked: 'Wat is er geloot?',
  what: (seats, alternates) =>
    `Een panel van ${people(seats)}${alternates === 0 ? '' : `, en ${n(alternates)} ${alternates === 1 ? 'reserve' : 'reserves'} voor wie niet kan komen`}.`,
  whatSeveral: (panels, size, alternates) =>
    `${n(panels)} panels van elk ${people(size)}; niemand zit in twee ervan.${alternates === 0 ? '' : ` Er ${alternates === 1 ? 'is 1 reserve' : `zijn ${n(alternates)} reserves`} voor wie niet kan komen.`}`,
  inReserve: (panels) =>
    panels === 1
      ? 'Er is nog een panel in reserve geloot; het telt hier niet mee.'
      : `Er zijn nog ${n(panels)} panels in reserve geloot; ze tellen hier niet mee.`,
  panelsTogether: 'In dit verslag zijn de panels samen geteld. Elk panel voldoet op zichzelf aan de quota.',
  arms: (arms) =>
    `Hetzelfde lot verdeelde hen over ${n(arms.length)} onderzoeksgroepen: ${arms.map(({ arm, size }) => `${arm} (${n(size)})`).join(', ')}.`,
  seatedAlready: (count) =>
    count === 1 ? '1 van hen zat al in het panel.' : `${n(count)} van hen zaten al in het panel.`,
  drawnOn: (day) => `De loting was op ${day}.`,
  committedOn: (day) => `Wat geloot kon worden, is vastgelegd op ${day}.`,
  units:
    'Er zijn huishoudens geloot, en uit elk daarvan neemt één persoon de plaats in: in dit verslag zijn ‘mensen’ huishoudens.',
  since: (withdrawn, called) =>
    `Sindsdien ${withdrawn === 1 ? 'trok' : 'trokken'} ${people(withdrawn)} zich terug en ${called === 1 ? 'kwam' : 'kwamen'} ${people(called)} in de plaats. Deze pagina toont het panel zoals het geloot is.`,
  whomAsked: 'Uit wie?',
  fromRegister: (pool) => `Uit ${people(pool)}: iedereen in het register die mag meedoen.`,
  fromReplies: (pool, letters) =>
    letters === undefined
      ? `Uit de ${people(pool)} die ja hadden gezegd.`
      : `Uit de ${people(pool)} die ja zeiden, van de ${n(letters)} die door loting waren uitgenodigd.`,
  fromPool: (pool) => `Uit ${people(pool)} die geloot konden worden.`,
  mirrorAsked: 'Is het panel een afspiegeling van de bevolking?',
  quotasMet: (quotas) => `Aan alle ${n(quotas)} quota is voldaan.`,
  sharesEqual: 'Het aandeel van elke groep is dat in de bevolking.',
  furthest: (points, what) =>
    `Het aandeel van geen enkele groep wijkt meer dan ${points} procentpunt af van haar aandeel in de bevolking (${what}).`,
  populationUnknown:
    'Hoe de bevolking is samengesteld, was niet bekend; het panel wordt daarom alleen met zijn quota vergeleken.',
  fairAsked: 'Was de loting eerlijk?',
  chancesBetween: (low, high) => `De kans van iedereen lag tussen ${percent(low)} en ${percent(high)}.`,
  chancesEqual: (chance) => `Iedereen had dezelfde kans: ${percent(chance)}.`,
  randomGives: (chance) =>
    `Een gewone aselecte trekking, zonder quota, zou ieder ${percent(chance)} geven, maar haar panel zou lijken op wie geloot kan worden, niet op de bevolking.`,
  whyUnequal:
    'Wie tot een groep hoort waarvan er weinig geloot kunnen worden, heeft een grotere kans: iemand moet haar plaatsen innemen.',
  noChance: (count) => `${people(count)} ${count === 1 ? 'had' : 'hadden'} geen kans.`,
  unseatable: (count) =>
    `${people(count)} ${count === 1 ? 'kon' : 'konden'} niet geloot worden: geen enkel panel dat aan de quota voldoet, heeft een plaats voor ${count === 1 ? 'deze persoon' : 'hen'}.`,
  checkAsked: 'Hoe kan ik het controleren?',
  checkShort:
    'Dat kan iedereen, zonder wie geloot heeft te hoeven vertrouwen: met de bekendgemaakte bestanden, in een browser.',

  funnel: 'Van het register tot het panel',
  funnelSays: 'Hoeveel mensen er bij elke stap overbleven, en welk deel van de stap ervoor.',
  funnelSteps: {
    register: 'In het register',
    eligible: 'Mogen meedoen',
    invited: 'Door loting uitgenodigd',
    replied: 'Hebben geantwoord',
    pool: 'Konden geloot worden',
    panel: 'In het panel',
  },
  step: 'Stap',
  peopleColumn: 'Mensen',
  ofStepBefore: 'Van de stap ervoor',

  mirror: 'Is het panel een afspiegeling van de bevolking?',
  mirrorSays: {
    all: 'Voor elk kenmerk: het aandeel van elke groep in de bevolking, onder wie geloot kon worden, en in het panel. Het haakje toont het quotum: de plaatsen die de groep moest krijgen.',
    population:
      'Voor elk kenmerk: het aandeel van elke groep onder iedereen die mag meedoen, en in het panel. Het haakje toont het quotum: de plaatsen die de groep moest krijgen.',
    pool: 'Voor elk kenmerk: het aandeel van elke groep onder wie geloot kon worden, en in het panel. Het haakje toont het quotum: de plaatsen die de groep moest krijgen.',
  },
  population: 'Bevolking',
  pool: 'Konden geloot worden',
  poolShort: 'Kandidaten',
  panel: 'Panel',
  quota: 'Quotum',
  group: 'Groep',
  seatsColumn: 'Plaatsen',
  seats: (count) => `${n(count)} ${count === 1 ? 'plaats' : 'plaatsen'}`,
  erased: (count) =>
    `De gegevens van ${people(count)} in het panel zijn sindsdien gewist. Zij ontbreken in de aantallen van het panel.`,
  altMirror: (feature, rows) => `Staven voor ${feature}. ${rows.join(' ')}`,
  altMirrorRow: (name, parts) => `${name}: ${parts.join(', ')}.`,

  presence: 'Wie ja zei, en wie er ontbreekt',
  presenceSays:
    'Hoe sterk elke groep aanwezig is onder wie geloot kon worden, vergeleken met de bevolking: bij 100% evenveel als in de bevolking, bij 50% half zoveel.',
  missing: (list) =>
    `Veel minder dan in de bevolking, en meer dan toeval verklaart: ${list}. De quota geven deze groepen toch hun plaatsen, en wie van hen ja zei een grotere kans.`,
  nobodyMissing: 'Geen enkele groep ontbreekt meer dan toeval zou verklaren.',
  ratio: 'Vergeleken',
  yesColumn: 'Zeiden ja',
  presenceShown: (shown, all) =>
    `De grafiek toont de ${n(shown)} minst aanwezige van ${n(all)} groepen; de tabel toont ze alle.`,
  altPresence: (rows) => `Staven, de minst aanwezige groep eerst. ${rows.join('; ')}.`,

  crossed: 'Kenmerken samen',
  crossedSays:
    'Quota letten op elk kenmerk apart. Zo zien twee ervan er samen uit, bijvoorbeeld leeftijd en geslacht: elke stip is een combinatie, naar rechts de plaatsen die haar aandeel in de bevolking waard is, naar boven de plaatsen die ze heeft. Op de lijn zijn beide gelijk.',
  crossedSum: (pairs, off, chance) =>
    `Over ${pairs === 1 ? '1 paar' : `${n(pairs)} paren`} van kenmerken zouden gemiddeld ${off} plaatsen van hand moeten wisselen om het panel precies op de bevolking te laten lijken; bij een gewone steekproef zouden dat er ongeveer ${chance} zijn.`,
  expectedSeats: 'Plaatsen naar aandeel in de bevolking',
  panelSeats: 'Plaatsen in het panel',
  pairColumn: 'Kenmerken',
  offColumn: 'Te wisselen plaatsen',
  chanceColumn: 'Door toeval',
  allCombinations: (pair) => `Alle combinaties van ${pair}`,
  otherCombinations: (count) => `${n(count)} zeldzame combinaties samen`,
  altCrossed: (cells, most) =>
    `Puntenwolk van ${n(cells)} combinaties van twee kenmerken. Het verst van de lijn ligt ${most}.`,
  altCrossedCell: (name, expected, panel) => `${name}: ${expected} plaatsen naar aandeel, ${n(panel)} in het panel`,

  chances: 'Ieders kans',
  chancesSay:
    'Iedereen die geloot kon worden, op een rij van de kleinste kans naar de grootste. De stippellijn is de kans die een gewone aselecte trekking aan ieder zou geven.',
  peopleFromLowest: 'Mensen, van de kleinste kans naar de grootste',
  chance: 'Kans',
  thisLottery: 'Deze loting',
  plainRandom: 'Gewone aselecte trekking',
  lowest: 'Kleinste kans',
  highest: 'Grootste kans',
  gini: 'Gini-coëfficiënt',
  geometricMean: 'Meetkundig gemiddelde',
  withoutChance: 'Zonder kans',
  giniSays:
    'De Gini-coëfficiënt is 0 als iedereen dezelfde kans heeft, en bijna 1 als één persoon alles heeft. Het meetkundig gemiddelde is het hoogst als alle kansen gelijk zijn. Met quota kunnen niet alle kansen gelijk zijn.',
  altCurve: (low, high, mean) =>
    `Lijn van alle kansen. Ze stijgt van ${low} naar ${high}; een gewone aselecte trekking zou vlak zijn, op ${mean}.`,

  lot: 'Hoe er geloot is',
  objective: 'Wat als eerlijk gold',
  objectives: {
    leximin: 'De kleinste kans is zo groot als de quota toelaten, daarna de op één na kleinste, enzovoort.',
    maximin: 'De kleinste kans is zo groot als de quota toelaten.',
    nash: 'Het product van alle kansen is zo groot als de quota toelaten.',
    minimax: 'De grootste kans is zo klein als de quota toelaten, daarna de op één na grootste, enzovoort.',
    goldilocks: 'Geen heel kleine en geen heel grote kansen: beide uitersten worden tegen elkaar afgewogen.',
    diversimax: 'Elk panel is zo divers als mogelijk, ook in twee kenmerken samen.',
    legacy: 'De panels zijn plaats voor plaats gevuld, de schaarste groep eerst.',
  },
  givesUp: {
    leximin: 'Mensen met een zeldzaam profiel kunnen een veel grotere kans hebben dan anderen.',
    maximin: 'Zegt niets over andere kansen dan de kleinste.',
    nash: 'De kleinste kans kan kleiner zijn dan nodig.',
    minimax: 'Sommigen houden misschien nauwelijks een kans over.',
    goldilocks: 'Over elk uiterste is minder bewezen dan wanneer alleen dat zou tellen.',
    diversimax: 'De kansen zijn niet zo gelijk als ze konden zijn; sommigen hebben er misschien geen.',
    legacy: 'De kansen zijn niet geoptimaliseerd en niet bewezen; sommigen hebben er misschien geen.',
  },
  proof: 'Bewijs',
  provedShort: 'Dat is bewezen: bij deze quota kan geen enkele loting het beter doen.',
  proofLevels: (levels) =>
    `Een certificaat van ${levels === 1 ? '1 stap' : `${n(levels)} stappen`} bewijst het: bij deze quota doet geen enkele loting het beter, op een miljoenste na. Het controleren vraagt alleen optellen en vermenigvuldigen.`,
  proofGap: 'Tot het optimum berekend; een tweede programma kan bevestigen hoe dicht het erbij ligt.',
  proofNone: 'Voor de kansen wordt geen optimum beweerd.',
  form: 'Loterij',
  named: (tickets) =>
    `${n(tickets)} genummerde loten, elk een heel panel dat aan alle quota voldoet. Eén lot is getrokken.`,
  onEachTicket: (panels) =>
    `${n(panels)} panels worden tegelijk geloot. Welk panel het eerste is en welk het tweede, besliste hetzelfde lot.`,
  composition:
    'Een gewogen lijst van panels naar groepen, die elk aan alle quota voldoen. Het startgetal koos er één, en daarna de mensen van elke groep.',
  rounding: (exact, kept) =>
    `In hele loten is de kleinste kans ${percent(kept)}; voor het afronden was ze ${percent(exact)}.`,
  household: 'Hoogstens één persoon per huishouden.',
  seed: 'Startgetal',
  seedDice: (rolls) => `dobbelstenen: ${rolls}`,
  seedDrand: (round) => `ronde ${n(round)} van het openbare toevalsbaken drand`,
  seedPick: (number) => `nummer ${number}, met de hand getrokken`,
  seedText: (text) => `de tekst ‘${text}’`,
  number: 'Getrokken nummer',
  commitment: 'Vastlegging',
  commitmentSays: 'Ze staat voor alles wat geloot kon worden. Het begin, om voor te lezen, is de vingerafdruk.',
  fingerprint: 'Vingerafdruk',

  check: 'Hoe u controleert',
  checkSteps: (version) => [
    'Vergelijk de vastlegging op deze pagina met die welke voor de loting is bekendgemaakt, in de krant of op de website. Zijn ze gelijk, dan heeft niemand sindsdien iets veranderd.',
    'Open verify.html uit de bekendgemaakte bestanden (draw/public) in een browser. Het werkt zonder internet en rekent de loting na. Met het ontvangstbewijs in uw brief toont het uw eigen vermelding en uw kans.',
    'Of voer ‘python3 verify.py’ uit in dezelfde map: los van de lotingssoftware geschreven, en alleen Python is nodig.',
    `Of voer ‘sortition verify draw-record.json’ uit met sortition-toolkit ${version}.`,
  ],
  checkUncommitted:
    'Voor deze loting is niets bekendgemaakt. Te controleren is dat het startgetal dit panel geeft, en dat de loterij aan de quota voldoet en zo eerlijk is als er staat.',
  checkOneOff: (version) => [
    `Voer ‘sortition verify draw-record.json’ uit met sortition-toolkit ${version}, met de kandidaten en de quota bij de hand.`,
  ],
  checked: 'Toen deze pagina geschreven werd, is het verslag van de loting nog eens gecontroleerd: het klopt.',
  cannotShow: 'Of het register en de antwoorden om te beginnen juist waren, kunnen deze bestanden niet laten zien.',

  about: 'Over deze cijfers',
  aboutPrivacy: (least) =>
    `Geen namen, geen adressen, niemands eigen gegevens: deze pagina bevat alleen aantallen. Groepen waartoe minder dan ${n(least)} van de kandidaten horen, staan samen met een andere groep, en even zeldzame combinaties alleen in een som.`,
  aboutMade: (version) => `Gemaakt door sortition-toolkit ${version}. Dezelfde bestanden geven dezelfde pagina.`,
  sources: {
    register: 'De bevolking is iedereen in het register die mag meedoen.',
    shares: 'De aandelen van de bevolking zijn die van de statistiek die de organisator heeft aangeleverd.',
    pool: 'Iedereen die mag meedoen, kon geloot worden: de bevolking en de kandidaten zijn dezelfden.',
  },

  summaryKind: 'Samenvatting van de loting',
  summaryMore: (features) =>
    features === 1 ? 'Nog 1 kenmerk staat in report.html.' : `Nog ${n(features)} kenmerken staan in report.html.`,
  summaryFull: 'Alle cijfers, en hoe u ze controleert: report.html.',

  plainRandomNote: 'Een gewone aselecte trekking voldoet aan geen quota; ze staat hier ter vergelijking.',
  compareKind: 'Keuze van het doel, voor de loting',
  compareLead: (pool, seats) =>
    `Wat ieders kans zou zijn, bij ${n(seats)} plaatsen en ${people(pool)} die geloot kunnen worden. Er is niets geloot.`,
  compareTable: 'Naast elkaar',
  compareTableSays:
    'Elke regel is één idee van wat eerlijk is, berekend voor deze mensen en deze quota. Geen enkel cijfer zegt op zichzelf wat juist is; die keuze is aan wie voor de loting instaat.',
  compareBest: 'De beste waarde van elke kolom staat vet.',
  compareCurves: 'De kansen een voor een',
  compareObjective: 'Doel',
  compareUnseatable: (count) =>
    `${people(count)} ${count === 1 ? 'zit' : 'zitten'} in geen enkel panel dat aan de quota voldoet. Wat het doel ook is, ${count === 1 ? 'deze persoon heeft' : 'zij hebben'} geen kans en ${count === 1 ? 'telt' : 'tellen'} hier niet mee.`,
  compareNext: (objectives) =>
    `De keuze gebeurt met ‘objective:’ in sortition.yaml, voordat de loterij wordt vastgelegd. Hier vergeleken: ${objectives}.`,
};
