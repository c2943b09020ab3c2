import type { Lead } from "#api/contract/leads.ts";
import type { Workspace } from "#api/contract/people.ts";
import { whenIdle } from "#dashboard/lib/idle.ts";
import { rehearse } from "#dashboard/lib/rehearse.ts";
import { remInPixels } from "#dashboard/lib/rem.ts";
import { ROW_HEIGHTS } from "#dashboard/lib/row-heights.ts";
import { PHONE } from "#dashboard/lib/screen.ts";
import { ownerNames } from "../names.ts";
import { plainRow } from "./row-cells.ts";

/** Few enough that nothing else has to wait. */
const AT_ONCE = 6;

/** What was rehearsed once, while it is known at all. */
const rehearsed = new WeakSet<readonly Lead[]>();

/** Rehearses the first of some leads that may be shown next, while there is nothing better to do. */
export function rehearseRows(leads: readonly Lead[], workspace: Workspace): void {
  // A phone's rows are few and other ones.
  if (rehearsed.has(leads) || window.matchMedia(PHONE).matches) return;
  rehearsed.add(leads);
  const surroundings = { now: Date.now(), ownerName: ownerNames(workspace.team) };
  const inView = leads.slice(
    0,
    Math.ceil(window.innerHeight / (ROW_HEIGHTS.compact * remInPixels())),
  );
  const go = (from: number) => {
    if (from >= inView.length) return;
    const some = inView.slice(from, from + AT_ONCE);
    rehearse(...some.map((lead) => plainRow(lead, surroundings)));
    whenIdle(() => go(from + AT_ONCE));
  };
  whenIdle(() => go(0));
}
