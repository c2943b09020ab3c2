import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { countLeads } from "../counts/lead-counts.ts";
import { listLeads } from "../leads/leads.ts";
import { openStore, type Store } from "../open.ts";
import { expectExactCounts } from "../counts/test-counts.ts";
import { ADA, addTeam, leadStatus, newDatabaseUrl, PEOPLE } from "../test-store.ts";
import { removeLead, removeOptIn } from "./removal/gone.ts";
import { beginChange, confirmChange } from "./changes/pending-changes.ts";
import { FIRST_SENT, mirroredLead, mirroredOptIn, takeLeads, takeOptIns } from "./test-mirror.ts";

const LEADS = Array.from({ length: 5 }, () => mirroredLead());
const OPT_INS = Array.from({ length: 5 }, () => randomUUID());
const SOURCES = ["CALENDLY", "OTHER", "SOMETHING_NEW"];

const leadId = fc.constantFrom(...LEADS.map(({ id }) => id));
const source = fc.constantFrom(...SOURCES);
const email = fc.constantFrom(...PEOPLE.map((person) => person.email), "New@Example.com", null);
const unlisted = { ...leadStatus(1), id: randomUUID(), name: "Elsewhere" };
const status = fc.constantFrom(leadStatus(1), leadStatus(2), leadStatus(4), unlisted);
const created_at = fc.constantFrom(null, ...[0, 1, 40, 41].map((days) => days * 86_400_000 + 7));

const leadsPage = fc.record({
  leads: fc.uniqueArray(
    fc
      .record({
        at: fc.nat(LEADS.length - 1),
        now: fc.record({ source, status, setter: email, closer: email, created_at }),
      })
      .map(({ at, now }) => ({ ...mirroredLead(), ...LEADS[at], ...now })),
    { minLength: 1, selector: ({ id }) => id },
  ),
  sentAt: fc.integer({ min: FIRST_SENT, max: FIRST_SENT + 4 }),
});

const optInsPage = fc.uniqueArray(
  fc
    .record({ id: fc.constantFrom(...OPT_INS), lead: leadId, source, created_at })
    .map(({ lead, ...own }) => mirroredOptIn(lead, own)),
  { minLength: 1, selector: ({ id }) => id },
);

/** What becomes of a mirror. */
const happenings = fc.array(
  fc.oneof(
    {
      arbitrary: leadsPage.map((page) => (store: Store) => takeLeads(store, page.leads, page)),
      weight: 3,
    },
    {
      arbitrary: optInsPage.map((optIns) => (store: Store) => takeOptIns(store, optIns)),
      weight: 2,
    },
    leadId.map((id) => (store: Store) => removeLead(store, id)),
    fc.constantFrom(...OPT_INS).map((id) => (store: Store) => removeOptIn(store, id)),
    fc.record({ id: leadId, status }).map((wish) => async (store: Store) => {
      const begun = await beginChange(store, {
        leadId: wish.id,
        statusId: wish.status.id,
        actor: ADA,
      });
      if (begun.outcome === "begun") await confirmChange(store, begun.pending.id);
    }),
    fc.constant((store: Store) => countLeads(store, {})),
  ),
  { minLength: 3, maxLength: 15 },
);

test("whatever Hermon's pages bring and take, all counts are as if counted anew", async () => {
  await fc.assert(
    fc.asyncProperty(happenings, async (all) => {
      const url = await newDatabaseUrl();
      const store = await openStore(url);
      await addTeam(store);
      for (const happen of all) {
        await happen(store);
        await expectExactCounts(store);
      }
      const { rows, total } = await listLeads(store, {}, { offset: 0, limit: 100 });
      expect(rows).toHaveLength(total);
      const counts = await countLeads(store, { filter: { source: ["CALENDLY"] } });
      await store.close();
      const later = await openStore(url);
      expect(await countLeads(later, { filter: { source: ["CALENDLY"] } })).toEqual(counts);
      await later.close();
    }),
    { numRuns: 30 },
  );
});
