/** What was changed, in the order of the commits; the latest of it. */
export interface EventsTable {
  /** One more than that of the event before. */
  seq: number;
  /** Tells it from an event of the same number in another history: after a restore there is one. */
  id: string;
  /** `News`, as JSON. */
  news: string;
}
