import type { Selectable } from "kysely";
import type { Store } from "../open.ts";
import type { News } from "./changes.ts";
import type { EventsTable } from "./events-table.ts";
import { EVENTS_KEPT } from "./record-changes.ts";

/** What one commit changed, with its place among the others. */
export interface Event {
  readonly seq: number;
  readonly id: string;
  readonly news: News;
}

/** The events from that number on, itself included. */
export async function eventsFrom({ db }: Store, seq: number): Promise<Event[]> {
  const rows = await db
    .selectFrom("events")
    .selectAll()
    .where("seq", ">=", seq)
    .orderBy("seq")
    .execute();
  return rows.map(eventOf);
}

/** The latest events, oldest first, and the one that they come behind. */
export async function latestEvents({ db }: Store): Promise<Event[]> {
  const rows = await db
    .selectFrom("events")
    .selectAll()
    .orderBy("seq", "desc")
    .limit(EVENTS_KEPT + 1)
    .execute();
  return rows.map(eventOf).toReversed();
}

const eventOf = ({ news, ...place }: Selectable<EventsTable>): Event => ({
  ...place,
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as it was recorded
  news: JSON.parse(news) as News,
});
