const kinds = ['Rue', 'Avenue', 'Place', 'Chemin', 'Allée', 'Square', 'Impasse', 'Boulevard'] as const;

const things = `
  des Tilleuls, des Érables, du Moulin, de l'Église, des Écoles, de la Gare, du Marché, des Tanneurs, du Canal,
  de la Fontaine, des Jardins, du Château, des Prés, de la Forêt, du Verger, des Vignes, de la Paix, de la
  Liberté, de l'Égalité, des Tisserands, des Forgerons, des Boulangers, du Four, de la Brasserie, de la
  Verrerie, des Teinturiers, du Puits, de la Source, du Ruisseau, de l'Étang, des Roses, des Lilas, des Genêts,
  des Bruyères, des Acacias, des Châtaigniers, des Chênes, du Hêtre, des Bouleaux, des Peupliers, des Saules,
  des Noisetiers, des Cerisiers, des Pommiers, des Poiriers, des Alouettes, des Hirondelles, du Rossignol, des
  Mésanges, de la Chapelle, du Presbytère, de l'Hôpital, de la Poste, du Théâtre, de la Bibliothèque, du Musée,
  des Arts, de la Musique, de l'Industrie, des Ateliers, du Chantier, de l'Écluse, du Pont, du Quai, du Port, de
  la Colline, du Plateau, de la Vallée, du Calvaire, de la Croix, de la Butte, de la Plaine, du Vallon, de la
  Clairière, du Midi, du Nord, de l'Aurore, du Couchant, de la Lune, des Étoiles, du Progrès, de l'Avenir, de la
  Concorde, du Souvenir, des Fleurs`
  .split(',')
  .map((thing) => thing.trim().replace(/\s+/g, ' '));

/** The i-th made-up street name (i ≥ 0), each another: common words in French, nobody's name. */
export function streetName(i: number): string {
  const round = Math.floor(i / things.length);
  const kind = kinds[((i % things.length) + round) % kinds.length];
  const again = Math.floor(round / kinds.length);
  return `${kind} ${things[i % things.length]}${again === 0 ? '' : ` ${again + 1}`}`;
}
