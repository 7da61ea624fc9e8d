import { nameList } from './name-list.js';

/** Spanish and Latin American. */
export const spanish = nameList({
  men: `
    Antonio, José, Manuel, Francisco, Juan, David, Javier, Daniel, Carlos, Jesús, Alejandro, Miguel, Rafael,
    Pedro, Ángel, Sergio, Fernando, Pablo, Luis, Jorge, Alberto, Álvaro, Diego, Adrián, Raúl, Enrique, Ramón,
    Vicente, Iván, Rubén, Óscar, Andrés, Joaquín, Víctor, Martín`,
  women: `
    María, Carmen, Ana, Isabel, Laura, Cristina, Marta, Dolores, Lucía, Pilar, Elena, Raquel, Mercedes, Rosa,
    Beatriz, Nuria, Silvia, Julia, Patricia, Irene, Teresa, Andrea, Rocío, Mónica, Alba, Ángela, Sofía, Inés,
    Concepción, Belén, Begoña, Verónica, Natalia, Yolanda`,
  surnames: `
    García, González, Rodríguez, Fernández, López, Martínez, Sánchez, Pérez, Gómez, Martín, Jiménez, Ruiz,
    Hernández, Díaz, Moreno, Muñoz, Álvarez, Romero, Alonso, Gutiérrez, Navarro, Torres, Domínguez, Vázquez,
    Ramos, Gil, Ramírez, Serrano, Blanco, Molina, Suárez, Ortega, Delgado, Castro, Ortiz, Rubio, Marín, Sanz,
    Núñez, Iglesias, García López, Fernández Díaz, Peña Vargas`,
});
