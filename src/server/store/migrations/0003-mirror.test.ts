import { randomUUID } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { expectExactCounts } from "../counts/test-counts.ts";
import { listLeads, readLeadView } from "../leads/leads.ts";
import { openStore, type Store } from "../open.ts";
import { filePath } from "../sqlite/file-path.ts";
import { addTeam, mixedLeads, newFileUrl, openTestStore } from "../test-store.ts";
import { addOldRows, BEFORE_MIRROR, openReleased } from "./test-released.ts";

const LEADS = 300;

/** Leads, two opt-ins each with an answer, and a status change that was taken back. */
async function fill(store: Store): Promise<void> {
  await addTeam(store);
  const leads = mixedLeads(LEADS);
  const seqs = leads.map(({ seq }) => seq);
  const answered = Array.from({ length: 2 * LEADS }, (_, at) => at + 1);
  await addOldRows(store, {
    leads,
    opt_ins: [...seqs, ...seqs].map(optInOf),
    opt_in_answers: answered.map(answerOf),
  });
  await store.write(async (tx) => {
    await tx.insertInto("lead_sources").values(["1", "2"].map(named)).execute();
    await tx.updateTable("leads").set({ first_source: 1, last_source: 2 }).execute();
    for (const change of changesOf(7)) {
      await tx.insertInto("status_changes").values(change).execute();
    }
    await tx.insertInto("facts").values({ name: "sample_leads", value: "300" }).execute();
    await sql`insert into user (id, createdAt, updatedAt, name, email, emailVerified, role)
      values ('u', 1, 1, 'Mae', 'mae@example.com', 1, 'manager')`.execute(tx);
  });
}

const named = (id: string) => ({ id, name: `Source ${id}` });

const optInOf = (lead: number, at: number) => ({
  id: randomUUID(),
  lead,
  source: at % 2 ? "TYPEFORM" : "OTHER",
  provider_form_id: at % 5 ? null : `form-${at % 4}`,
  provider_form_name: at % 2 ? `Form ${at % 3}` : null,
  external_reference: at % 3 ? `r${at}` : null,
  utm_source: "meta",
  landing_page: "https://a.example.com",
  created_at: 1_000 + at,
});

const answerOf = (opt_in: number) => ({
  id: randomUUID(),
  opt_in,
  question: opt_in % 3 ? "Why?" : "What for?",
  answer: opt_in % 2 ? "Because" : null,
  position: 0,
});

function changesOf(lead: number) {
  const [made, undone] = [randomUUID(), randomUUID()];
  const ada = { lead, actor_kind: "person", actor_id: "u", actor_name: "Ada", at: 5 } as const;
  return [
    { ...ada, id: made, from_status: 1, to_status: 2, undo_of: null },
    { ...ada, id: undone, from_status: 2, to_status: 1, undo_of: made },
  ];
}

/** What this migration and later ones add to rows that are there. */
const ADDED: Readonly<Record<string, object>> = {
  user: { disabledAt: null },
  leads: {
    read_at: null,
    details_read_at: null,
    next_touch_point_is_day: 0,
    created_is_day: 0,
    updated_is_day: 0,
    name_key: "ida",
    country_key: null,
    own: 1,
  },
  opt_ins: { lacks_details: 0, created_is_day: 0, own: 1 },
  people: { spelled: null },
  status_changes: { not_before: null },
};

/** Counted anew on the way. */
const COUNTS = ["lead_counts", "opt_in_counts", "lead_days"];

/** What rows were before they pointed at what others have as well. */
const WHOLE: Readonly<Record<string, string>> = {
  opt_ins: `select opt_ins.*, forms.id as provider_form_id, forms.name as provider_form_name
    from opt_ins left join forms on forms.seq = form`,
  opt_in_answers: `select opt_in_answers.id, opt_in, text as question, answer, position
    from opt_in_answers join questions on questions.seq = question`,
};

/** Every row of every table, but for Kysely's own. */
function rowsOf(url: string): Map<string, object[]> {
  const file = new DatabaseSync(filePath(url));
  const tables = file
    .prepare(
      `select name from sqlite_master
        where type = 'table' and name not like 'kysely%' and name not like 'lead_search%'`,
    )
    .all();
  const isNew = tables.some(({ name }) => name === "forms");
  const rows = new Map<string, object[]>();
  for (const { name } of tables) {
    const table = String(name);
    const query = (isNew && WHOLE[table]) || `select * from "${table}"`;
    const all = file.prepare(`select * from (${query}) order by 1, 2`).all();
    rows.set(
      table,
      all.map(({ form: _, ...row }) => row),
    );
  }
  file.close();
  return rows;
}

async function madeBefore(): Promise<string> {
  const url = newFileUrl();
  const store = await openReleased(BEFORE_MIRROR, url);
  await fill(store);
  await store.close();
  return url;
}

test("a database from before keeps every row", async () => {
  const url = await madeBefore();
  const before = rowsOf(url);
  expect(before.get("opt_in_answers")).toHaveLength(2 * LEADS);
  const store = await openTestStore(url);
  const after = rowsOf(url);
  for (const [table, rows] of before) {
    if (COUNTS.includes(table)) continue;
    const expected = rows.map((row) => ({ ...row, ...ADDED[table] }));
    expect(after.get(table), table).toEqual(expected);
  }
  await expectExactCounts(store);
  const { rows, total } = await listLeads(store, {}, { offset: 0, limit: 1 });
  expect(total).toBe(LEADS);
  expect(rows).toMatchObject([{ first_source: { name: "Source 1" } }]);
  expect(await readLeadView(store, rows[0]?.id ?? "")).not.toHaveProperty("details_as_of");
});

test("afterwards, references are kept whole again", async () => {
  const { db } = await openTestStore(await madeBefore());
  const broken = [
    "insert into opt_ins (id, lead, source, created_at) values ('x', 999, 'OTHER', 1)",
    "insert into opt_in_answers values (9999, 0, null, 1, null, 0)",
    "insert into opt_in_answers values (1, 5, null, 99, null, 0)",
    `insert into pending_changes (id, lead, from_status, to_status, actor_kind, actor_name, at)
       values ('x', 999, 1, 2, 'person', 'Ada', 1)`,
    "update leads set last_source = 9 where seq = 1",
    "update opt_ins set lead = 999 where seq = 1",
    "delete from lead_sources where seq = 1",
    "delete from opt_ins where seq = 1",
    "delete from leads where seq = 1",
  ];
  for (const statement of broken) {
    await expect(sql.raw(statement).execute(db), statement).rejects.toThrow("FOREIGN KEY");
  }
});

test("what Hermon doesn't promise is no longer asked of rows", async () => {
  const { db } = await openTestStore(await madeBefore());
  const allowed = [
    "insert into lead_sources (id, name) values ('1', 'Source 1'), ('1', null), (null, 'Source 1')",
    `insert into opt_ins (id, lead, source, external_reference, created_at)
       values ('x', 1, 'OTHER', 'r', 1), ('y', 1, 'OTHER', 'r', 1)`,
    "insert into opt_in_answers values (1, 5, 'same', 1, null, 0), (2, 5, 'same', 1, null, 0)",
  ];
  for (const statement of allowed) {
    await expect(sql.raw(statement).execute(db), statement).resolves.toBeDefined();
  }
});

test("a database whose references are broken already is refused and stays as it was", async () => {
  const url = await madeBefore();
  const file = new DatabaseSync(filePath(url));
  file.exec("pragma foreign_keys = off; update opt_ins set lead = 999 where seq = 1");
  file.close();
  const before = rowsOf(url);
  await expect(openStore(url)).rejects.toThrow("Rows point at rows that are not there");
  expect(rowsOf(url)).toEqual(before);
});
