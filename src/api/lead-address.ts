import { asTyped } from "./contract/email-key.ts";
import { ALL_LEADS, type LeadQuery } from "./contract/lead-query.ts";
import type { LeadFilter } from "./contract/lead-query.ts";
import {
  LEAD_FILTERS,
  type LeadFilterName,
  ME,
  OWNERS,
  SOURCES,
  UNASSIGNED,
} from "./contract/vocabulary.ts";
import { isBlank } from "./contract/visible-text.ts";

/** The drawer's sections, as the address names them. */
export const LEAD_TABS = ["summary", "opt-ins", "billing", "activity"] as const;
export type LeadTab = (typeof LEAD_TABS)[number];

/** What the address of any page says that has leads open beside its list. */
export interface OpenLeadAddress {
  /** The open lead. */
  readonly lead: string | undefined;
  /** That of its opt-ins where it is opened at one and nothing else is said. */
  readonly tab: LeadTab | undefined;
  /** The one of its opt-ins that it is opened at. */
  readonly optIn: string | undefined;
  /** What was given and can't be taken, each once, as it was given. */
  readonly leftOut: readonly Given[];
}

/** What the lead page's address says. */
export interface LeadAddress extends OpenLeadAddress {
  /** The list. Its filter is without names that have no value: equal filters, equal keys. */
  readonly query: LeadQuery;
}

type Given = readonly [name: string, value: string];

/**
 * Reads the query string of the lead page's address. The page and the server, which sends the
 * first rows with the page, must read it alike. What can only mean one thing is read as that, however
 * it was pasted; what can't be taken is left out, and the rest applies. Never throws.
 */
export function readLeadAddress(search: string): LeadAddress {
  const filter: LeadFilter = {};
  const open = readOpenLead(search, (name, given) => {
    if (!isFilter(name)) return false;
    const value = VALUES[name](given);
    if (value !== undefined) filter[name] = withValue(filter[name] ?? [], value);
    return value !== undefined;
  });
  return { query: { ...ALL_LEADS, filter: inOrder(filter) }, ...open };
}

/**
 * Reads the same way which lead a page's address has open.
 * @param takeOther takes what else it may say, and tells whether that makes sense
 */
export function readOpenLead(
  search: string,
  takeOther: (name: string, given: string) => boolean = () => false,
): OpenLeadAddress {
  const parameters = [...new URLSearchParams(search)];
  const leftOut = new Map<string, Given>();
  const lead = firstOf("lead", guidIn);
  // Whose it would be isn't said otherwise.
  const optIn = lead && firstOf("opt-in", guidIn);
  const tab = firstOf("tab", tabIn);

  /** The first value with that name that can be read. */
  function firstOf<Value>(name: string, read: (given: string) => Value | undefined) {
    for (const [given, value] of parameters) {
      const taken = nameIn(given) === name ? read(value) : undefined;
      if (taken !== undefined) return taken;
    }
    return undefined;
  }

  /** Whether a parameter makes sense. There is one open lead, whatever else is named. */
  const take = (name: string, given: string): boolean => {
    switch (name) {
      case "lead":
        return lead !== undefined && guidIn(given) === lead;
      case "opt-in":
        return optIn !== undefined && guidIn(given) === optIn;
      case "tab":
        return tab !== undefined && tabIn(given) === tab;
      default:
        return takeOther(name, given);
    }
  };

  for (const [given, value] of parameters) {
    const name = nameIn(given);
    const isSilent = isBlank(value) || TRACKING.test(name);
    if (!isSilent && !take(name, value)) leftOut.set(`${given}=${value}`, [given, value]);
  }
  return {
    lead,
    tab: tab ?? (optIn ? "opt-ins" : undefined),
    optIn,
    leftOut: [...leftOut.values()],
  };
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

const isFilter = (name: string): name is LeadFilterName =>
  LEAD_FILTERS.some((filter) => filter === name);

/** In the order of the buttons, whatever the order in the address. */
const inOrder = (filter: LeadFilter): LeadFilter =>
  Object.fromEntries(LEAD_FILTERS.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])));

/** The documented API's own name for a filter. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  OWNERS.map(({ owner, parameter }) => [parameter, owner]),
);

/** Names in any case, `status[]` as some write lists, `amp;status` from a link pasted as HTML. */
function nameIn(given: string): string {
  const name = given
    .trim()
    .replace(/^(?:amp;)+/i, "")
    .replace(/\[\d*\]$/, "")
    .toLowerCase();
  return ALIASES.get(name) ?? name;
}

/** What mailers, ad networks and statistics append to every link; it means nothing here. */
const TRACKING =
  /^(?:(?:utm|mc|ml|hsa|pk|mtm|piwik|matomo|oly|gad|vero|trk|elq|fb|ck)_.*|_\w+|\w*(?:clid|clkid|_cid)|gclsrc|[gw]braid|igshid?|igsh|mkt_tok|hsctatracking|li_fat_id|epik|srsltid|ref_src|cmpid)$/;

type ReadValue = (given: string) => string | undefined;

const owner: ReadValue = (given) => {
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
const source: ReadValue = (given) => {
  const text = given.trim();
  const bare = unpunctuated(text);
  if (isSource(bare)) return bare;
  // Several at once are written by repeating the name.
  const parts = text.split(/[,;|]/).map((part) => part.trim());
  const isList = parts.length > 1 && parts.every((part) => part === "" || isSource(part));
  return isList ? undefined : text;
};

/** How each filter's values are read. */
const VALUES: Readonly<Record<LeadFilterName, ReadValue>> = {
  source,
  status: guidIn,
  setter: owner,
  closer: owner,
  triager: owner,
};

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Ids mean the same in any case, and this way equal ones are equal. */
function guidIn(given: string): string | undefined {
  const id = unwrapped(given).toLowerCase();
  return GUID.test(id) ? id : undefined;
}

const tabIn = (given: string): LeadTab | undefined =>
  LEAD_TABS.find((one) => one === unpunctuated(given).toLowerCase());

/** Each once. */
const withValue = (values: string[], value: string): string[] =>
  values.includes(value) ? values : [...values, value];

/** A chat takes the sentence's end for the link's, and a mail the bracket after it. */
const unpunctuated = (text: string): string => text.trim().replace(/[\s.,;:!?)>\]}"”’]+$/u, "");

/** The same of what stands in brackets or quotes as a whole. */
const unwrapped = (text: string): string =>
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
