import * as contract from "#api/contract/column-layouts.ts";
import { setColumnLayout } from "#server/store/column-layouts.ts";
import type { Store } from "#server/store/open.ts";
import type { Serve } from "../../wire/endpoint.ts";

/** How people lay out the columns of their lists: each their own, whatever their role. */
export function serveColumnLayouts(serve: Serve, store: Store): void {
  serve(contract.setColumnLayout, async ({ caller: { person }, params: { view }, body }) => {
    await setColumnLayout(store, person.id, view, body);
    return { data: body };
  });
}
