import { nameList } from './name-list.js';

/** Portuguese and Brazilian. */
export const portuguese = nameList({
  men: `
    José, António, João, Manuel, Luís, Francisco, Carlos, Pedro, Paulo, Rui, Jorge, Miguel, Fernando, Nuno,
    Ricardo, Tiago, Bruno, André, Hugo, Vítor, Sérgio, Joaquim, Mário, Álvaro, Armando, Duarte, Filipe, Gonçalo,
    Simão, Tomé`,
  women: `
    Maria, Ana, Isabel, Fernanda, Teresa, Paula, Cristina, Sandra, Carla, Sónia, Patrícia, Inês, Rita, Marta,
    Joana, Catarina, Mariana, Beatriz, Leonor, Conceição, Lurdes, Rosa, Graça, Helena, Sílvia, Mónica, Andreia,
    Cláudia, Fátima, Antónia`,
  surnames: `
    Silva, Santos, Ferreira, Pereira, Oliveira, Costa, Rodrigues, Martins, Jesus, Sousa, Fernandes, Gonçalves,
    Gomes, Lopes, Marques, Alves, Almeida, Ribeiro, Pinto, Carvalho, Teixeira, Moreira, Correia, Mendes, Nunes,
    Soares, Vieira, Monteiro, Cardoso, Rocha, Raposo, Neves, Coelho, Cruz, Cunha, Pires, Ramos, Reis, Simões,
    Antunes, da Silva, dos Santos, Conceição, Araújo, Magalhães, Falcão`,
});
