import { ALL_LEADS, type LeadQuery } from "#api/contract/lead-query.ts";
import { PAGE_SIZE, type PageData } from "#api/contract/page-data.ts";
import type { Person, Workspace } from "#api/contract/people.ts";
import { ME, OWNERS } from "#api/contract/vocabulary.ts";
import { readLeadAddress } from "#api/lead-address.ts";
import { pause } from "#api/retry.ts";
import type { Log } from "#server/boot/log.ts";
import type { Store } from "#server/store/open.ts";
import type { Gates } from "../wire/call.ts";
import type { LeadReads } from "../resources/leads/lead-views.ts";
import { readWorkspace } from "../resources/people/people.ts";
import { Refusal } from "../wire/refusal.ts";
import type { ServerContext } from "../wire/server-env.ts";

/** No document waits longer for the database, in milliseconds: the page asks by itself then. */
const PATIENCE_MS = 150;

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
    const workspace = await readWorkspace(store, person);
    const { search } = new URL(url);
    const { query, lead } = path === "/" ? homeOf(workspace) : readLeadAddress(search);
    // The page puts a name in the place of `me`, and asks for another list then.
    if (asksForMe(query)) return { workspace };
    return {
      workspace,
      list: {
        query,
        ...(await reads.page(person, query, { page: 1, limit: PAGE_SIZE })),
        counts: await reads.counts(person, query),
      },
      lead: lead === undefined ? undefined : await readOpen(person, lead, query),
    };
  }

  async function readOpen(person: Person, id: string, query: LeadQuery) {
    const details = await reads.lead(id);
    const position = details && (await reads.position(person, id, query));
    return details && position ? { details, position } : undefined;
  }

  return async (context: ServerContext): Promise<PageData | undefined> => {
    const reading = read(context).catch((error: unknown) => {
      if (error instanceof Refusal) return undefined;
      log.error({ requestId: context.get("requestId"), err: error });
      return undefined;
    });
    return Promise.race([reading, pause(PATIENCE_MS, undefined).then(() => undefined)]);
  };
}

/** Where `/` leads: to one's own leads, or to all of them for who owns none. */
function homeOf({ mine, person }: Workspace): { query: LeadQuery; lead?: undefined } {
  return { query: mine ? { ...ALL_LEADS, filter: { [mine]: [person.email] } } : ALL_LEADS };
}

const asksForMe = ({ filter }: LeadQuery): boolean =>
  OWNERS.some(({ owner }) => filter[owner]?.includes(ME));
