import type { Lead } from "#api/contract/leads.ts";
import type { Workspace } from "#api/contract/people.ts";
import { whenIdle } from "#dashboard/lib/idle.ts";
import { rehearse } from "#dashboard/lib/rehearse.ts";
import { ROW_HEIGHTS } from "#dashboard/lib/row-heights.ts";
import { PHONE } from "#dashboard/lib/screen.ts";
import { ownerNames } from "../names.ts";
import { RowCells } from "./row-cells.ts";

/** Few enough that nothing else has to wait. */
const AT_ONCE = 6;

/** Rehearses the first of some leads that may be shown next, while there is nothing better to do. */
export function rehearseRows(leads: readonly Lead[], workspace: Workspace): void {
  // A phone's rows are few and other ones.
  if (window.matchMedia(PHONE).matches) return;
  const ownerName = ownerNames(workspace.team);
  const surroundings = { now: Date.now(), ownerName, press: undefined };
  const inView = leads.slice(0, Math.ceil(window.innerHeight / ROW_HEIGHTS.compact));
  const line = (lead: Lead) => {
    const element = document.createElement("div");
    element.className = "lead-row";
    new RowCells(element).show(lead, surroundings, false);
    return element;
  };
  const go = (from: number) => {
    if (from >= inView.length) return;
    rehearse(...inView.slice(from, from + AT_ONCE).map(line));
    whenIdle(() => go(from + AT_ONCE));
  };
  whenIdle(() => go(0));
}
