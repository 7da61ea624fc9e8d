import { nameList } from './name-list.js';

/** Dutch, as in Flanders. */
export const dutch = nameList({
  men: `
    Jan, Luc, Marc, Patrick, Dirk, Johan, Koen, Bart, Wim, Tom, Pieter, Stijn, Jeroen, Kevin, Bram, Wout, Lars,
    Daan, Noah, Lucas, Arthur, Jules, Finn, Seppe, Robbe, Geert, Hendrik, Joris, Kristof, Maarten, Michiel,
    Niels, Ruben, Sander, Thijs, Yannick, Frans, Gustaaf, Jozef, Lieven, André, Raf, Björn, Jérôme, Théo`,
  women: `
    Maria, An, Els, Griet, Hilde, Ingrid, Katrien, Kristel, Leen, Lies, Marijke, Mieke, Nele, Sofie, Tine,
    Veerle, Lotte, Emma, Elena, Marie, Louise, Julie, Noor, Fien, Amber, Charlotte, Hanne, Ilse, Joke, Karen,
    Lieve, Martine, Rita, Sarah, Silke, Tinne, Ann-Sofie, Chloé, Zoë, Renée, Hélène, Anaïs, Loes, Godelieve,
    Heidi`,
  surnames: `
    Peeters, Janssens, Maes, Jacobs, Mertens, Willems, Claes, Goossens, Wouters, De Smet, Pauwels, Hermans,
    Aerts, Michiels, Van Damme, De Vos, Martens, Lemmens, Van den Broeck, Van de Velde, De Backer, Segers,
    Smets, Cools, Stevens, Van Hove, Verhoeven, Bogaerts, Van Acker, De Clercq, D'Hondt, D'Haese, Coppens,
    Declercq, Desmedt, Van der Linden, Vandenberghe, Verbeke, Verstraete, Van Dyck, Vermeulen, Verlinden,
    Hendrickx, Baert, De Wachter, Laenen, Nijs, Op de Beeck, 't Kindt, Van Cauwenbergh, Vanneste, Thys,
    Timmermans, De Ridder, Van Impe, Wauters, Meeüs`,
});
