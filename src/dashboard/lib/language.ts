/**
 * The language of dates, numbers and countries, as a tag for `Intl`: that of the page's own
 * sentences, which are English. A reader of English has their own kind of it, anyone else `en` with
 * the clock they are used to, of 12 or of 24 hours.
 * @param reader the reader's language; left out: the browser's, which `Intl` takes where it is told
 * nothing
 */
export function languageFor(reader?: string): string | undefined {
  if (/^en\b/i.test(reader ?? navigator.language)) return reader;
  const format = new Intl.DateTimeFormat(reader, { hour: "numeric" });
  return `en-u-hc-${format.resolvedOptions().hourCycle ?? "h23"}`;
}

export const pageLanguage = languageFor();
