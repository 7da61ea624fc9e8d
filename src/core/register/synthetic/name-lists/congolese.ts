import { nameList } from './name-list.js';

/** Congolese, Guinean, Cameroonian and other names of francophone Africa. */
export const congolese = nameList({
  men: `
    Jean, Joseph, Emmanuel, Patrick, Christian, Dieudonné, Pascal, Serge, Papy, Trésor, Fiston, Héritier,
    Jonathan, David, Mamadou, Ibrahima, Amadou, Moussa, Ousmane, Alpha, Boubacar, Thierno, Souleymane,
    Abdoulaye, Cheick, Éric, Blaise, Hervé, Aimé, Désiré`,
  women: `
    Marie, Jeanne, Chantal, Esther, Ruth, Grâce, Bénédicte, Divine, Merveille, Gloire, Naomie, Rachel,
    Fatoumata, Mariama, Aminata, Aïssatou, Kadiatou, Hawa, Oumou, Djénabou, Hadja, Mariam, Rose, Béatrice,
    Clémentine, Espérance, Joséphine, Solange, Thérèse, Nadège`,
  surnames: `
    Diallo, Bah, Barry, Sow, Camara, Condé, Keïta, Traoré, Touré, Sylla, Diop, Ndiaye, Fall, Mbaye, Kamara,
    Mukendi, Kabongo, Ilunga, Kalala, Mbuyi, Tshibangu, Mutombo, Ngoy, Kasongo, Lukusa, Mulumba, Nzuzi, Makiese,
    Mbala, Luzolo, Nsimba, Kabeya, Ngalula, Bakari, Essomba, Mbarga, Nkoulou, Fotso, Kamga, Tchoupo, Ouédraogo,
    Sawadogo, Kaboré, Zongo, Koné, Ouattara, N'Diaye, N'Guessan, M'Bala`,
});
