import { nameList } from './name-list.js';

/** Moroccan, Algerian and Tunisian names in French spelling. */
export const maghrebi = nameList({
  men: `
    Mohamed, Ahmed, Youssef, Hamza, Ayoub, Bilal, Mehdi, Karim, Rachid, Hassan, Said, Abdelkader, Abdellah,
    Adil, Anas, Amine, Aziz, Brahim, Driss, Fouad, Hakim, Hicham, Ibrahim, Idriss, Ilias, Imad, Ismaël, Jamal,
    Khalid, Larbi, Mokhtar, Mourad, Mustapha, Nabil, Naïm, Noureddine, Omar, Othmane, Rayan, Redouane, Reda,
    Samir, Soufiane, Tarik, Yassine, Younes, Zakaria, Zouhair, Noâm, Saïd`,
  women: `
    Fatima, Khadija, Aïcha, Amina, Naïma, Samira, Malika, Rachida, Latifa, Yasmina, Sara, Imane, Salma, Nora,
    Hafsa, Hajar, Sanaa, Souad, Zineb, Zohra, Ikram, Ilham, Inès, Jamila, Karima, Kenza, Leïla, Loubna, Mariam,
    Meryem, Mina, Mounia, Nadia, Najat, Nawal, Rania, Rim, Saïda, Sihame, Soraya, Soumaya, Touria, Wafae,
    Yousra, Assia, Dounia, Fadila, Ghizlane, Houda, Lina`,
  surnames: `
    Benali, Amrani, El Amrani, Bouazza, Ziani, El Idrissi, Alaoui, Haddad, Ben Ahmed, El Khattabi, Aït Ali, Aït
    Lahcen, Bakkali, Belkacem, Benmoussa, Bennani, Benslimane, Berrada, Bouchaib, Boulahya, Bouzid, Chaoui,
    Chérif, Daoudi, El Fassi, El Hajjaji, El Mansouri, El Ouali, El Yousfi, Essaïdi, Ezzahraoui, Fikri, Ghazi,
    Guessous, Hamdaoui, Hamidi, Hassani, Jabri, Kabbaj, Kaddouri, Khaldi, Lahlou, Lamrani, Mahmoudi, Mansouri,
    Mokhtari, Mrabet, Naciri, Nejjar, Ouali, Ouahbi, Ouardi, Rahmani, Saïdi, Sebti, Slimani, Tahiri, Tazi,
    Touzani, Yacoubi, Zerouali, Zitouni, Ben Haddou, Ouchène`,
});
