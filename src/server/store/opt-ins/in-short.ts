import type { OptInsInShort } from "#api/contract/leads/lead-views.ts";
import type { OptIn } from "#api/contract/opt-ins/opt-ins.ts";
import type { Store } from "../open.ts";
import { momentText } from "../time.ts";

/** How many opt-ins a lead has, the first and the latest; none where there is no such lead. */
export async function readOptInsInShort({ db }: Store, leadId: string): Promise<OptInsInShort> {
  const outermost = await db
    .selectFrom((from) =>
      from
        .selectFrom("opt_ins")
        .where("lead", "=", (eb) =>
          eb.selectFrom("leads").select("seq").where("id", "=", leadId.toLowerCase()),
        )
        .select(["source", "created_at", "created_is_day"])
        .select(({ fn }) => [
          // As they stand in the list of a lead's opt-ins.
          fn
            .agg<number>("row_number")
            .over((over) => over.orderBy("created_at").orderBy("seq"))
            .as("place"),
          fn.countAll<number>().over().as("total"),
        ])
        .as("placed"),
    )
    .selectAll()
    .where((eb) => eb.or([eb("place", "=", 1), eb("place", "=", eb.ref("total"))]))
    .orderBy("place")
    .execute();
  const found = outermost.map(({ source, created_at, created_is_day, total }) => ({
    total,
    moment: { source, created_at: momentText(created_at, created_is_day) },
  }));
  return {
    total: found[0]?.total ?? 0,
    first: found[0]?.moment ?? null,
    latest: found.at(-1)?.moment ?? null,
  };
}

/** The same of opt-ins in order of time. */
export const optInsInShort = (optIns: readonly OptIn[]): OptInsInShort => ({
  total: optIns.length,
  first: momentOf(optIns[0]),
  latest: momentOf(optIns.at(-1)),
});

const momentOf = (optIn: OptIn | undefined) =>
  optIn ? { source: optIn.source, created_at: optIn.created_at } : null;
