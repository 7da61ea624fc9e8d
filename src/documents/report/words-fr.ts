import { numbersIn } from './numbers.js';
import type { ReportWords } from './words.js';

const { count: n, percent } = numbersIn('fr');
const people = (count: number): string => `${n(count)} ${count < 2 ? 'personne' : 'personnes'}`;

export const FRENCH: ReportWords = {
  colon: ' : ',
  people,
  oneIn: (chance) => (chance > 0 ? `1 sur ${n(Math.round(1 / chance))}` : 'aucune'),

  kind: 'Rapport sur le tirage au sort',
  skip: 'Aller au rapport',
  contents: 'Sur cette page',
  rehearsalMark: 'ESSAI',
  status: {
    official: 'Tirage officiel',
    uncommitted: 'Tirage sans engagement préalable',
    rehearsal: 'ESSAI – personne n’a été réellement tiré au sort',
  },
  statusSays: {
    official:
      'Tout ce qui pouvait être tiré a été fixé et publié avant que quiconque puisse connaître la graine du tirage.',
    uncommitted:
      'Chacun peut refaire ce tirage et le vérifier. Mais rien n’a été publié d’avance : rien ne montre donc qu’aucune autre graine n’a été essayée auparavant.',
    rehearsal: 'Les chiffres de cette page sont ceux d’un essai. Ils ne disent rien de qui sera tiré au sort.',
  },

  inShort: 'En bref',
  whatAsked: 'Qu’a-t-on tiré au sort ?',
  what: (seats, alternates) =>
    `Un panel de ${people(seats)}${alternates === 0 ? '' : `, et ${n(alternates)} ${alternates === 1 ? 'suppléant' : 'suppléants'} pour remplacer qui ne peut pas venir`}.`,
  whatSeveral: (panels, size, alternates) =>
    `${n(panels)} panels de ${people(size)} chacun ; personne ne siège dans deux d’entre eux.${alternates === 0 ? '' : ` ${n(alternates)} ${alternates === 1 ? 'suppléant est prévu' : 'suppléants sont prévus'} pour qui ne peut pas venir.`}`,
  inReserve: (panels) =>
    panels === 1
      ? 'Un autre panel a été tiré en réserve ; il n’est pas compté ici.'
      : `${n(panels)} autres panels ont été tirés en réserve ; ils ne sont pas comptés ici.`,
  panelsTogether: 'Ce rapport compte les panels ensemble. Chacun d’eux respecte les quotas à lui seul.',
  arms: (arms) =>
    `Le même sort les a répartis en ${n(arms.length)} groupes d’étude : ${arms.map(({ arm, size }) => `${arm} (${n(size)})`).join(', ')}.`,
  seatedAlready: (count) =>
    count === 1
      ? 'L’une d’elles était déjà membre du panel.'
      : `${n(count)} d’entre elles étaient déjà membres du panel.`,
  drawnOn: (day) => `Le tirage a eu lieu le ${day}.`,
  committedOn: (day) => `Ce qui pouvait être tiré a été fixé le ${day}.`,
  units:
    'On a tiré au sort des ménages, dont une personne prend le siège : dans ce rapport, les « personnes » sont des ménages.',
  since: (withdrawn, called) =>
    `Depuis, ${people(withdrawn)} ${withdrawn < 2 ? 's’est retirée' : 'se sont retirées'} et ${people(called)} ${called < 2 ? 'a pris la relève' : 'ont pris la relève'}. Cette page montre le panel tel qu’il a été tiré.`,
  whomAsked: 'Parmi qui ?',
  fromRegister: (pool) => `Parmi ${people(pool)} : toutes celles du registre qui peuvent participer.`,
  fromReplies: (pool, letters) =>
    letters === undefined
      ? `Parmi les ${people(pool)} qui avaient dit oui.`
      : `Parmi les ${people(pool)} qui ont dit oui, sur ${n(letters)} invitées par tirage au sort.`,
  fromPool: (pool) => `Parmi ${people(pool)} qui pouvaient être tirées.`,
  mirrorAsked: 'Le panel ressemble-t-il à la population ?',
  quotasMet: (quotas) => `Les ${n(quotas)} quotas sont tous respectés.`,
  sharesEqual: 'La part de chaque groupe est celle qu’il a dans la population.',
  furthest: (points, what) =>
    `La part d’aucun groupe ne s’écarte de sa part dans la population de plus de ${points} point de pourcentage (${what}).`,
  populationUnknown:
    'La composition de la population n’était pas connue : le panel est seulement comparé à ses quotas.',
  fairAsked: 'Le tirage était-il équitable ?',
  chancesBetween: (low, high) => `Les chances de chacun étaient comprises entre ${percent(low)} et ${percent(high)}.`,
  chancesEqual: (chance) => `Tout le monde avait les mêmes chances : ${percent(chance)}.`,
  randomGives: (chance) =>
    `Un tirage pur et simple, sans quotas, donnerait ${percent(chance)} à chacun, mais son panel ressemblerait à ceux qui peuvent être tirés, non à la population.`,
  whyUnequal:
    'Qui appartient à un groupe dont peu de membres peuvent être tirés a plus de chances : il faut que quelqu’un occupe ses sièges.',
  noChance: (count) => `${people(count)} ${count < 2 ? 'n’avait' : 'n’avaient'} aucune chance.`,
  unseatable: (count) =>
    `${people(count)} ne ${count < 2 ? 'pouvait' : 'pouvaient'} pas être ${count < 2 ? 'tirée' : 'tirées'} : aucun panel qui respecte les quotas n’a de siège pour ${count < 2 ? 'elle' : 'elles'}.`,
  checkAsked: 'Comment puis-je le vérifier ?',
  checkShort:
    'Chacun le peut, sans faire confiance à qui a tiré au sort : avec les fichiers publiés, dans un navigateur.',

  funnel: 'Du registre au panel',
  funnelSays: 'Combien de personnes restaient à chaque étape, et quelle part de l’étape précédente.',
  funnelSteps: {
    register: 'Dans le registre',
    eligible: 'Peuvent participer',
    invited: 'Invitées par tirage au sort',
    replied: 'Ont répondu',
    pool: 'Pouvaient être tirées',
    panel: 'Membres du panel',
  },
  step: 'Étape',
  peopleColumn: 'Personnes',
  ofStepBefore: 'De l’étape précédente',

  mirror: 'Le panel ressemble-t-il à la population ?',
  mirrorSays: {
    all: 'Pour chaque critère : la part de chaque groupe dans la population, parmi ceux qui pouvaient être tirés, et dans le panel. La petite accolade montre le quota, c’est-à-dire les sièges prévus pour le groupe.',
    population:
      'Pour chaque critère : la part de chaque groupe parmi tous ceux qui peuvent participer, et dans le panel. La petite accolade montre le quota, c’est-à-dire les sièges prévus pour le groupe.',
    pool: 'Pour chaque critère : la part de chaque groupe parmi ceux qui pouvaient être tirés, et dans le panel. La petite accolade montre le quota, c’est-à-dire les sièges prévus pour le groupe.',
  },
  population: 'Population',
  pool: 'Pouvaient être tirés',
  poolShort: 'Vivier',
  panel: 'Panel',
  quota: 'Quota',
  group: 'Groupe',
  seatsColumn: 'Sièges',
  seats: (count) => `${n(count)} ${count < 2 ? 'siège' : 'sièges'}`,
  erased: (count) =>
    `Les données de ${people(count)} du panel ont été effacées depuis. Elles manquent dans les chiffres du panel.`,
  altMirror: (feature, rows) => `Barres pour ${feature}. ${rows.join(' ')}`,
  altMirrorRow: (name, parts) => `${name} : ${parts.join(', ')}.`,

  presence: 'Qui a dit oui, et qui manque',
  presenceSays:
    'La présence de chaque groupe parmi ceux qui pouvaient être tirés, comparée à la population : à 100 %, autant que dans la population ; à 50 %, moitié moins.',
  missing: (list) =>
    `Beaucoup moins présents que dans la population, au-delà de ce que le hasard explique : ${list}. Les quotas donnent tout de même leurs sièges à ces groupes, et plus de chances à ceux de leurs membres qui ont dit oui.`,
  nobodyMissing: 'Aucun groupe ne manque au-delà de ce que le hasard expliquerait.',
  ratio: 'Comparée',
  yesColumn: 'Ont dit oui',
  presenceShown: (shown, all) =>
    `Le graphique montre les ${n(shown)} groupes les moins présents sur ${n(all)} ; le tableau les montre tous.`,
  altPresence: (rows) => `Barres, le groupe le moins présent d’abord. ${rows.join(' ; ')}.`,

  crossed: 'Les critères croisés',
  crossedSays:
    'Les quotas règlent chaque critère séparément. Voici ce que donnent deux critères ensemble, par exemple l’âge et le genre : chaque point est une combinaison ; vers la droite, les sièges que vaudrait sa part de la population, vers le haut, ceux qu’elle a. Sur la ligne, les deux sont égaux.',
  crossedSum: (pairs, off, chance) =>
    `Sur ${pairs === 1 ? '1 paire' : `${n(pairs)} paires`} de critères, il faudrait en moyenne que ${off} sièges changent de mains pour que le panel soit exactement comme la population ; pour un simple échantillon au hasard, ce serait environ ${chance}.`,
  expectedSeats: 'Sièges selon la part de la population',
  panelSeats: 'Sièges dans le panel',
  pairColumn: 'Critères',
  offColumn: 'Sièges à changer',
  chanceColumn: 'Par hasard',
  allCombinations: (pair) => `Toutes les combinaisons : ${pair}`,
  otherCombinations: (count) => `${n(count)} combinaisons rares ensemble`,
  altCrossed: (cells, most) =>
    `Nuage de points de ${n(cells)} combinaisons de deux critères. La plus éloignée de la ligne est ${most}.`,
  altCrossedCell: (name, expected, panel) => `${name} : ${expected} sièges selon sa part, ${n(panel)} dans le panel`,

  chances: 'Les chances de chacun',
  chancesSay:
    'Tous ceux qui pouvaient être tirés, rangés des chances les plus faibles aux plus fortes. La ligne pointillée est ce qu’un tirage pur et simple donnerait à chacun.',
  peopleFromLowest: 'Personnes, par chances croissantes',
  chance: 'Chances',
  thisLottery: 'Ce tirage',
  plainRandom: 'Tirage pur et simple',
  lowest: 'Chances les plus faibles',
  highest: 'Chances les plus fortes',
  gini: 'Coefficient de Gini',
  geometricMean: 'Moyenne géométrique',
  withoutChance: 'Sans aucune chance',
  giniSays:
    'Le coefficient de Gini est 0 quand tout le monde a les mêmes chances, et proche de 1 quand une seule personne a tout. La moyenne géométrique est la plus élevée quand toutes les chances sont égales. Avec des quotas, elles ne peuvent pas toutes l’être.',
  altCurve: (low, high, mean) =>
    `Courbe de toutes les chances. Elle monte de ${low} à ${high} ; celle d’un tirage pur et simple serait plate, à ${mean}.`,

  lot: 'Comment le tirage s’est fait',
  objective: 'Ce qui comptait comme équitable',
  objectives: {
    leximin:
      'Les chances les plus faibles sont aussi fortes que les quotas le permettent, puis les deuxièmes plus faibles, et ainsi de suite.',
    maximin: 'Les chances les plus faibles sont aussi fortes que les quotas le permettent.',
    nash: 'Le produit de toutes les chances est aussi élevé que les quotas le permettent.',
    minimax:
      'Les chances les plus fortes sont aussi faibles que les quotas le permettent, puis les deuxièmes plus fortes, et ainsi de suite.',
    goldilocks: 'Ni très faibles ni très fortes : les deux extrêmes sont mis en balance.',
    diversimax: 'Chaque panel est aussi divers que possible, également pour deux critères à la fois.',
    legacy: 'Les panels ont été remplis siège par siège, en commençant par le groupe le plus rare.',
  },
  givesUp: {
    leximin: 'Les personnes au profil rare peuvent avoir bien plus de chances que d’autres.',
    maximin: 'Ne dit rien des autres chances que les plus faibles.',
    nash: 'Les chances les plus faibles peuvent l’être plus que nécessaire.',
    minimax: 'Certains peuvent n’avoir presque aucune chance.',
    goldilocks: 'Chaque extrême est moins bien garanti que s’il comptait seul.',
    diversimax: 'Les chances ne sont pas aussi égales qu’elles pourraient l’être ; certains peuvent n’en avoir aucune.',
    legacy: 'Les chances ne sont ni optimisées ni prouvées ; certains peuvent n’en avoir aucune.',
  },
  proof: 'Preuve',
  provedShort: 'C’est prouvé : avec ces quotas, aucun tirage ne peut faire mieux.',
  proofLevels: (levels) =>
    `Un certificat en ${levels === 1 ? '1 étape' : `${n(levels)} étapes`} le prouve : avec ces quotas, aucun tirage ne fait mieux, à un millionième près. Le vérifier ne demande que des additions et des multiplications.`,
  proofGap: 'Calculé jusqu’à l’optimum ; un second programme peut confirmer à quel point il en est proche.',
  proofNone: 'Aucun optimum n’est revendiqué pour les chances.',
  form: 'Loterie',
  named: (tickets) =>
    `${n(tickets)} billets numérotés, dont chacun est un panel entier qui respecte tous les quotas. Un billet a été tiré.`,
  onEachTicket: (panels) =>
    `${n(panels)} panels sont tirés à la fois. Lequel est le premier, lequel le deuxième : le même sort en a décidé.`,
  composition:
    'Une liste pondérée de panels par groupes, dont chacun respecte tous les quotas. La graine a choisi l’un d’eux, puis les personnes de chaque groupe.',
  rounding: (exact, kept) =>
    `En billets entiers, les chances les plus faibles sont de ${percent(kept)} ; avant l’arrondi, elles étaient de ${percent(exact)}.`,
  household: 'Au plus une personne par ménage.',
  seed: 'Graine',
  seedDice: (rolls) => `dés : ${rolls}`,
  seedDrand: (round) => `tour ${n(round)} de la balise aléatoire publique drand`,
  seedPick: (number) => `le numéro ${number}, tiré à la main`,
  seedText: (text) => `le texte « ${text} »`,
  number: 'Numéro tiré',
  commitment: 'Engagement',
  commitmentSays: 'Il vaut pour tout ce qui pouvait être tiré. Son début, à lire à voix haute, est l’empreinte.',
  fingerprint: 'Empreinte',

  check: 'Comment vérifier',
  checkSteps: (version) => [
    'Comparez l’engagement de cette page avec celui qui a été publié avant le tirage, dans le journal ou sur le site. S’ils sont identiques, personne n’a rien changé depuis.',
    'Ouvrez verify.html, parmi les fichiers publiés (draw/public), dans un navigateur. Il fonctionne sans internet et refait le tirage. Avec le reçu de votre lettre, il montre votre propre inscription et vos chances.',
    'Ou lancez « python3 verify.py » dans le même dossier : écrit indépendamment du logiciel de tirage, il ne demande que Python.',
    `Ou lancez « sortition verify draw-record.json » avec sortition-toolkit ${version}.`,
  ],
  checkUncommitted:
    'Rien n’a été publié avant ce tirage. On peut vérifier que la graine donne ce panel, et que la loterie respecte les quotas et est aussi équitable qu’annoncé.',
  checkOneOff: (version) => [
    `Lancez « sortition verify draw-record.json » avec sortition-toolkit ${version}, avec le vivier et les quotas sous la main.`,
  ],
  checked: 'Quand cette page a été écrite, le procès-verbal a été vérifié encore une fois : il est exact.',
  cannotShow: 'Que le registre et les réponses aient été justes au départ, ces fichiers ne peuvent pas le montrer.',

  about: 'À propos de ces chiffres',
  aboutPrivacy: (least) =>
    `Ni noms, ni adresses, ni inscription de qui que ce soit : cette page ne contient que des comptes. Les groupes auxquels appartiennent moins de ${n(least)} de ceux qui pouvaient être tirés sont réunis à un autre groupe, et les combinaisons aussi rares ne figurent que dans une somme.`,
  aboutMade: (version) => `Établi par sortition-toolkit ${version}. Les mêmes fichiers donnent la même page.`,
  sources: {
    register: 'La population est l’ensemble de ceux du registre qui peuvent participer.',
    shares: 'Les parts de la population sont celles des statistiques fournies par l’organisateur.',
    pool: 'Tous ceux qui peuvent participer pouvaient être tirés : la population et le vivier sont les mêmes.',
  },

  summaryKind: 'Résumé du tirage au sort',
  summaryMore: (features) =>
    features === 1
      ? '1 autre critère se trouve dans report.html.'
      : `${n(features)} autres critères se trouvent dans report.html.`,
  summaryFull: 'Tous les chiffres, et comment les vérifier : report.html.',

  plainRandomNote: 'Un tirage pur et simple ne respecte aucun quota ; il figure ici pour comparaison.',
  compareKind: 'Choix de l’objectif, avant le tirage',
  compareLead: (pool, seats) =>
    `Ce que seraient les chances de chacun, pour ${n(seats)} sièges et ${people(pool)} qui peuvent être tirées. Rien n’a été tiré.`,
  compareTable: 'Côte à côte',
  compareTableSays:
    'Chaque ligne est une idée de ce qui est équitable, calculée pour ces personnes et ces quotas. Aucun chiffre ne dit à lui seul laquelle est la bonne : le choix revient à ceux qui répondent du tirage.',
  compareBest: 'La meilleure valeur de chaque colonne est en gras.',
  compareCurves: 'Les chances une à une',
  compareObjective: 'Objectif',
  compareUnseatable: (count) =>
    `${people(count)} ne ${count < 2 ? 'figure' : 'figurent'} dans aucun panel qui respecte les quotas. Quel que soit l’objectif, ${count < 2 ? 'elle n’a' : 'elles n’ont'} aucune chance et ne ${count < 2 ? 'compte' : 'comptent'} pas ici.`,
  compareNext: (objectives) =>
    `Le choix se fait avec « objective: » dans sortition.yaml, avant de fixer la loterie. Comparés ici : ${objectives}.`,
};
