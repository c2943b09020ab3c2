import { asTyped } from "./contract/text/email-key.ts";
import { NONE } from "./contract/leads/filter-values.ts";
import {
  type LeadFilter,
  LEAD_SORTS,
  LeadFilterQuery,
  type LeadSort,
  OVERDUE,
  type PlainFilterName as PlainName,
} from "./contract/leads/lead-query.ts";
import { ME, SOURCES, UNASSIGNED } from "./contract/vocabulary.ts";
import { tidyRange } from "./address-range.ts";

/* How an address' values are read: what can only mean one thing as that, however it was pasted. */

export type FilterName = keyof LeadFilter;
type ReadValue = (given: string) => string | undefined;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- those are its keys
export const FILTER_NAMES = Object.keys(LeadFilterQuery) as FilterName[];

/**
 * Reads a value of a filter as the filter takes it, but for `me` and days, which mean something else
 * to everyone who looks.
 * @returns nothing for what can't be taken
 */
export const readFilterValue = (name: FilterName, given: string): string | undefined =>
  VALUES[plainName(name)].read(given);

/** Whether a filter is by people, so that it may mean whoever looks. */
export const isOfPeople = (name: FilterName): boolean => VALUES[plainName(name)] === owner;

/** Whether a filter is by ranges of time. */
export const isOfTimes = (name: FilterName): boolean => VALUES[plainName(name)].isOfTimes ?? false;

/** The filter that one with `not_` is the opposite of. */
export const plainName = (name: FilterName): PlainName =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each of them has its opposite, by the contract
  name.replace(/^not_/, "") as PlainName;

const readOwner: ReadValue = (given) => {
  for (const text of [given, decodedOnceMore(given)]) {
    const value = emailInQuery(unwrapped(text));
    const word = value.toLowerCase();
    if (word === ME || word === UNASSIGNED) return word;
    if (EMAIL.test(value)) return value;
  }
  return undefined;
};

const EMAIL = /^[^\s@]+@[^\s@]+$/;

const isSource = (text: string) => SOURCES.some((source) => source === text);

/** Hermon may have sources that nobody here knows, so that all that can be read may be one. */
const readSource: ReadValue = (given) => {
  const text = given.trim();
  const bare = unpunctuated(text);
  if (isSource(bare)) return bare;
  // Several at once are written by repeating the name.
  const parts = text.split(/[,;|]/).map((part) => part.trim());
  const isList = parts.length > 1 && parts.every((part) => part === "" || isSource(part));
  return isList ? undefined : text;
};

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Ids mean the same in any case, and this way equal ones are equal. */
export const readGuid: ReadValue = (given) => {
  const id = unwrapped(given).toLowerCase();
  return GUID.test(id) ? id : undefined;
};

const wordOf =
  (...words: readonly string[]): ReadValue =>
  (given) =>
    words.find((word) => word === unwrapped(given).toLowerCase());

const readCountry: ReadValue = (given) => {
  const code = unwrapped(given);
  return code.toLowerCase() === NONE ? NONE : /^[a-z]{2}$/i.exec(code)?.[0].toUpperCase();
};

/** How the values of a filter are read. */
interface Values {
  readonly read: ReadValue;
  readonly isOfTimes?: true;
}

const owner: Values = { read: readOwner };

/** Forms and campaigns are called anything. */
const anyText: Values = { read: (given) => given };

/** Ranges of time, or a word. */
function times(...words: readonly string[]): Values {
  const readWord = wordOf(...words);
  return { read: (given) => readWord(given) ?? tidyRange(given), isOfTimes: true };
}

const VALUES: Readonly<Record<PlainName, Values>> = {
  source: { read: readSource },
  status: { read: readGuid },
  setter: owner,
  closer: owner,
  triager: owner,
  owner,
  open: { read: wordOf("yes", "no") },
  country: { read: readCountry },
  phone: { read: wordOf("yes", "no") },
  repeat: { read: wordOf("yes", "no") },
  form: anyText,
  campaign: anyText,
  next_touch_point: times(OVERDUE, NONE),
  created: times(),
  updated: times(),
};

/** Reads "name" or "-name" as a column that a list is sorted by. */
export function readSort(given: string): LeadSort | undefined {
  const name = unwrapped(given).toLowerCase();
  const column = LEAD_SORTS.find((one) => one === name || `-${one}` === name);
  return column && { column, desc: name.startsWith("-") };
}

/**
 * Someone's e-mail address in a query string. It holds no blank, so a blank before the `@` is a
 * plus that nobody escaped. Text without an `@` comes back as it is, without outer blanks.
 */
export function emailInQuery(text: string): string {
  const email = asTyped(text);
  const at = email.lastIndexOf("@");
  return at < 0 ? email : email.slice(0, at).replaceAll(/\s/g, "+") + email.slice(at);
}

/** A chat takes the sentence's end for the link's, and a mail the bracket after it. */
export const unpunctuated = (text: string): string =>
  text.trim().replace(/[\s.,;:!?)>\]}"”’]+$/u, "");

/** The same of what stands in brackets or quotes as a whole. */
export const unwrapped = (text: string): string =>
  unpunctuated(text)
    .replace(/^[<([{"“\s]+/u, "")
    .replace(/^mailto:/i, "");

/** A link that was escaped on its way though it was escaped already. */
function decodedOnceMore(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
