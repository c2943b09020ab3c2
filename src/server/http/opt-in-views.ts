import * as contract from "#api/contract/opt-in-views.ts";
import type { Store } from "#server/store/open.ts";
import { readOptInPosition } from "#server/store/opt-in-position.ts";
import { listOptInsView } from "#server/store/opt-ins.ts";
import type { Serve } from "./endpoint.ts";
import { kept } from "./kept.ts";
import { paged } from "./paging.ts";
import { unknownResource } from "./refusal.ts";

interface PageQuestion {
  readonly page: number;
  readonly limit: number;
}

/** What the dashboard asks about the list of all opt-ins. */
export function serveOptInViews(serve: Serve, store: Store): void {
  const readPage = kept(store, (question: PageQuestion) =>
    paged(question, (span) => listOptInsView(store, span)),
  );
  serve(contract.listOptInsView, ({ query: { page, limit } }) => readPage({ page, limit }));

  serve(contract.getOptInPosition, async ({ params: { id } }) => {
    const position = await readOptInPosition(store, id);
    if (!position) throw unknownResource();
    return { data: position };
  });
}
