import { numbersIn } from './numbers.js';
import type { ReportWords } from './words.js';

const { count: n, percent } = numbersIn('de');
const people = (count: number): string => `${n(count)} ${count === 1 ? 'Person' : 'Personen'}`;

export const GERMAN: ReportWords = {
  colon: ': ',
  people,
  oneIn: (chance) => (chance > 0 ? `1 von ${n(Math.round(1 / chance))}` : 'keine'),

  kind: 'Bericht über die Auslosung',
  skip: 'Zum Bericht',
  contents: 'Auf dieser Seite',
  rehearsalMark: 'PROBE',
  status: {
    official: 'Amtliche Auslosung',
    uncommitted: 'Auslosung ohne vorherige Festlegung',
    rehearsal: 'PROBE – niemand wurde wirklich ausgelost',
  },
  statusSays: {
    official:
      'Alles, was ausgelost werden konnte, stand fest und war veröffentlicht, bevor irgendjemand den Startwert kennen konnte.',
    uncommitted:
      'Jeder kann diese Auslosung wiederholen und prüfen. Doch vorher wurde nichts veröffentlicht; nichts zeigt also, dass nicht zuerst ein anderer Startwert ausprobiert wurde.',
    rehearsal: 'Die Zahlen auf dieser Seite sind die einer Probe. Sie sagen nichts darüber, wer ausgelost wird.',
  },

  inShort: 'Kurz gesagt',
  whatAsked: 'Was wurde ausgelost?',
  what: (seats, alternates) =>
    `Ein Gremium von ${people(seats)}${alternates === 0 ? '' : ` und ${n(alternates)} ${alternates === 1 ? 'Ersatzperson' : 'Ersatzpersonen'} für alle, die nicht kommen können`}.`,
  whatSeveral: (panels, size, alternates) =>
    `${n(panels)} Gremien mit je ${people(size)}; niemand sitzt in zweien.${alternates === 0 ? '' : ` ${n(alternates)} ${alternates === 1 ? 'Ersatzperson steht' : 'Ersatzpersonen stehen'} bereit, falls jemand nicht kommen kann.`}`,
  inReserve: (panels) =>
    panels === 1
      ? 'Ein weiteres Gremium wurde als Reserve ausgelost; es ist hier nicht mitgezählt.'
      : `${n(panels)} weitere Gremien wurden als Reserve ausgelost; sie sind hier nicht mitgezählt.`,
  panelsTogether: 'In diesem Bericht sind die Gremien zusammen gezählt. Jedes für sich erfüllt die Quoten.',
  arms: (arms) =>
    `Dasselbe Los hat sie auf ${n(arms.length)} Versuchsgruppen verteilt: ${arms.map(({ arm, size }) => `${arm} (${n(size)})`).join(', ')}.`,
  seatedAlready: (count) =>
    count === 1 ? '1 davon gehörte ihm schon vorher an.' : `${n(count)} davon gehörten ihm schon vorher an.`,
  drawnOn: (day) => `Ausgelost wurde am ${day}.`,
  committedOn: (day) => `Was ausgelost werden konnte, wurde am ${day} festgelegt.`,
  units:
    'Ausgelost wurden Haushalte, aus denen je eine Person den Platz einnimmt: „Personen“ sind in diesem Bericht Haushalte.',
  since: (withdrawn, called) =>
    `Seither ${withdrawn === 1 ? 'hat sich' : 'haben sich'} ${people(withdrawn)} zurückgezogen, und ${people(called)} ${called === 1 ? 'ist' : 'sind'} nachgerückt. Diese Seite zeigt das Gremium, wie es ausgelost wurde.`,
  whomAsked: 'Aus wem?',
  fromRegister: (pool) => `Aus ${people(pool)}: allen im Melderegister, die teilnehmen dürfen.`,
  fromReplies: (pool, letters) =>
    letters === undefined
      ? `Aus den ${people(pool)}, die zugesagt hatten.`
      : `Aus den ${people(pool)}, die zugesagt haben, von ${n(letters)}, die durch das Los eingeladen wurden.`,
  fromPool: (pool) => `Aus ${people(pool)}, die ausgelost werden konnten.`,
  mirrorAsked: 'Ist das Gremium ein Spiegel der Bevölkerung?',
  quotasMet: (quotas) => `Alle ${n(quotas)} Quoten sind eingehalten.`,
  sharesEqual: 'Der Anteil jeder Gruppe ist der, den sie an der Bevölkerung hat.',
  furthest: (points, what) =>
    `Der Anteil keiner Gruppe weicht um mehr als ${points} Prozentpunkte von ihrem Anteil an der Bevölkerung ab (${what}).`,
  populationUnknown:
    'Wie die Bevölkerung zusammengesetzt ist, war nicht bekannt; das Gremium wird daher nur mit seinen Quoten verglichen.',
  fairAsked: 'War das Los gerecht?',
  chancesBetween: (low, high) => `Alle hatten eine Chance zwischen ${percent(low)} und ${percent(high)}.`,
  chancesEqual: (chance) => `Alle hatten die gleiche Chance: ${percent(chance)}.`,
  randomGives: (chance) =>
    `Eine einfache Zufallsauswahl ohne Quoten gäbe jeder Person ${percent(chance)}, doch ihr Gremium wäre ein Spiegel derer, die ausgelost werden können, nicht der Bevölkerung.`,
  whyUnequal:
    'Wer zu einer Gruppe gehört, von der nur wenige ausgelost werden können, hat eine höhere Chance: Jemand muss ihre Plätze einnehmen.',
  noChance: (count) => `${people(count)} ${count === 1 ? 'hatte' : 'hatten'} keine Chance.`,
  unseatable: (count) =>
    `${people(count)} ${count === 1 ? 'konnte' : 'konnten'} gar nicht ausgelost werden: Kein Gremium, das die Quoten einhält, hat einen Platz für ${count === 1 ? 'diese Person' : 'sie'}.`,
  checkAsked: 'Wie kann ich das prüfen?',
  checkShort:
    'Das können alle, ohne denen zu vertrauen, die ausgelost haben: mit den veröffentlichten Dateien, in einem Browser.',

  funnel: 'Vom Melderegister zum Gremium',
  funnelSays: 'Wie viele Personen bei jedem Schritt übrig blieben, und welcher Anteil des Schritts davor.',
  funnelSteps: {
    register: 'Im Melderegister',
    eligible: 'Dürfen teilnehmen',
    invited: 'Durch das Los eingeladen',
    replied: 'Haben geantwortet',
    pool: 'Konnten ausgelost werden',
    panel: 'Im Gremium',
  },
  step: 'Schritt',
  peopleColumn: 'Personen',
  ofStepBefore: 'Vom Schritt davor',

  mirror: 'Ist das Gremium ein Spiegel der Bevölkerung?',
  mirrorSays: {
    all: 'Zu jedem Merkmal: der Anteil jeder Gruppe an der Bevölkerung, an denen, die ausgelost werden konnten, und am Gremium. Die Klammer zeigt die Quote: die Plätze, die der Gruppe zustanden.',
    population:
      'Zu jedem Merkmal: der Anteil jeder Gruppe an allen, die teilnehmen dürfen, und am Gremium. Die Klammer zeigt die Quote: die Plätze, die der Gruppe zustanden.',
    pool: 'Zu jedem Merkmal: der Anteil jeder Gruppe an denen, die ausgelost werden konnten, und am Gremium. Die Klammer zeigt die Quote: die Plätze, die der Gruppe zustanden.',
  },
  population: 'Bevölkerung',
  pool: 'Konnten ausgelost werden',
  poolShort: 'Lostopf',
  panel: 'Gremium',
  quota: 'Quote',
  group: 'Gruppe',
  seatsColumn: 'Plätze',
  seats: (count) => `${n(count)} ${count === 1 ? 'Platz' : 'Plätze'}`,
  erased: (count) =>
    `Die Daten von ${people(count)} des Gremiums wurden seither gelöscht. Sie fehlen in den Zahlen des Gremiums.`,
  altMirror: (feature, rows) => `Balken zu ${feature}. ${rows.join(' ')}`,
  altMirrorRow: (name, parts) => `${name}: ${parts.join(', ')}.`,

  presence: 'Wer zugesagt hat, und wer fehlt',
  presenceSays:
    'Wie stark jede Gruppe unter denen vertreten ist, die ausgelost werden konnten, verglichen mit der Bevölkerung: bei 100 % so stark wie in der Bevölkerung, bei 50 % halb so stark.',
  missing: (list) =>
    `Weit schwächer vertreten als in der Bevölkerung, und mehr, als Zufall erklärt: ${list}. Die Quoten geben diesen Gruppen trotzdem ihre Plätze, und denen unter ihnen, die zugesagt haben, eine höhere Chance.`,
  nobodyMissing: 'Keine Gruppe fehlt mehr, als Zufall erklären würde.',
  ratio: 'Im Vergleich',
  yesColumn: 'Zusagen',
  presenceShown: (shown, all) =>
    `Das Diagramm zeigt die ${n(shown)} am schwächsten vertretenen von ${n(all)} Gruppen; die Tabelle zeigt alle.`,
  altPresence: (rows) => `Balken, die am schwächsten vertretene Gruppe zuerst. ${rows.join('; ')}.`,

  crossed: 'Merkmale zusammen',
  crossedSays:
    'Quoten sorgen für jedes Merkmal einzeln. So sehen zwei davon zusammen aus, zum Beispiel Alter und Geschlecht: Jeder Punkt ist eine Kombination, nach rechts die Plätze, die ihrem Anteil an der Bevölkerung entsprächen, nach oben die Plätze, die sie hat. Auf der Linie ist beides gleich.',
  crossedSum: (pairs, off, chance) =>
    `Über ${pairs === 1 ? '1 Paar' : `${n(pairs)} Paare`} von Merkmalen müssten im Mittel ${off} Plätze wechseln, damit das Gremium genau der Bevölkerung gliche; bei einer einfachen Zufallsstichprobe wären es etwa ${chance}.`,
  expectedSeats: 'Plätze nach Anteil an der Bevölkerung',
  panelSeats: 'Plätze im Gremium',
  pairColumn: 'Merkmale',
  offColumn: 'Zu wechseln',
  chanceColumn: 'Durch Zufall',
  allCombinations: (pair) => `Alle Kombinationen von ${pair}`,
  otherCombinations: (count) => `${n(count)} seltene Kombinationen zusammen`,
  altCrossed: (cells, most) =>
    `Punktwolke von ${n(cells)} Kombinationen zweier Merkmale. Am weitesten von der Linie liegt ${most}.`,
  altCrossedCell: (name, expected, panel) => `${name}: ${expected} Plätze nach Anteil, ${n(panel)} im Gremium`,

  chances: 'Die Chancen aller',
  chancesSay:
    'Alle, die ausgelost werden konnten, der Reihe nach von der niedrigsten Chance zur höchsten. Die gestrichelte Linie ist die Chance, die eine einfache Zufallsauswahl jeder Person gäbe.',
  peopleFromLowest: 'Personen, von der niedrigsten Chance zur höchsten',
  chance: 'Chance',
  thisLottery: 'Diese Auslosung',
  plainRandom: 'Einfache Zufallsauswahl',
  lowest: 'Niedrigste Chance',
  highest: 'Höchste Chance',
  gini: 'Gini-Koeffizient',
  geometricMean: 'Geometrisches Mittel',
  withoutChance: 'Ohne Chance',
  giniSays:
    'Der Gini-Koeffizient ist 0, wenn alle die gleiche Chance haben, und nahe 1, wenn eine Person alles hat. Das geometrische Mittel ist am höchsten, wenn alle Chancen gleich sind. Mit Quoten können nicht alle Chancen gleich sein.',
  altCurve: (low, high, mean) =>
    `Kurve aller Chancen. Sie steigt von ${low} auf ${high}; bei einfacher Zufallsauswahl wäre sie flach, bei ${mean}.`,

  lot: 'Wie ausgelost wurde',
  objective: 'Was als gerecht galt',
  objectives: {
    leximin: 'Die niedrigste Chance ist so hoch, wie die Quoten es zulassen, dann die zweitniedrigste, und so weiter.',
    maximin: 'Die niedrigste Chance ist so hoch, wie die Quoten es zulassen.',
    nash: 'Das Produkt aller Chancen ist so hoch, wie die Quoten es zulassen.',
    minimax: 'Die höchste Chance ist so niedrig, wie die Quoten es zulassen, dann die zweithöchste, und so weiter.',
    goldilocks: 'Keine sehr niedrigen und keine sehr hohen Chancen: Beide Enden werden gegeneinander abgewogen.',
    diversimax: 'Jedes Gremium ist so vielfältig wie möglich, auch in zwei Merkmalen zusammen.',
    legacy: 'Gremien wurden Platz für Platz gefüllt, die knappste Gruppe zuerst.',
  },
  givesUp: {
    leximin: 'Personen mit seltenem Profil können eine viel höhere Chance haben als andere.',
    maximin: 'Sagt nichts über andere Chancen als die niedrigste.',
    nash: 'Die niedrigste Chance kann niedriger sein, als sie sein müsste.',
    minimax: 'Manchen bleibt vielleicht kaum eine Chance.',
    goldilocks: 'Für jedes Ende ist weniger bewiesen, als wenn nur dieses zählte.',
    diversimax: 'Die Chancen sind nicht so gleich, wie sie sein könnten; manche haben vielleicht keine.',
    legacy: 'Die Chancen sind weder optimiert noch bewiesen; manche haben vielleicht keine.',
  },
  proof: 'Beweis',
  provedShort: 'Das ist bewiesen: Unter diesen Quoten kann es keine Auslosung besser.',
  proofLevels: (levels) =>
    `Ein Zertifikat aus ${levels === 1 ? '1 Schritt' : `${n(levels)} Schritten`} beweist es: Unter diesen Quoten ist keine Auslosung besser, auf ein Millionstel genau. Es zu prüfen, braucht nur Additionen und Multiplikationen.`,
  proofGap: 'Bis zum Optimum berechnet; ein zweites Programm kann bestätigen, wie nahe es daran liegt.',
  proofNone: 'Für die Chancen wird kein Optimum behauptet.',
  form: 'Lotterie',
  named: (tickets) =>
    `${n(tickets)} nummerierte Lose, jedes davon ein ganzes Gremium, das alle Quoten einhält. Ein Los wurde gezogen.`,
  onEachTicket: (panels) =>
    `${n(panels)} Gremien werden auf einmal ausgelost. Welches das erste ist und welches das zweite, entschied dasselbe Los.`,
  composition:
    'Eine gewichtete Liste von Gremien nach Gruppen, von denen jedes alle Quoten einhält. Der Startwert wählte eines davon, dann die Personen jeder Gruppe.',
  rounding: (exact, kept) =>
    `In ganzen Losen ist die niedrigste Chance ${percent(kept)}; vor dem Runden war sie ${percent(exact)}.`,
  household: 'Höchstens eine Person je Haushalt.',
  seed: 'Startwert',
  seedDice: (rolls) => `Würfel: ${rolls}`,
  seedDrand: (round) => `Runde ${n(round)} des öffentlichen Zufallssignals drand`,
  seedPick: (number) => `Nummer ${number}, von Hand gezogen`,
  seedText: (text) => `der Text „${text}“`,
  number: 'Gezogene Nummer',
  commitment: 'Festlegung',
  commitmentSays: 'Sie steht für alles, was ausgelost werden konnte. Ihr Anfang, zum Vorlesen, ist der Fingerabdruck.',
  fingerprint: 'Fingerabdruck',

  check: 'Wie Sie prüfen können',
  checkSteps: (version) => [
    'Vergleichen Sie die Festlegung auf dieser Seite mit der, die vor der Auslosung veröffentlicht wurde, in der Zeitung oder im Internet. Sind sie gleich, hat seither niemand etwas geändert.',
    'Öffnen Sie verify.html aus den veröffentlichten Dateien (draw/public) in einem Browser. Es kommt ohne Internet aus und rechnet die Auslosung nach. Mit dem Beleg in Ihrem Brief zeigt es Ihren eigenen Eintrag und Ihre Chance.',
    'Oder führen Sie im selben Ordner „python3 verify.py“ aus: unabhängig von der Auslosungssoftware geschrieben, braucht es nur Python.',
    `Oder führen Sie „sortition verify draw-record.json“ mit sortition-toolkit ${version} aus.`,
  ],
  checkUncommitted:
    'Vor dieser Auslosung wurde nichts veröffentlicht. Prüfen lässt sich, dass der Startwert dieses Gremium ergibt und dass die Lotterie die Quoten einhält und so gerecht ist wie angegeben.',
  checkOneOff: (version) => [
    `Führen Sie „sortition verify draw-record.json“ mit sortition-toolkit ${version} aus, mit Lostopf und Quoten zur Hand.`,
  ],
  checked: 'Als diese Seite geschrieben wurde, wurde das Protokoll noch einmal geprüft: Es stimmt.',
  cannotShow: 'Ob Melderegister und Antworten von Anfang an richtig waren, können diese Dateien nicht zeigen.',

  about: 'Zu diesen Zahlen',
  aboutPrivacy: (least) =>
    `Keine Namen, keine Adressen, niemandes eigener Eintrag: Diese Seite enthält nur Anzahlen. Gruppen, denen weniger als ${n(least)} aus dem Lostopf angehören, stehen mit einer anderen zusammen, und ebenso seltene Kombinationen nur in einer Summe.`,
  aboutMade: (version) => `Erstellt mit sortition-toolkit ${version}. Dieselben Dateien ergeben dieselbe Seite.`,
  sources: {
    register: 'Die Bevölkerung sind alle im Melderegister, die teilnehmen dürfen.',
    shares: 'Die Anteile der Bevölkerung sind die der Statistik, die der Veranstalter geliefert hat.',
    pool: 'Alle, die teilnehmen dürfen, konnten ausgelost werden: Bevölkerung und Lostopf sind dieselben.',
  },

  summaryKind: 'Zusammenfassung der Auslosung',
  summaryMore: (features) =>
    features === 1
      ? '1 weiteres Merkmal steht in report.html.'
      : `${n(features)} weitere Merkmale stehen in report.html.`,
  summaryFull: 'Alle Zahlen, und wie man sie prüft: report.html.',

  plainRandomNote: 'Eine einfache Zufallsauswahl hält keine Quoten ein; sie steht hier zum Vergleich.',
  compareKind: 'Wahl des Ziels, vor der Auslosung',
  compareLead: (pool, seats) =>
    `Welche Chance alle hätten, bei ${n(seats)} Plätzen und ${people(pool)}, die ausgelost werden können. Ausgelost wurde nichts.`,
  compareTable: 'Nebeneinander',
  compareTableSays:
    'Jede Zeile ist eine Vorstellung davon, was gerecht ist, berechnet für diese Personen und diese Quoten. Keine Zahl sagt für sich allein, was richtig ist; das zu wählen, ist Sache derer, die für die Auslosung einstehen.',
  compareBest: 'Der beste Wert jeder Spalte ist fett.',
  compareCurves: 'Die Chancen im Einzelnen',
  compareObjective: 'Ziel',
  compareUnseatable: (count) =>
    `${people(count)} ${count === 1 ? 'ist' : 'sind'} in keinem Gremium, das die Quoten einhält. Welches Ziel auch gilt, ${count === 1 ? 'diese Person hat' : 'sie haben'} keine Chance und ${count === 1 ? 'zählt' : 'zählen'} hier nicht mit.`,
  compareNext: (objectives) =>
    `Gewählt wird mit „objective:“ in sortition.yaml, bevor die Lotterie festgelegt wird. Hier verglichen: ${objectives}.`,
};
