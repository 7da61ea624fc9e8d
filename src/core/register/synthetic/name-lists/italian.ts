import { nameList } from './name-list.js';

/** Italian. */
export const italian = nameList({
  men: `
    Giuseppe, Giovanni, Antonio, Mario, Luigi, Francesco, Angelo, Vincenzo, Pietro, Salvatore, Carlo, Franco,
    Domenico, Bruno, Paolo, Michele, Giorgio, Aldo, Sergio, Luciano, Andrea, Marco, Luca, Matteo, Alessandro,
    Davide, Simone, Stefano, Roberto, Niccolò, Nicolò, Lorenzo, Riccardo, Fabio`,
  women: `
    Maria, Anna, Giuseppina, Rosa, Angela, Giovanna, Teresa, Lucia, Carmela, Caterina, Francesca, Antonietta,
    Carla, Elena, Concetta, Rita, Margherita, Franca, Paola, Giulia, Chiara, Sara, Martina, Federica, Silvia,
    Elisa, Valentina, Alessia, Sofia, Aurora, Noemi, Lucrezia, Marta, Zoè`,
  surnames: `
    Rossi, Russo, Ferrari, Esposito, Bianchi, Romano, Colombo, Ricci, Marino, Greco, Bruno, Gallo, Conti, De
    Luca, Mancini, Costa, Giordano, Rizzo, Lombardi, Moretti, Barbieri, Fontana, Santoro, Mariani, Rinaldi,
    Caruso, Ferrara, Galli, Martini, Leone, Longo, Gentile, Martinelli, Vitale, Lombardo, Serra, Coppola, De
    Santis, D'Angelo, D'Amico, Marchetti, Parisi, Villa, Conte, Cantù, Nicolò, Dell'Orto, Forlì`,
});
