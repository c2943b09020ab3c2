import { ALL_LEADS, type LeadQuery } from "#api/contract/leads/lead-query.ts";
import { PAGE_SIZE, type PageData } from "#api/contract/page-data.ts";
import type { Person, Workspace } from "#api/contract/people/people.ts";
import { type LeadAddress, readLeadAddress } from "#api/lead-address.ts";
import { listOf, openedAt } from "#api/list-of-view.ts";
import { pause } from "#api/retry.ts";
import { asksForDays, asksForMe, queryFor } from "#api/viewer-words.ts";
import type { Log } from "#server/boot/log.ts";
import type { Store } from "#server/store/open.ts";
import { whileAsked } from "#server/store/read-limits.ts";
import type { Gates } from "../wire/call.ts";
import type { LeadReads } from "../resources/leads/lead-views.ts";
import { readWorkspace } from "../resources/people/people.ts";
import { readViews } from "../resources/views/views.ts";
import { Refusal } from "../wire/refusal.ts";
import type { ServerContext } from "../wire/server-env.ts";

/**
 * No document waits longer for the database, in milliseconds: the page asks by itself then, which
 * takes it longer than this on most ways to a server.
 */
const PATIENCE_MS = 400;

interface PageDataOptions {
  readonly store: Store;
  readonly gates: Gates;
  readonly reads: LeadReads;
  readonly log: Log;
}

/**
 * Makes the reader of what comes with a page's document. It gives nothing to whoever isn't signed
 * in, on pages that start otherwise, and when it fails or takes too long; it never throws.
 */
export function pageDataReader({ store, gates, reads, log }: PageDataOptions) {
  async function read(context: ServerContext): Promise<PageData | undefined> {
    const { path, url } = context.req;
    if (!["/", "/leads"].includes(path)) return undefined;
    const { person } = await gates.person(context, "read");
    const [workspace, views] = await Promise.all([
      readWorkspace(store, person),
      readViews(store, person),
    ]);
    const { search } = new URL(url);
    const address = openedAt(readLeadAddress(search), views.default_view);
    const {
      lead,
      view,
      query: said,
    } = path === "/" && address.view === undefined ? homeOf(workspace) : address;
    const list = listOf({ view, query: said }, views.views);
    const { filter } = list;
    // Which moments are someone's day, the page alone knows. And but for a saved view, it puts a name
    // for `me` into the address, and asks for another list then.
    if (asksForDays(filter) || (view === undefined && asksForMe(filter)))
      return { workspace, views };
    const query = queryFor(list, person.email);
    const [page, counts, open] = await Promise.all([
      reads.page(person, query, { page: 1, limit: PAGE_SIZE }),
      reads.counts(person, query),
      lead === undefined ? undefined : readOpen(person, lead, query),
    ]);
    return { workspace, views, list: { query, ...page, counts }, lead: open };
  }

  async function readOpen(person: Person, id: string, query: LeadQuery) {
    const details = await reads.lead(id);
    const position = details && (await reads.position(person, id, query));
    return details && position ? { details, position } : undefined;
  }

  return async (context: ServerContext): Promise<PageData | undefined> => {
    const late = new AbortController();
    const reading = whileAsked(late.signal, () => read(context)).catch((error: unknown) => {
      if (error instanceof Refusal || late.signal.aborted) return undefined;
      log.error({ requestId: context.get("requestId"), err: error });
      return undefined;
    });
    const found = await Promise.race([
      reading,
      pause(PATIENCE_MS, undefined).then(() => undefined),
    ]);
    late.abort();
    return found;
  };
}

/** Where `/` leads whoever chose no view to begin with: to one's own leads, or to all of them for who owns none. */
function homeOf({ mine, person }: Workspace): Pick<LeadAddress, "query"> & Partial<LeadAddress> {
  return { query: mine ? { ...ALL_LEADS, filter: { [mine]: [person.email] } } : ALL_LEADS };
}
