import { nameList } from './name-list.js';

/** Romanian and Bulgarian names as exports without ș and ț write them. */
export const romanian = nameList({
  men: `
    Andrei, Alexandru, Ion, Mihai, Stefan, Gheorghe, Vasile, Nicolae, Cristian, Florin, Marian, Adrian, Bogdan,
    Catalin, Constantin, Costel, Cosmin, Daniel, Dragos, Dumitru, Emil, Gabriel, Georgi, Dimitar, Ivan, Ionut,
    Iulian, Liviu, Lucian, Marius, Petru, Radu, Razvan, Sorin, Traian, Valentin, Viorel, Vlad, Petar, Plamen`,
  women: `
    Maria, Elena, Ioana, Andreea, Ana, Mihaela, Cristina, Alina, Daniela, Gabriela, Mariana, Florentina,
    Georgiana, Simona, Roxana, Raluca, Oana, Nicoleta, Monica, Mirela, Loredana, Laura, Irina, Ileana, Doina,
    Diana, Cornelia, Corina, Claudia, Carmen, Camelia, Bianca, Angela, Adriana, Adina, Desislava, Ivanka,
    Rositsa, Violeta`,
  surnames: `
    Popescu, Ionescu, Popa, Radu, Dumitru, Stan, Stoica, Gheorghe, Matei, Ciobanu, Constantin, Rusu, Marin,
    Tudor, Dobre, Barbu, Nistor, Florea, Dinu, Georgescu, Stanciu, Munteanu, Moldovan, Dragomir, Lazar, Cristea,
    Neagu, Oprea, Sandu, Toma, Voicu, Vasilescu, Zamfir, Câmpeanu, Pâslaru, Ivanov, Dimitrov, Petrov, Georgiev,
    Todorov`,
});
