import * as contract from "#api/contract/sync.ts";
import type { SyncSource } from "#server/store/record/sync-source.ts";
import type { Serve } from "../wire/endpoint.ts";

/** How far the copy of the workspace is. */
export function serveSync(serve: Serve, sync: SyncSource): void {
  serve(contract.getSync, async () => ({ data: sync.state() }));

  serve(contract.getConnection, async () => ({ data: await sync.connection() }));

  serve(contract.syncNow, async () => {
    sync.syncNow();
    return { data: sync.state() };
  });
}
