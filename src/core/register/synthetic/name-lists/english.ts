import { nameList } from './name-list.js';

/** English, for communities without a list of their own. */
export const english = nameList({
  men: `
    James, John, Robert, Michael, William, David, Richard, Thomas, Charles, Daniel, Matthew, Andrew, Paul, Mark,
    George, Steven, Edward, Brian, Kevin, Jason, Oliver, Jack, Harry, Leo, Samuel, Henry, Adam, Peter, Simon,
    Ian, Seán, André`,
  women: `
    Mary, Patricia, Jennifer, Linda, Elizabeth, Barbara, Susan, Jessica, Sarah, Karen, Margaret, Emma, Olivia,
    Amelia, Isla, Ava, Emily, Sophie, Grace, Lucy, Alice, Hannah, Laura, Rachel, Ruth, Helen, Claire, Jane, Zoë,
    Chloë, Siobhán, Renée`,
  surnames: `
    Smith, Jones, Taylor, Brown, Williams, Wilson, Johnson, Davies, Robinson, Wright, Thompson, Evans, Walker,
    White, Roberts, Green, Hall, Wood, Jackson, Clarke, Hill, Baker, Cooper, Ward, Turner, Carter, Phillips,
    Mitchell, Collins, Morris, Bell, Hughes, Edwards, Lewis, Allen, Scott, Young, King, Parker, Bennett,
    O'Connor, O'Brien, MacDonald, Fitzgerald, Brontë`,
});
