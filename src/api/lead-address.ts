import { FILTER_NAMES, type FilterName, readFilterValue, readGuid } from "./address-values.ts";
import { readSort, unpunctuated, unwrapped } from "./address-values.ts";
import {
  type LeadFilter,
  type LeadQuery,
  leadQueryParameters,
  type LeadSort,
  LONGEST_SEARCH,
} from "./contract/leads/lead-query.ts";
import { OWNERS } from "./contract/vocabulary.ts";
import { isBlank, legibleLine } from "./contract/text/visible-text.ts";
import { queryString } from "./query-string.ts";

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
  /**
   * The list in the address' own words: with `me`, days, and days by how far they are from today, where
   * the server is asked for e-mails and moments (`domain/lead/asked-query.ts`). Its filter is without
   * names that have no value: equal filters, equal keys.
   */
  readonly query: LeadQuery;
  /** The id of a saved view. */
  readonly view: string | undefined;
}

type Given = readonly [name: string, value: string];

/**
 * Reads the query string of the lead page's address. The page and the server, which sends the
 * first rows with the page, must read it alike. What can only mean one thing is read as that, however
 * it was pasted; what can't be taken is left out, and the rest applies. Never throws.
 */
export function readLeadAddress(search: string): LeadAddress {
  const filter: LeadFilter = {};
  const sort: LeadSort[] = [];
  let searched = "";
  let view: string | undefined;

  const takeFilter = (name: FilterName, given: string) => {
    const value = readFilterValue(name, given);
    const values: string[] = filter[name] ?? [];
    if (value !== undefined) Object.assign(filter, { [name]: withValue(values, value) });
    return value !== undefined;
  };
  const takeSort = (given: string) => {
    const read = readSort(given);
    const isNew = read !== undefined && sort.every(({ column }) => column !== read.column);
    if (isNew) sort.push(read);
    return isNew;
  };
  const open = readOpenLead(search, (name, given) => {
    switch (name) {
      case "sort":
        return takeSort(given);
      case "search": {
        // There is one, as there is one view.
        searched ||= searchIn(given) ?? "";
        return searched === searchIn(given);
      }
      case "view":
        view ??= viewIn(given);
        return view !== undefined && view === viewIn(given);
      default:
        return isFilter(name) && takeFilter(name, given);
    }
  });
  return { query: { filter: inOrder(filter), search: searched, sort }, view, ...open };
}

/**
 * Writes the query string that {@link readLeadAddress} reads, the same for the same address; what it
 * says in vain comes last.
 */
export function writeLeadAddress(
  address: Pick<LeadAddress, "query"> & Partial<LeadAddress>,
): string {
  const { query, view, lead, tab, optIn, leftOut = [] } = address;
  const said = { view, ...leadQueryParameters(query), lead, tab, "opt-in": optIn };
  return queryString(said, leftOut);
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
  const lead = firstOf("lead", readGuid);
  // Whose it would be isn't said otherwise.
  const optIn = lead && firstOf("opt-in", readGuid);
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
        return lead !== undefined && readGuid(given) === lead;
      case "opt-in":
        return optIn !== undefined && readGuid(given) === optIn;
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

const isFilter = (name: string): name is FilterName =>
  FILTER_NAMES.some((filter) => filter === name);

/** In the order of the contract, whatever the order in the address. */
const inOrder = (filter: LeadFilter): LeadFilter =>
  Object.fromEntries(FILTER_NAMES.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])));

/** The documented API's own name for a filter. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  OWNERS.flatMap(({ owner, parameter }) => [
    [parameter, owner],
    [`not_${parameter}`, `not_${owner}`],
  ]),
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

const tabIn = (given: string): LeadTab | undefined =>
  LEAD_TABS.find((one) => one === unpunctuated(given).toLowerCase());

/** What is searched for: any text on one line that isn't longer than the server takes. */
function searchIn(given: string): string | undefined {
  const text = legibleLine(given);
  return text.length > LONGEST_SEARCH ? undefined : text;
}

/** Saved views have ids, those that are there from the start words. */
const viewIn = (given: string): string | undefined =>
  /^[\da-z][\da-z-]{0,63}$/.exec(unwrapped(given).toLowerCase())?.[0];

/** Each once. */
const withValue = (values: string[], value: string): string[] =>
  values.includes(value) ? values : [...values, value];
