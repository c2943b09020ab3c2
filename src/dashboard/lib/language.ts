/**
 * The language of dates, numbers and countries, as a tag for `Intl`: English, as the page's sentences
 * are. A reader of English has their own kind of it, anyone else the clock they are used to.
 * @param reader the reader's language; left out: the browser's, which is `Intl`'s default
 */
export function languageFor(reader?: string): string | undefined {
  if (/^en\b/i.test(reader ?? navigator.language)) return reader;
  const format = new Intl.DateTimeFormat(reader, { hour: "numeric" });
  return `en-u-hc-${format.resolvedOptions().hourCycle ?? "h23"}`;
}

export const pageLanguage = languageFor();
