import { nameList } from './name-list.js';

/** Turkish names as exports without ğ, ı and ş write them. */
export const turkish = nameList({
  men: `
    Mehmet, Mustafa, Ahmet, Ali, Hüseyin, Hasan, Ibrahim, Ismail, Osman, Yusuf, Murat, Ömer, Ramazan, Halil,
    Süleyman, Abdullah, Mahmut, Recep, Salih, Fatih, Kadir, Emre, Hakan, Adem, Kemal, Yasar, Bekir, Musa, Metin,
    Orhan, Bayram, Serkan, Sinan, Gökhan, Ümit, Özgür, Kaan, Efe, Enes, Yigit`,
  women: `
    Fatma, Ayse, Emine, Hatice, Zeynep, Elif, Meryem, Serife, Zehra, Sultan, Hanife, Merve, Havva, Zeliha, Esra,
    Fadime, Özlem, Hacer, Yasemin, Hülya, Cemile, Sevim, Gülsüm, Leyla, Dilek, Büsra, Aysel, Songül, Kübra,
    Halime, Esma, Aynur, Hayriye, Kadriye, Tugba, Rabia, Sevgi, Rukiye, Hatun, Nur`,
  surnames: `
    Yilmaz, Kaya, Demir, Sahin, Çelik, Yildiz, Yildirim, Öztürk, Aydin, Özdemir, Arslan, Dogan, Kiliç, Aslan,
    Çetin, Kara, Koç, Kurt, Özkan, Simsek, Polat, Korkmaz, Çakir, Erdogan, Can, Acar, Sen, Aktas, Güler, Yalçin,
    Güne, Bozkurt, Bulut, Keskin, Ünal, Turan, Gül, Özer, Isik, Kaplan, Avci, Sari, Tekin, Tas, Köse, Yüksel,
    Ates, Aksoy, Çoban, Ünlü`,
});
