const DIGITS = 20;

/**
 * The beginning of a commitment, to be read aloud: 20 hexadecimal digits in five groups of four, as many as a hall can follow.
 * For the ear only. Nobody can make a lottery with the fingerprint of another one (2^80 trials), but whoever prepares two
 * together can make them agree in it (2^40): what is published and verified is the whole commitment.
 */
export const fingerprintOf = (commitment: string): string => groupsOfFour(commitment.slice(0, DIGITS)).join(' ');

/** As long hexadecimal texts are printed: nobody reads 64 digits in one piece without losing their place. */
export const groupsOfFour = (hex: string): string[] => hex.match(/.{1,4}/g) ?? [];
