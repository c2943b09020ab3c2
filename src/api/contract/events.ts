import * as z from "zod/mini";
import { text } from "./fields.ts";
import { ListedLead } from "./leads/lead-views.ts";
import { SyncState } from "./sync.ts";

/**
 * What the server tells every open page by itself, as server-sent events: no endpoint, because its
 * answer has no end. A session is needed. The present `sync` comes first. `Last-Event-ID` (or
 * `?after=`, for a page that takes over from another) goes on behind an event, and `?age=` with what
 * came in the last so many milliseconds, while a page was loading; where that can't be told, `reset`
 * says so. `?person=` names whom the page shows, as its header does elsewhere.
 *
 * No word in the path is one by which content blockers know what tracks people.
 */
export const EVENTS_PATH = "/api/dashboard/changes";

/** Leads have changed, for whatever reason, or what lists of them are made of. */
export const LeadsChange = z.object({
  /** As lists have them now. Leads that were there before; their status may have changed. */
  leads: z.array(ListedLead),
  /** Ids of leads that are no longer there. */
  gone: z.array(text),
  /** Ids of leads of which something changed that lists don't show, such as their opt-ins. */
  details: z.array(text),
  /** Whether more than that has changed: new leads, or too many to name. */
  others: z.boolean(),
  /** Whether the list of all opt-ins is different: some came, went or changed. */
  opt_ins: z.boolean(),
  /** Whether the statuses themselves have changed (what there are, their names and colours), or somebody's name. */
  statuses: z.boolean(),
  /** Whether some of the saved views have changed, or which there are. */
  views: z.optional(z.boolean()),
});
export type LeadsChange = z.infer<typeof LeadsChange>;

/** By the event's name; its `data` is JSON of that shape. */
export const EVENTS = {
  leads: LeadsChange,
  sync: SyncState,
  /** Anything may have changed. */
  reset: z.object({}),
  /** Nothing new, but the connection holds: every 20 seconds. */
  heartbeat: z.object({}),
} as const;
export type EventName = keyof typeof EVENTS;
export type EventOf<Name extends EventName> = z.output<(typeof EVENTS)[Name]>;
