import { nameList } from './name-list.js';

/** Syrian, Iraqi and other names of the Middle East in French or English spelling. */
export const arabic = nameList({
  men: `
    Ahmad, Mohammad, Omar, Khaled, Mahmoud, Ibrahim, Youssef, Abdul, Ali, Hussein, Hassan, Basel, Fadi, Firas,
    Ghassan, Haitham, Hani, Issam, Jamil, Kamal, Louay, Majed, Mazen, Nader, Nizar, Anwar, Qusay, Rami, Sami,
    Tarek, Wael, Walid, Yaser, Ziad, Élias`,
  women: `
    Fatima, Maryam, Nour, Rima, Hala, Hanan, Lamia, Layla, Maha, Manal, Maya, Mona, Nada, Nadine, Najwa,
    Nisreen, Ola, Rana, Rasha, Reem, Roula, Sahar, Salma, Samar, Sawsan, Sham, Souad, Suha, Tala, Widad, Yara,
    Zahra, Zeina, Ghada, Dima`,
  surnames: `
    Haddad, Khoury, Khalil, Hassan, Ibrahim, Ali, Al Ahmad, Al Hassan, Al Khatib, Al Masri, Al Najjar, Al Sayed,
    Antoun, Assaf, Awad, Aziz, Barakat, Bitar, Daher, Darwish, Fares, Habib, Hamdan, Hamoud, Hariri, Issa,
    Jaber, Kassem, Mansour, Moussa, Nasser, Nassif, Qasim, Rahal, Saad, Saleh, Salloum, Sabbagh, Shahin, Shami,
    Suleiman, Tahan, Younes, Zaher, Zein, Abou Zeid, Nasréddine`,
});
