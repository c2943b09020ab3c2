/** A text by anyone in quotation marks, in whichever direction it is read. */
export const quoted = (text: string): string => `“\u2068${text}\u2069”`;
