/** Between threads a thousand texts in one are copied in a fraction of the time of a thousand texts. No text has a NUL. */
export const SEPARATOR = '\0';

/** Bytes of an HMAC-SHA256. */
export const LOT_BYTES = 32;
