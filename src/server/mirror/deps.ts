import type { Store } from "#server/store/open.ts";
import type { Hermon } from "./hermon/hermon.ts";
import type { GoneClaims } from "./trust/gone-claims.ts";
import type { ListHealth } from "./trust/list-health.ts";
import type { MirrorLog } from "./mirror-log.ts";
import type { SeenLeads } from "./apply/seen-leads.ts";
import type { Unreadable } from "./apply/unreadable.ts";
import type { Workspace } from "./trust/workspace.ts";

/** What every part of the mirror works with. */
export interface MirrorDeps {
  readonly store: Store;
  readonly hermon: Hermon;
  readonly seen: SeenLeads;
  readonly unreadable: Unreadable;
  readonly lists: ListHealth;
  readonly goneClaims: GoneClaims;
  readonly workspace: Workspace;
  readonly log: MirrorLog;
}
