import { numbersIn } from './numbers.js';
import type { ReportWords } from './words.js';

const { count: n, percent } = numbersIn('da');
const people = (count: number): string => `${n(count)} ${count === 1 ? 'person' : 'personer'}`;

export const DANISH: ReportWords = {
  colon: ': ',
  people,
  oneIn: (chance) => (chance > 0 ? `1 ud af ${n(Math.round(1 / chance))}` : 'ingen'),

  kind: 'Rapport om lodtrækningen',
  skip: 'Gå til rapporten',
  contents: 'På denne side',
  rehearsalMark: 'PRØVE',
  status: {
    official: 'Officiel lodtrækning',
    uncommitted: 'Lodtrækning uden forudgående fastlæggelse',
    rehearsal: 'PRØVE – ingen blev udtrukket på rigtigt',
  },
  statusSays: {
    official: 'Alt, hvad der kunne trækkes, lå fast og var offentliggjort, før nogen kunne kende startværdien.',
    uncommitted:
      'Enhver kan gentage denne lodtrækning og efterprøve den. Men intet blev offentliggjort på forhånd, så intet viser, at der ikke først blev prøvet en anden startværdi.',
    rehearsal: 'Tallene på denne side er fra en prøve. De siger intet om, hvem der bliver udtrukket.',
  },

  inShort: 'Kort fortalt',
  whatAsked: 'Hvad blev der trukket lod om?',
  what: (seats, alternates) =>
    `Et panel på ${people(seats)}${alternates === 0 ? '' : ` og ${n(alternates)} ${alternates === 1 ? 'suppleant' : 'suppleanter'} for dem, der ikke kan komme`}.`,
  whatSeveral: (panels, size, alternates) =>
    `${n(panels)} paneler med ${people(size)} hver; ingen sidder i to af dem.${alternates === 0 ? '' : ` ${n(alternates)} ${alternates === 1 ? 'suppleant står' : 'suppleanter står'} klar, hvis nogen ikke kan komme.`}`,
  inReserve: (panels) =>
    panels === 1
      ? 'Endnu et panel er udtrukket som reserve; det er ikke talt med her.'
      : `Yderligere ${n(panels)} paneler er udtrukket som reserve; de er ikke talt med her.`,
  panelsTogether: 'I denne rapport er panelerne talt sammen. Hvert af dem opfylder kvoterne for sig.',
  arms: (arms) =>
    `Samme lod fordelte dem på ${n(arms.length)} forsøgsgrupper: ${arms.map(({ arm, size }) => `${arm} (${n(size)})`).join(', ')}.`,
  seatedAlready: (count) =>
    count === 1 ? '1 af dem sad allerede i panelet.' : `${n(count)} af dem sad allerede i panelet.`,
  drawnOn: (day) => `Lodtrækningen fandt sted den ${day}.`,
  committedOn: (day) => `Hvad der kunne trækkes, blev lagt fast den ${day}.`,
  units:
    'Der blev trukket lod mellem husstande, og én person fra hver tager pladsen: I denne rapport er „personer“ husstande.',
  since: (withdrawn, called) =>
    `Siden har ${people(withdrawn)} trukket sig, og ${people(called)} er trådt til. Denne side viser panelet, som det blev udtrukket.`,
  whomAsked: 'Blandt hvem?',
  fromRegister: (pool) => `Blandt ${people(pool)}: alle i registeret, som må deltage.`,
  fromReplies: (pool, letters) =>
    letters === undefined
      ? `Blandt de ${people(pool)}, der havde sagt ja.`
      : `Blandt de ${people(pool)}, der sagde ja, ud af ${n(letters)}, der blev inviteret ved lodtrækning.`,
  fromPool: (pool) => `Blandt ${people(pool)}, der kunne udtrækkes.`,
  mirrorAsked: 'Afspejler panelet befolkningen?',
  quotasMet: (quotas) => `Alle ${n(quotas)} kvoter er overholdt.`,
  sharesEqual: 'Hver gruppes andel er den samme som i befolkningen.',
  furthest: (points, what) =>
    `Ingen gruppes andel afviger mere end ${points} procentpoint fra dens andel af befolkningen (${what}).`,
  populationUnknown: 'Hvordan befolkningen er sammensat, var ikke kendt, så panelet sammenlignes kun med sine kvoter.',
  fairAsked: 'Var lodtrækningen retfærdig?',
  chancesBetween: (low, high) => `Alle havde en chance på mellem ${percent(low)} og ${percent(high)}.`,
  chancesEqual: (chance) => `Alle havde den samme chance: ${percent(chance)}.`,
  randomGives: (chance) =>
    `En helt tilfældig udvælgelse uden kvoter ville give hver person ${percent(chance)}, men dens panel ville afspejle dem, der kan udtrækkes, ikke befolkningen.`,
  whyUnequal:
    'Den, der hører til en gruppe, hvor kun få kan udtrækkes, har en større chance: Nogen skal tage gruppens pladser.',
  noChance: (count) => `${people(count)} havde ingen chance.`,
  unseatable: (count) =>
    `${people(count)} kunne slet ikke udtrækkes: Intet panel, der overholder kvoterne, har plads til ${count === 1 ? 'vedkommende' : 'dem'}.`,
  checkAsked: 'Hvordan kan jeg efterprøve det?',
  checkShort: 'Det kan enhver, uden at stole på dem, der trak lod: med de offentliggjorte filer, i en browser.',

  funnel: 'Fra registeret til panelet',
  funnelSays: 'Hvor mange personer der var tilbage ved hvert trin, og hvor stor en del af trinnet før.',
  funnelSteps: {
    register: 'I registeret',
    eligible: 'Må deltage',
    invited: 'Inviteret ved lodtrækning',
    replied: 'Svarede',
    pool: 'Kunne udtrækkes',
    panel: 'I panelet',
  },
  step: 'Trin',
  peopleColumn: 'Personer',
  ofStepBefore: 'Af trinnet før',

  mirror: 'Afspejler panelet befolkningen?',
  mirrorSays: {
    all: 'For hvert kendetegn: hver gruppes andel af befolkningen, af dem, der kunne udtrækkes, og af panelet. Klammen viser kvoten: de pladser, gruppen skulle have.',
    population:
      'For hvert kendetegn: hver gruppes andel af alle, der må deltage, og af panelet. Klammen viser kvoten: de pladser, gruppen skulle have.',
    pool: 'For hvert kendetegn: hver gruppes andel af dem, der kunne udtrækkes, og af panelet. Klammen viser kvoten: de pladser, gruppen skulle have.',
  },
  population: 'Befolkning',
  pool: 'Kunne udtrækkes',
  poolShort: 'Pulje',
  panel: 'Panel',
  quota: 'Kvote',
  group: 'Gruppe',
  seatsColumn: 'Pladser',
  seats: (count) => `${n(count)} ${count === 1 ? 'plads' : 'pladser'}`,
  erased: (count) => `Oplysningerne om ${people(count)} i panelet er siden blevet slettet. De mangler i panelets tal.`,
  altMirror: (feature, rows) => `Søjler for ${feature}. ${rows.join(' ')}`,
  altMirrorRow: (name, parts) => `${name}: ${parts.join(', ')}.`,

  presence: 'Hvem sagde ja, og hvem mangler',
  presenceSays:
    'Hvor stærkt hver gruppe er til stede blandt dem, der kunne udtrækkes, sammenlignet med befolkningen: ved 100 % lige så mange som i befolkningen, ved 50 % halvt så mange.',
  missing: (list) =>
    `Langt færre end i befolkningen, og mere end tilfældet forklarer: ${list}. Kvoterne giver alligevel disse grupper deres pladser, og dem blandt dem, der sagde ja, en større chance.`,
  nobodyMissing: 'Ingen gruppe mangler mere, end tilfældet ville forklare.',
  ratio: 'Sammenlignet',
  yesColumn: 'Sagde ja',
  presenceShown: (shown, all) =>
    `Diagrammet viser de ${n(shown)} svagest repræsenterede af ${n(all)} grupper; tabellen viser dem alle.`,
  altPresence: (rows) => `Søjler, den svagest repræsenterede gruppe først. ${rows.join('; ')}.`,

  crossed: 'Kendetegn sammen',
  crossedSays:
    'Kvoter sørger for hvert kendetegn for sig. Sådan ser to af dem ud sammen, for eksempel alder og køn: Hver prik er en kombination, mod højre de pladser, som dens andel af befolkningen svarer til, opad de pladser, den har. På linjen er de lige mange.',
  crossedSum: (pairs, off, chance) =>
    `Over ${n(pairs)} par af kendetegn skulle ${off} pladser i gennemsnit skifte hænder, for at panelet lignede befolkningen helt; for en helt tilfældig stikprøve ville det være omkring ${chance}.`,
  expectedSeats: 'Pladser efter andel af befolkningen',
  panelSeats: 'Pladser i panelet',
  pairColumn: 'Kendetegn',
  offColumn: 'Pladser at skifte',
  chanceColumn: 'Ved tilfælde',
  allCombinations: (pair) => `Alle kombinationer af ${pair}`,
  otherCombinations: (count) => `${n(count)} sjældne kombinationer sammen`,
  altCrossed: (cells, most) =>
    `Punktdiagram over ${n(cells)} kombinationer af to kendetegn. Længst fra linjen ligger ${most}.`,
  altCrossedCell: (name, expected, panel) => `${name}: ${expected} pladser efter andel, ${n(panel)} i panelet`,

  chances: 'Alles chancer',
  chancesSay:
    'Alle, der kunne udtrækkes, på rad og række fra den mindste chance til den største. Den stiplede linje er den chance, en helt tilfældig udvælgelse ville give hver.',
  peopleFromLowest: 'Personer, fra den mindste chance til den største',
  chance: 'Chance',
  thisLottery: 'Denne lodtrækning',
  plainRandom: 'Helt tilfældig udvælgelse',
  lowest: 'Mindste chance',
  highest: 'Største chance',
  gini: 'Gini-koefficient',
  geometricMean: 'Geometrisk gennemsnit',
  withoutChance: 'Uden chance',
  giniSays:
    'Gini-koefficienten er 0, hvor alle har samme chance, og tæt på 1, hvor én person har det hele. Det geometriske gennemsnit er højest, hvor alle chancer er ens. Med kvoter kan ikke alle chancer være ens.',
  altCurve: (low, high, mean) =>
    `Kurve over alle chancer. Den stiger fra ${low} til ${high}; en helt tilfældig udvælgelse ville ligge fladt på ${mean}.`,

  lot: 'Sådan blev der trukket lod',
  objective: 'Hvad der gjaldt som retfærdigt',
  objectives: {
    leximin: 'Den mindste chance er så stor, som kvoterne tillader, derefter den næstmindste, og så videre.',
    maximin: 'Den mindste chance er så stor, som kvoterne tillader.',
    nash: 'Produktet af alle chancer er så stort, som kvoterne tillader.',
    minimax: 'Den største chance er så lille, som kvoterne tillader, derefter den næststørste, og så videre.',
    goldilocks: 'Hverken meget små eller meget store chancer: Begge ender afvejes mod hinanden.',
    diversimax: 'Hvert panel er så mangfoldigt som muligt, også i to kendetegn sammen.',
    legacy: 'Paneler blev fyldt plads for plads, den knappeste gruppe først.',
  },
  givesUp: {
    leximin: 'Personer med en sjælden profil kan have en langt større chance end andre.',
    maximin: 'Siger intet om andre chancer end den mindste.',
    nash: 'Den mindste chance kan være mindre, end den behøver at være.',
    minimax: 'Nogle kan stå tilbage næsten uden chance.',
    goldilocks: 'Der er bevist mindre om hver ende, end hvis kun den talte.',
    diversimax: 'Chancerne er ikke så lige, som de kunne være; nogle kan stå helt uden.',
    legacy: 'Chancerne er hverken optimeret eller bevist; nogle kan stå helt uden.',
  },
  proof: 'Bevis',
  provedShort: 'Det er bevist: Under disse kvoter kan ingen lodtrækning gøre det bedre.',
  proofLevels: (levels) =>
    `Et certifikat på ${n(levels)} trin beviser det: Under disse kvoter gør ingen lodtrækning det bedre, på en milliontedel nær. At efterprøve det kræver kun at lægge sammen og gange.`,
  proofGap: 'Beregnet til det optimale; et andet program kan bekræfte, hvor tæt det ligger.',
  proofNone: 'Der hævdes intet optimum for chancerne.',
  form: 'Lotteri',
  named: (tickets) =>
    `${n(tickets)} nummererede lodder, hvert af dem et helt panel, der overholder alle kvoter. Ét lod blev trukket.`,
  onEachTicket: (panels) =>
    `${n(panels)} paneler udtrækkes på én gang. Hvilket der er det første, og hvilket det andet, afgjorde samme lod.`,
  composition:
    'En vægtet liste over paneler efter grupper, som hver overholder alle kvoter. Startværdien valgte ét af dem og derefter personerne i hver gruppe.',
  rounding: (exact, kept) =>
    `I hele lodder er den mindste chance ${percent(kept)}; før afrundingen var den ${percent(exact)}.`,
  household: 'Højst én person fra en husstand.',
  seed: 'Startværdi',
  seedDice: (rolls) => `terninger: ${rolls}`,
  seedDrand: (round) => `runde ${n(round)} af det offentlige tilfældighedsfyr drand`,
  seedPick: (number) => `nummer ${number}, trukket i hånden`,
  seedText: (text) => `teksten „${text}“`,
  number: 'Trukket nummer',
  commitment: 'Fastlæggelse',
  commitmentSays: 'Den står for alt, hvad der kunne trækkes. Dens begyndelse, til oplæsning, er fingeraftrykket.',
  fingerprint: 'Fingeraftryk',

  check: 'Sådan efterprøver du',
  checkSteps: (version) => [
    'Sammenlign fastlæggelsen på denne side med den, der blev offentliggjort før lodtrækningen, i avisen eller på hjemmesiden. Er de ens, har ingen ændret noget siden.',
    'Åbn verify.html fra de offentliggjorte filer (draw/public) i en browser. Den virker uden internet og regner lodtrækningen efter. Med kvitteringen i dit brev viser den din egen post og din chance.',
    'Eller kør „python3 verify.py“ i samme mappe: skrevet uafhængigt af lodtrækningens program, og kun Python er nødvendigt.',
    `Eller kør „sortition verify draw-record.json“ med sortition-toolkit ${version}.`,
  ],
  checkUncommitted:
    'Intet blev offentliggjort før denne lodtrækning. Det kan efterprøves, at startværdien giver dette panel, og at lotteriet overholder kvoterne og er så retfærdigt som angivet.',
  checkOneOff: (version) => [
    `Kør „sortition verify draw-record.json“ med sortition-toolkit ${version}, med pulje og kvoter ved hånden.`,
  ],
  checked: 'Da denne side blev skrevet, blev protokollen efterprøvet endnu en gang: Den holder.',
  cannotShow: 'Om registeret og svarene var rigtige fra begyndelsen, kan disse filer ikke vise.',

  about: 'Om disse tal',
  aboutPrivacy: (least) =>
    `Ingen navne, ingen adresser, ingens egen post: Denne side har kun antal. Grupper, som færre end ${n(least)} af puljen hører til, står sammen med en anden gruppe, og lige så sjældne kombinationer kun i en sum.`,
  aboutMade: (version) => `Lavet med sortition-toolkit ${version}. De samme filer giver den samme side.`,
  sources: {
    register: 'Befolkningen er alle i registeret, som må deltage.',
    shares: 'Befolkningens andele er dem fra den statistik, som arrangøren har leveret.',
    pool: 'Alle, der må deltage, kunne udtrækkes: Befolkningen og puljen er de samme.',
  },

  summaryKind: 'Sammendrag af lodtrækningen',
  summaryMore: (features) => `${n(features)} kendetegn mere står i report.html.`,
  summaryFull: 'Alle tal, og hvordan man efterprøver dem: report.html.',

  plainRandomNote: 'En helt tilfældig udvælgelse overholder ingen kvoter; den står her til sammenligning.',
  compareKind: 'Valg af mål, før lodtrækningen',
  compareLead: (pool, seats) =>
    `Hvad alles chance ville være, med ${n(seats)} pladser og ${people(pool)}, der kan udtrækkes. Der er ikke trukket lod.`,
  compareTable: 'Side om side',
  compareTableSays:
    'Hver linje er én forestilling om, hvad der er retfærdigt, beregnet for disse personer og disse kvoter. Intet tal siger alene, hvad der er rigtigt; det valg er deres, som står inde for lodtrækningen.',
  compareBest: 'Den bedste værdi i hver kolonne står med fed.',
  compareCurves: 'Chancerne en for en',
  compareObjective: 'Mål',
  compareUnseatable: (count) =>
    `${people(count)} er ikke med i noget panel, der overholder kvoterne. Uanset målet har ${count === 1 ? 'vedkommende' : 'de'} ingen chance og tæller ikke med her.`,
  compareNext: (objectives) =>
    `Valget træffes med „objective:“ i sortition.yaml, før lotteriet lægges fast. Sammenlignet her: ${objectives}.`,
};
