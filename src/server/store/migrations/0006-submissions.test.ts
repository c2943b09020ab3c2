import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { emailKey } from "#api/contract/text/email-key.ts";
import type { NewLead } from "../additions.ts";
import { readLead } from "../leads/leads.ts";
import { listOptIns, readOptIn } from "../opt-ins/opt-ins.ts";
import { submitOptIn } from "../submissions/submissions.ts";
import { newFileUrl, openTestStore, plainLead, STATUSES } from "../test-store.ts";
import { addOldRows, openReleased, RELEASED } from "./test-released.ts";

/** A database with these leads, each with an opt-in, as the migrations before made it. */
async function madeBefore(leads: readonly NewLead[], then: string[]): Promise<string> {
  const url = newFileUrl();
  const store = await openReleased(RELEASED, url);
  await store.db.insertInto("statuses").values(STATUSES).execute();
  await addOldRows(store, {
    leads: leads.map((lead, at) => ({ ...lead, seq: at + 1 })),
    opt_ins: leads.map((_, at) => {
      const external_reference = `ref ${at + 1}`;
      return { id: randomUUID(), lead: at + 1, source: "OTHER", created_at: 1, external_reference };
    }),
  });
  for (const statement of then) await sql.raw(statement).execute(store.db);
  await store.close();
  return url;
}

test("addresses that were compared letter by letter are found however they are written", async () => {
  const lead = plainLead({ email: "jane@Mu\u0308nchen.example" });
  const url = await madeBefore(
    [lead],
    [
      "update leads set email_key = 'jane@mu\u0308nchen.example'",
      "insert into people (email, name) values ('jo\u0308rg@ko\u0308ln.example', 'Jörg')",
    ],
  );
  const store = await openTestStore(url);
  const email = "JANE@xn--mnchen-3ya.example";
  const again = await submitOptIn(store, { email, first_name: "Jane", source: "OTHER" });
  expect(again).toMatchObject({ lead_id: lead.id, is_new_lead: false });
  // The key finds them, and they are shown as they were.
  expect(await store.db.selectFrom("people").selectAll().execute()).toMatchObject([
    { email: emailKey("Jörg@Köln.example"), spelled: "jo\u0308rg@ko\u0308ln.example" },
  ]);
});

test("references lose the blanks around them, and numbers can be called again", async () => {
  const lead = plainLead();
  const url = await madeBefore(
    [lead],
    [
      "update opt_ins set external_reference = ' abc\u00a0\u200b\n'",
      "update leads set phone_e164 = '+4903012345678', phone_country = 'US'",
    ],
  );
  const store = await openTestStore(url);
  expect(await readLead(store, lead.id)).toMatchObject({
    phone_e164: "+493012345678",
    phone_country: "DE",
  });
  const given = { email: lead.email, first_name: "Ida", source: "OTHER" } as const;
  const again = await submitOptIn(store, { ...given, external_reference: "abc" });
  expect(await readOptIn(store, again.opt_in_id)).toMatchObject({ external_reference: "abc" });
  expect((await listOptIns(store, {}, { offset: 0, limit: 1 })).total).toBe(1);
});

test("what is sound stays, and what Hermon sent as well", async () => {
  const url = await madeBefore(
    [plainLead(), plainLead({ read_at: 5 })],
    [
      "update leads set phone_e164 = '+390612345678', phone_country = 'IT'",
      "update leads set phone_e164 = '+4903012345678' where read_at is not null",
      "update opt_ins set external_reference = ' abc ' where lead = 2",
    ],
  );
  const { db } = await openTestStore(url);
  const leads = await db.selectFrom("leads").select("phone_e164").orderBy("seq").execute();
  expect(leads.map((lead) => lead.phone_e164)).toEqual(["+390612345678", "+4903012345678"]);
  const optIns = await db.selectFrom("opt_ins").select("external_reference").execute();
  expect(optIns.map((optIn) => optIn.external_reference)).toEqual(["ref 1", " abc "]);
});
