import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { SOURCES } from "#api/contract/vocabulary.ts";
import { countLeads } from "./lead-counts.ts";
import { openStore, type Store } from "../open.ts";
import { changeStatus } from "../statuses/status-changes.ts";
import { submitOptIn } from "../submissions/submissions.ts";
import { expectExactCounts, expectExactOptInsOfLeads } from "./test-counts.ts";
import { removeLead } from "../mirrored/removal/gone.ts";
import { addTeam, newDatabaseUrl, openTestStore, PEOPLE, STATUSES } from "../test-store.ts";

const IDA = { email: "ida@example.com", first_name: "Ida", source: "WEBINAR" } as const;

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

test("whatever happens, all counts are as if counted anew", async () => {
  await fc.assert(
    fc.asyncProperty(happenings, async (all) => {
      const url = await newDatabaseUrl();
      const store = await openStore(url);
      await addTeam(store);
      await Promise.all(all.map((happen) => happen(store)));
      await expectExactCounts(store);
      await expectExactOptInsOfLeads(store);
      const counts = await countLeads(store, { filter: { status: [STATUSES[0]?.id ?? ""] } });
      await store.close();
      const later = await openStore(url);
      expect(await countLeads(later, { filter: { status: [STATUSES[0]?.id ?? ""] } })).toEqual(
        counts,
      );
      await later.close();
    }),
    { numRuns: 40 },
  );
});

test("whoever writes what, it is counted", async () => {
  const store = await openTestStore();
  await addTeam(store);
  const { lead_id } = await submitOptIn(store, { ...IDA, external_reference: "1" });
  await submitOptIn(store, { ...IDA, external_reference: "2" });
  for (const statement of [
    "update leads set setter = 2, source = 'FAIR'",
    "update leads set setter = 2, first_name = 'Ida-Marie'",
    "update opt_ins set source = 'FAIR' where external_reference = '1'",
    "delete from opt_ins where external_reference = '2'",
  ]) {
    await sql.raw(statement).execute(store.db);
    await expectExactCounts(store);
  }
  await removeLead(store, lead_id);
  await expectExactCounts(store);
  expect((await countLeads(store, {})).total).toBe(0);
});
