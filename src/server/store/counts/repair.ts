import { sql, type Transaction } from "kysely";
import { readFact } from "../facts.ts";
import { indexLeads } from "../leads/search-index.ts";
import type { Store } from "../open.ts";
import type { Tables } from "../tables.ts";
import { COUNTS } from "./counts-anew.ts";

/**
 * Makes anew what the database keeps beside what it is told: counts, and by what leads are found and
 * sorted. What it was told isn't touched. Others may go on using it.
 */
export async function repairStore(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const { table, columns, anew } of COUNTS) {
      await sql`delete from ${sql.table(table)}`.execute(tx);
      await sql`insert into ${sql.table(table)} (${sql.raw(columns)}) ${sql.raw(anew)}`.execute(tx);
    }
    // In a mirror, how many opt-ins a lead has is Hermon's to say.
    if ((await readFact({ db: tx }, "mode")) !== "live") await countOptInsOfLeads(tx);
    await tx
      .deleteFrom("lead_search")
      .where("rowid", "not in", (eb) => eb.selectFrom("leads").select("seq"))
      .execute();
    const leads = await tx.selectFrom("leads").select("seq").execute();
    await indexLeads(
      tx,
      leads.map(({ seq }) => seq),
    );
  });
}

async function countOptInsOfLeads(tx: Transaction<Tables>): Promise<void> {
  await tx
    .updateTable("leads")
    .set((eb) => ({
      opt_ins: eb
        .selectFrom("opt_ins")
        .whereRef("opt_ins.lead", "=", "leads.seq")
        .select((count) => count.fn.countAll<number>().as("n")),
    }))
    .execute();
}
