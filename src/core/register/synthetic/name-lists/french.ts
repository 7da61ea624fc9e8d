import { nameList } from './name-list.js';

/** French, as in francophone Belgium. */
export const french = nameList({
  men: `
    Jean, Pierre, Michel, André, Luc, Philippe, Marc, Thomas, Nicolas, Alexandre, Julien, François, Étienne,
    Rémi, Maxime, Louis, Hugo, Arthur, Gabriel, Nathan, Lucas, Théo, Noé, Benoît, Jérôme, Sébastien, Frédéric,
    Grégory, Olivier, Christophe, Vincent, Guillaume, Antoine, Adrien, Simon, Mathéo, Raphaël, Cédric, Loïc,
    Raoul, Émile, René, Joël, Gaëtan, Tanguy, Jean-Luc, Jean-Marc, Jean-François, Cyrille, Hervé, Thibault,
    Aurélien, Éric, Yves, Damien`,
  women: `
    Marie, Anne, Isabelle, Nathalie, Sophie, Julie, Camille, Emma, Léa, Chloé, Zoé, Louise, Alice, Juliette,
    Élise, Hélène, Cécile, Béatrice, Françoise, Monique, Jacqueline, Christine, Véronique, Catherine, Céline,
    Émilie, Aurélie, Stéphanie, Laetitia, Noémie, Inès, Manon, Lucie, Clémence, Mathilde, Éloïse, Anaïs, Joëlle,
    Geneviève, Renée, Thérèse, Danièle, Michèle, Agnès, Solène, Maëlle, Anne-Marie, Marie-Claire, Marie-Thérèse,
    Régine, Adèle, Élodie, Valérie, Florence, Delphine`,
  surnames: `
    Dubois, Lambert, Dupont, Martin, Simon, Leroy, Laurent, Renard, Lejeune, Denis, François, Gérard, Leclercq,
    Mathieu, Charlier, Noël, Bodart, Dumont, Legrand, Fontaine, Collard, Hubert, Delvaux, Marchal, Thomas,
    Bertrand, Lefèvre, Carlier, Delcourt, Desmet, Évrard, Gillet, Hardy, Jacquemin, Lacroix, Lemaire, Léonard,
    Maréchal, Michaux, Mercier, Moreau, Parmentier, Piérard, Poncelet, Rousseau, Thiry, Toussaint, Warnier,
    Wauters, Wéry, Boulanger, Brasseur, Cornet, Delhaye, Deprez, Étienne, Fosséprez, Grégoire, Henrard, Honoré,
    Jadot, Bâtonnier, Castel, D'Hainaut, Duchêne, Forestier, Gaspard, Lhoëst, De Coster, De Cock,
    Dupont-Lambert, Leclercq-Renard, Saint-Amand, de Wée, Delaître, Préaux, Quévrain`,
});
