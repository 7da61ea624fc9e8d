import { nameList } from './name-list.js';

/** Polish names as exports without ł and ń write them. */
export const polish = nameList({
  men: `
    Piotr, Krzysztof, Andrzej, Tomasz, Pawel, Jan, Marcin, Michal, Grzegorz, Jakub, Adam, Lukasz, Zbigniew,
    Jerzy, Tadeusz, Mateusz, Dariusz, Mariusz, Wojciech, Ryszard, Kamil, Rafal, Robert, Maciej, Szymon, Dawid,
    Kacper, Antoni, Filip, Stanislaw`,
  women: `
    Anna, Maria, Katarzyna, Malgorzata, Agnieszka, Barbara, Ewa, Krystyna, Elzbieta, Zofia, Teresa, Magdalena,
    Joanna, Monika, Danuta, Jadwiga, Beata, Dorota, Renata, Halina, Jolanta, Iwona, Aleksandra, Natalia,
    Wiktoria, Julia, Karolina, Paulina, Marta, Sylwia`,
  surnames: `
    Nowak, Kowalski, Kaminski, Lewandowski, Zielinski, Szymanski, Dabrowski, Kozlowski, Jankowski, Mazur,
    Wojciechowski, Kwiatkowski, Krawczyk, Kaczmarek, Piotrowski, Grabowski, Pawlowski, Michalski, Król,
    Wieczorek, Jablonski, Wróbel, Majewski, Olszewski, Stepien, Malinowski, Jaworski, Adamczyk, Dudek, Nowicki,
    Góral, Wójcik, Sikora, Baran, Rutkowski, Szewczyk, Tomaszewski, Zalewski, Pietrzak, Wilk`,
});
