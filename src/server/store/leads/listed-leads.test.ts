import { expect, test } from "vitest";
import { addLeads } from "../additions.ts";
import { changeStatus } from "../statuses/status-changes.ts";
import { ADA, addTeam, leadStatus, openTestStore, plainLead, STATUSES } from "../test-store.ts";
import { openMirror, takeLead } from "../mirrored/test-mirror.ts";
import { leadsById, listLeads, listLeadsView } from "./leads.ts";

const PAGE = { offset: 0, limit: 100 };
const CREATED = Date.UTC(2026, 0, 5);

test("a lead of the record has its status since it was last changed, else from its beginning", async () => {
  const store = await openTestStore();
  await addTeam(store);
  const [changed, untouched] = [
    plainLead({ created_at: CREATED + 1 }),
    plainLead({ created_at: CREATED }),
  ];
  await store.write((tx) => addLeads(tx, [changed, untouched]));
  const to = (status: number) => ({
    leadId: changed.id,
    statusId: STATUSES[status]?.id ?? "",
    actor: ADA,
  });
  await changeStatus(store, to(1));
  const result = await changeStatus(store, to(2));
  if (result.outcome !== "changed") throw new Error(`It was ${result.outcome}`);
  expect(result.lead.status_since).toBe(result.change.at);

  const { rows } = await listLeadsView(store, {}, PAGE);
  expect(rows).toMatchObject([
    { id: changed.id, status_since: result.change.at, opt_ins: 0 },
    { id: untouched.id, status_since: new Date(CREATED).toISOString(), opt_ins: 0 },
  ]);
  // What events tell of it is the same, and the documented list has none of it.
  expect(await leadsById(store, [changed.id])).toEqual(rows.slice(0, 1));
  const documented = await listLeads(store, {}, PAGE);
  expect(documented.rows.flatMap(Object.keys)).not.toContain("status_since");
  expect(documented.rows.flatMap(Object.keys)).not.toContain("opt_ins");
});

test("of a mirrored lead both are empty until they are known", async () => {
  const store = await openMirror();
  const lead = await takeLead(store);
  const listed = async () => (await listLeadsView(store, {}, PAGE)).rows[0];
  expect(await listed()).toMatchObject({ status_since: null, opt_ins: null });

  const { id: statusId } = leadStatus(2);
  const result = await changeStatus(store, { leadId: lead.id, statusId, actor: ADA });
  if (result.outcome !== "changed") throw new Error(`It was ${result.outcome}`);
  expect(await listed()).toMatchObject({ status_since: result.change.at, opt_ins: null });

  // A status that came in a way that wasn't recorded has none either.
  await store.db.updateTable("leads").set({ status: 4 }).execute();
  expect(await listed()).toMatchObject({ status_since: null });
});
