import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { addLeads } from "../additions.ts";
import { listLeads } from "../leads/leads.ts";
import type { Store } from "../open.ts";
import { listOptIns, listOptInsOfLead, readOptIn } from "../opt-ins/opt-ins.ts";
import { submitOptIn } from "../submissions/submissions.ts";
import type { Tables } from "../tables.ts";
import { addTeam, newFileUrl, openTestStore, plainLead } from "../test-store.ts";
import { createLeadSearch } from "./0014-size.ts";
import { addOldRows, type OldRows, openReleased, RELEASED } from "./test-released.ts";

const ALL = { offset: 0, limit: 100 };

/**
 * A store that was made by the released version, with these rows, and opened by this one.
 * @param searched what leads were found by
 */
async function upgraded(rows: OldRows, searched: Tables["lead_search"][] = []): Promise<Store> {
  const url = newFileUrl();
  const before = await openReleased(RELEASED, url);
  await addTeam(before);
  await addOldRows(before, rows);
  if (searched.length > 0) {
    await createLeadSearch(before.db);
    await before.db.insertInto("lead_search").values(searched).execute();
  }
  await before.close();
  return openTestStore(url);
}

const optIn = (seq: number, lead: number, own: object = {}) => ({
  seq,
  id: randomUUID(),
  lead,
  source: "OTHER",
  created_at: seq,
  ...own,
});

test("opt-ins keep their forms, and answers their ids and their order", async () => {
  const forms = [
    { provider_form_id: "f1", provider_form_name: "Größe & Maß" },
    { provider_form_id: "f2", provider_form_name: "Größe & Maß" },
    { provider_form_id: "f1", provider_form_name: null },
    { provider_form_id: null, provider_form_name: "" },
    { provider_form_id: null, provider_form_name: null },
  ];
  const opt_ins = forms.map((form, at) => optIn(at + 1, 1, form));
  const asked = { opt_in: 1, question: "Why?", answer: "Because" };
  const answers = [
    { ...asked, id: "c", position: 1 },
    { ...asked, id: "b", position: 0, answer: null },
    { ...asked, id: "a", position: 1, question: "Who?" },
    { ...asked, id: "c", position: 7, opt_in: 2 },
  ];
  const lead = plainLead({ seq: 1 });
  const store = await upgraded({ leads: [lead], opt_ins, opt_in_answers: answers });
  const found = await listOptInsOfLead(store, lead.id);
  expect(found).toMatchObject(opt_ins.map(({ id }, at) => ({ id, ...forms[at] })));
  const read = found?.map((one) => one.question_answers) ?? [];
  expect(read[0]).toEqual([
    { id: "b", question: "Why?", answer: null, position: 0 },
    { id: "a", question: "Who?", answer: "Because", position: 1 },
    { id: "c", question: "Why?", answer: "Because", position: 1 },
  ]);
  expect(read[1]).toMatchObject([{ id: "c", position: 7 }]);
  expect(read.slice(2)).toEqual([[], [], []]);
  const idsOf = async (query: Parameters<typeof listLeads>[1]) =>
    (await listLeads(store, query, ALL)).rows.map(({ id }) => id);
  expect(await idsOf({ search: "grosse ida" })).toEqual([lead.id]);
  expect(await idsOf({ filter: { form: ["Größe & Maß"] } })).toEqual([lead.id]);
  expect((await listOptIns(store, { filter: { form: [null] } }, ALL)).total).toBe(2);
});

test("leads that were found by parts of what they have are found by all of it", async () => {
  const leads = [
    plainLead({ seq: 1, first_name: "A_b", last_name: "100%", email: "a@example.com" }),
    plainLead({ seq: 2, first_name: "A b", last_name: "100", email: "b@example.com" }),
  ];
  const store = await upgraded({ leads, opt_ins: [] }, [
    { rowid: 1, text: "a b 100 a@example.com" },
    { rowid: 2, text: "a b 100 b@example.com" },
  ]);
  const found = async (search: string) =>
    (await listLeads(store, { search }, ALL)).rows.map(({ email }) => email).toSorted();
  expect(await found("%")).toEqual(["a@example.com"]);
  expect(await found("100%")).toEqual(["a@example.com"]);
  expect(await found("A_B")).toEqual(["a@example.com"]);
  expect(await found("100")).toEqual(["a@example.com", "b@example.com"]);
  const keys = await store.db.selectFrom("leads").select("name_key").orderBy("seq").execute();
  expect(keys.map(({ name_key }) => name_key)).toEqual(["a b 100", "a b 100"]);
});

test("what there was twice stays, the first of it is found, and a third doesn't come", async () => {
  const email = { email: "Ida@Example.com", email_key: "ida@example.com" };
  const leads = [plainLead({ seq: 1, ...email }), plainLead({ seq: 2, ...email })];
  const same = { external_reference: "a" };
  const opt_ins = [optIn(1, 1, same), optIn(2, 2, same), optIn(3, 2), optIn(4, 2)];
  const store = await upgraded({ leads, opt_ins });
  expect((await listLeads(store, {}, ALL)).total).toBe(2);
  expect((await listOptIns(store, {}, ALL)).total).toBe(4);
  const ida = { email: "ida@example.com", first_name: "Ida", source: "OTHER" } as const;
  const replayed = { opt_in_id: opt_ins[0]?.id, lead_id: leads[0]?.id, is_new_lead: false };
  expect(await submitOptIn(store, { ...ida, ...same })).toEqual(replayed);
  expect(await submitOptIn(store, ida)).toMatchObject({ lead_id: leads[0]?.id });
  const third = plainLead({ ...email, own: 1 });
  await expect(store.write((tx) => addLeads(tx, [third]))).rejects.toThrow("UNIQUE");
});

test("an answer without an id of its own always has the same one", async () => {
  const store = await openTestStore();
  await addTeam(store);
  const questions_answers = ["Why?", "Why?"].map((question) => ({ question, answer: "So" }));
  const ida = { email: "ida@example.com", first_name: "Ida", source: "OTHER" } as const;
  const { opt_in_id } = await submitOptIn(store, { ...ida, questions_answers });
  const read = async () => (await readOptIn(store, opt_in_id))?.question_answers ?? [];
  const ids = (await read()).map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect((await read()).map(({ id }) => id)).toEqual(ids);
});
