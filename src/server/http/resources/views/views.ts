import * as z from "zod/mini";
import { isBuiltInView } from "#api/built-in-views.ts";
import type { Person } from "#api/contract/people/people.ts";
import {
  type LeadQuery,
  LeadQueryParameters,
  readLeadQuery,
} from "#api/contract/leads/lead-query.ts";
import { may } from "#api/contract/people/roles.ts";
import * as changing from "#api/contract/views/view-changes.ts";
import * as contract from "#api/contract/views/views.ts";
import { readLeadAddress, writeLeadAddress } from "#api/lead-address.ts";
import type { Session } from "#server/accounts/sessions/sessions.ts";
import type { Store } from "#server/store/open.ts";
import { whileAsked } from "#server/store/read-limits.ts";
import * as changes from "#server/store/views/change-views.ts";
import { listViews, readDefaultView, readView, setDefaultView } from "#server/store/views/views.ts";
import type { ClientAddress } from "../../edge/client-address.ts";
import { parseOr400 } from "../../wire/call.ts";
import type { Serve } from "../../wire/endpoint.ts";
import { queryReader } from "../../wire/query.ts";
import { Refusal, roleCannot, unknownResource, wrongField } from "../../wire/refusal.ts";
import type { ServerContext } from "../../wire/server-env.ts";
import type { LeadReads } from "../leads/lead-views.ts";

/** The views that someone sees, and the one that they begin with. */
export async function readViews(store: Store, { id }: Person): Promise<contract.Views> {
  const views = await listViews(store, id);
  const chosen = await readDefaultView(store, id);
  const isThere =
    chosen !== null && (isBuiltInView(chosen) || views.some((one) => one.id === chosen));
  return { views, default_view: isThere ? chosen : null };
}

interface ViewsOptions {
  readonly store: Store;
  readonly reads: LeadReads;
  readonly addressOf: ClientAddress;
}

/** Saved views. */
export function serveViews(serve: Serve, { store, reads, addressOf }: ViewsOptions): void {
  const editorOf = ({ person }: Session, context: ServerContext): changes.ViewEditor => ({
    id: person.id,
    name: person.name,
    mayShare: may(person.role, "share-views"),
    actor: { kind: "person", id: person.id, address: addressOf(context) },
  });

  serve(contract.listViews, async ({ caller }) => ({
    data: await readViews(store, caller.person),
  }));

  serve(changing.createView, async ({ caller, body, context }) => {
    const wanted = { ...body, query: viewQuery(body.query), shared: body.shared ?? false };
    const result = await changes.createView(store, editorOf(caller, context), wanted);
    return { status: 201, data: savedBy(caller, result) };
  });

  serve(changing.updateView, async ({ caller, params: { id }, body, context }) => {
    const { expected_version: expectedVersion, query, ...others } = body;
    const change = {
      expectedVersion,
      ...others,
      query: query === undefined ? query : viewQuery(query),
    };
    const result = await changes.changeView(store, editorOf(caller, context), id, change);
    if (result.outcome === "conflict") throw conflict({ view: result.view });
    return { data: savedBy(caller, result) };
  });

  serve(changing.moveView, async ({ caller, params: { id }, body: { before }, context }) => {
    const result = await changes.moveView(store, editorOf(caller, context), id, before);
    if (result.outcome !== "done") throw refusal(caller, result.outcome);
    return { data: null };
  });

  serve(changing.deleteView, async ({ caller, params: { id }, context }) => {
    const result = await changes.deleteView(store, editorOf(caller, context), id);
    if (result.outcome !== "done") throw refusal(caller, result.outcome);
    return { data: null };
  });

  serve(changing.restoreView, async ({ caller, params: { id }, context }) => {
    const result = await changes.restoreView(store, editorOf(caller, context), id);
    return { data: savedBy(caller, result) };
  });

  serve(changing.setDefaultView, async ({ caller: { person }, body: { view } }) => {
    const isKnown =
      view === null || isBuiltInView(view) || (await readView(store, person.id, view)) !== null;
    if (!isKnown) throw wrongField("view", "view must be the id of one that you see, or null");
    await setDefaultView(store, person.id, view?.toLowerCase() ?? null);
    return { data: null };
  });

  serve(contract.countLists, async ({ caller: { person }, query: { list }, context }) => {
    const lists = list.map(listIn);
    const sizes = await whileAsked(context.req.raw.signal, () => reads.sizes(person, lists));
    return { data: { sizes } };
  });
}

/**
 * A view's query as it is kept: as the page's address spells it.
 * @throws {Refusal} 400 where it says anything that no list is asked with
 */
function viewQuery(given: string): string {
  const { query, leftOut, ...open } = readLeadAddress(given);
  const [first] = [...leftOut, ...Object.entries(open).filter(([, value]) => value !== undefined)];
  if (first) throw wrongField("query", `query says what no list is of: ${first.join("=")}`);
  return writeLeadAddress({ query });
}

const LIST = z.object(LeadQueryParameters);
const readList = queryReader(LIST);

/** What `listLeadsView` would be asked with. */
const listIn = (queryString: string): LeadQuery =>
  readLeadQuery(parseOr400(LIST, readList(queryString.replace(/^\?/, ""))));

type Refused = "unknown" | "not-allowed" | "too-many";

function savedBy(
  caller: Session,
  result: { outcome: "saved"; view: contract.View } | { outcome: Refused },
): contract.View {
  if (result.outcome === "saved") return result.view;
  throw refusal(caller, result.outcome);
}

function refusal({ person: { role } }: Session, outcome: Refused): Refusal {
  switch (outcome) {
    case "unknown":
      return unknownResource();
    case "not-allowed":
      return roleCannot(role, "share-views");
    case "too-many":
      return new Refusal(409, `One person may have ${changing.MOST_VIEWS} views, not more`);
  }
}

const conflict = (details: changing.ViewConflict) =>
  new Refusal(409, "This view was changed in between", { details });
