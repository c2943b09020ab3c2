import { createClient } from "#api/client.ts";
import { getWorkspace } from "#api/contract/people/people.ts";
import { type LeadFilterName, sentenceCase } from "#api/contract/vocabulary.ts";
import type { Session } from "./sample-sessions.ts";

/** What the screen calls a filter's value; `null` is an owner that isn't there. */
export type LabelOf = (filter: LeadFilterName, value: string | null) => string;

/** Learns the names of statuses and owners as the dashboard itself does. */
export async function readLabels(baseUrl: string, { cookies }: Session): Promise<LabelOf> {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const { statuses, team } = await createClient({ baseUrl, headers: { cookie } }).call(
    getWorkspace,
  );
  const names = new Map([
    ...statuses.map(({ id, name }) => [id, name] as const),
    ...team.map(({ email, name }) => [email, name ?? email] as const),
  ]);
  return (filter, value) => {
    if (value === null) return "Unassigned";
    return filter === "source" ? sentenceCase(value) : (names.get(value) ?? value);
  };
}
