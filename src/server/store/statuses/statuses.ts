import type { Status } from "#api/contract/leads/statuses.ts";
import { readDictionary } from "../dictionary.ts";
import type { Store } from "../open.ts";

/** Every status in funnel order, those of type OPPORTUNITY included. */
export async function listStatuses(store: Store): Promise<Status[]> {
  const { statuses } = await readDictionary(store);
  return [...statuses.values()];
}
