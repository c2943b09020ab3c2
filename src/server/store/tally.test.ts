import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { SOURCES } from "#api/contract/vocabulary.ts";
import { countLeads } from "./lead-counts.ts";
import { openStore, type Store } from "./open.ts";
import { changeStatus } from "./status-changes.ts";
import { submitOptIn } from "./submissions.ts";
import { addTeam, newDatabaseUrl, PEOPLE, STATUSES } from "./test-store.ts";

const submission = fc.record({
  email: fc.constantFrom("a@example.com", "B@example.com", " b@example.com", "c@example.com"),
  first_name: fc.constant("Ida"),
  source: fc.constantFrom(...SOURCES),
  external_reference: fc.constantFrom(null, "1", "2"),
  traffic: fc.record({
    utm_content: fc.constantFrom(null, ...PEOPLE.map(({ clerk_user_id }) => clerk_user_id)),
  }),
});

/** What happens in a workspace, by those who don't wait for each other. */
const happenings = fc.array(
  fc.oneof(
    submission.map((one) => (store: Store) => submitOptIn(store, one)),
    fc
      .record({ lead: fc.nat(2), status: fc.constantFrom(...STATUSES) })
      .map(({ lead, status }) => async (store: Store) => {
        const leads = await store.db.selectFrom("leads").select("id").orderBy("seq").execute();
        const actor = { kind: "key", id: "k", name: "Form" } as const;
        const leadId = leads[lead]?.id ?? "";
        return changeStatus(store, { leadId, statusId: status.id, actor });
      }),
    fc.constant((store: Store) => countLeads(store, {})),
  ),
  { minLength: 5, maxLength: 30 },
);

const rowsOf = async ({ db }: Store, query: string) => (await sql.raw(query).execute(db)).rows;

/** The kept counts beside the same counted anew. */
const COUNTS = [
  [
    "select source, status, setter, closer, triager, n from lead_counts where n > 0 order by 1, 2, 3",
    `select source, status, setter, closer, triager, count(*) as n
       from leads group by 1, 2, 3, 4, 5 order by 1, 2, 3`,
  ],
  [
    "select day, n from lead_days order by 1",
    "select created_at / 86400000 as day, count(*) as n from leads group by 1 order by 1",
  ],
  [
    "select source, n from opt_in_counts order by 1",
    "select source, count(*) as n from opt_ins group by 1 order by 1",
  ],
  [
    "select seq, opt_ins from leads order by 1",
    "select lead as seq, count(*) as opt_ins from opt_ins group by 1 order by 1",
  ],
] as const;

test("whatever happens, all counts are as if counted anew", async () => {
  await fc.assert(
    fc.asyncProperty(happenings, async (all) => {
      const url = newDatabaseUrl();
      const store = await openStore(url);
      await addTeam(store);
      await Promise.all(all.map((happen) => happen(store)));
      for (const [kept, anew] of COUNTS) {
        expect(await rowsOf(store, kept)).toEqual(await rowsOf(store, anew));
      }
      const counts = await countLeads(store, { status: [STATUSES[0]?.id ?? ""] });
      await store.close();
      const later = await openStore(url);
      expect(await countLeads(later, { status: [STATUSES[0]?.id ?? ""] })).toEqual(counts);
      await later.close();
    }),
    { numRuns: 40 },
  );
});
