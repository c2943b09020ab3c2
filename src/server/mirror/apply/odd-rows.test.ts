import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LeadOptIn } from "#api/contract/leads/lead-history.ts";
import { LeadView } from "#api/contract/leads/lead-views.ts";
import { listLeads, readLeadView } from "#server/store/leads/leads.ts";
import { listOptIns, readOptIn } from "#server/store/opt-ins/opt-ins.ts";
import { storeLeadDetails } from "#server/store/mirrored/rows/lead-details.ts";
import { storeOptInDetails } from "#server/store/mirrored/rows/opt-in-details.ts";
import { soFar } from "#server/store/mirrored/test-mirror.ts";
import { openTestStore } from "#server/store/test-store.ts";
import { monotonic } from "#server/store/time.ts";
import type { MirrorDeps } from "../deps.ts";
import { GoneClaims } from "../trust/gone-claims.ts";
import { createHermon } from "../hermon/hermon.ts";
import { ListHealth } from "../trust/list-health.ts";
import { readLeadDetails } from "../rows/read-lead.ts";
import { readOptInDetails } from "../rows/read-opt-in.ts";
import { SeenLeads } from "./seen-leads.ts";
import { RowWriter } from "./row-writer.ts";
import { Unreadable } from "./unreadable.ts";
import { Workspace } from "../trust/workspace.ts";

/** Any row, however odd, costs at most itself: those beside it are here, and all that is here can be read. */

const RUNS = { numRuns: Number(process.env["FUZZ_RUNS"] ?? 60) };

const DEEP = 200_000;
const json = (text: string): unknown => JSON.parse(text);
const nested = (open: string, close: string): unknown =>
  json(`${open.repeat(DEEP)}1${close.repeat(DEEP)}`);

/** What JSON can say and no form would send. */
const ODD: Readonly<Record<string, unknown>> = {
  "deep list": nested("[", "]"),
  "deep object": nested('{"a":', "}"),
  "keys of prototypes": json(
    '{"__proto__":{"id":"x"},"constructor":{"prototype":[1]},"toString":1,"then":{}}',
  ),
  "too large numbers": json("[1e400,-1e400]"),
  infinity: Infinity,
  "a large integer": 2 ** 53,
  "a long text": "x".repeat(1_000_000),
  "a NUL": "a\u0000b",
  "half a pair": "\uD800",
  "half a pair in an object": { email: "\uDFFF@\u0000" },
  "no day": "9999-99-99",
  "a day": "2026-06-01",
  blank: "",
  nothing: null,
  "a truth": true,
  "a long list": Array.from({ length: 100_000 }, () => ({})),
  "the same id": Array.from({ length: 5_000 }, (_, n) => ({ id: "same", question: n })),
  "many keys": Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`key ${n}`, n])),
};

/** By name: what fails can be told, also where none could write it out. */
const oddName = fc.constantFrom(...Object.keys(ODD));

const oddFields = (...fields: readonly string[]) =>
  fc.record(Object.fromEntries(fields.map((field) => [field, oddName])), { requiredKeys: [] });

const made = (names: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(names).map(([field, name]) => [field, ODD[name ?? ""]]));

/** What all good leads have: the workspace is known by it. */
const STATUS = { id: randomUUID(), name: "New" };

const LEAD = ["first_name", "last_name", "email", "phone_e164", "source", "assigned_setter"]
  .concat(["next_touch_point_date", "next_touch_point_type", "first_source", "last_source"])
  .concat(["created_at", "updated_at", "billing_details", "ai_source_summary", "counts"])
  .concat(["latest_note", "status", "__proto__", "constructor"]);

const leadRow = fc.record({
  own: oddFields(...LEAD),
  latest_note: fc.option(oddFields("id", "note", "appointment_id", "created_by", "created_at")),
  status: fc.option(oddFields("name", "role", "description", "text_color")),
  billing_details: fc.option(oddFields("business_name", "zipcode", "extra", "constructor")),
});

const OPT_IN = ["source", "provider_form_id", "external_reference", "created_at"].concat([
  "question_answers",
  "traffic_attribution",
  "__proto__",
]);

async function openWriter() {
  const store = await openTestStore();
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const hermon = createHermon({ apiUrl: "http://127.0.0.1:1", apiKey: "k", maxPerSecond: 1 });
  const workspace = new Workspace({ store, hermon, log });
  const lists = new ListHealth();
  const deps: MirrorDeps = {
    store,
    hermon,
    seen: new SeenLeads(),
    unreadable: new Unreadable(log),
    lists,
    goneClaims: new GoneClaims(lists, workspace),
    workspace,
    log,
  };
  return { store, rowWriter: new RowWriter(deps) };
}

const asked = () => ({ sentAt: Date.now(), order: monotonic() });

const page = (rows: readonly unknown[]) => ({ rows, ...asked(), place: "1" });

const wired = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("among leads", async () => {
  const { store, rowWriter } = await openWriter();
  const storeDetails = async (id: string, sent: unknown) => {
    const { sentAt, order } = asked();
    const reading = { sentAt, seenAt: () => undefined, order: { at: order, soFar: soFar() } };
    await store.write((tx) => storeLeadDetails(tx, id, readLeadDetails(sent), reading));
  };
  await fc.assert(
    fc.asyncProperty(leadRow, async ({ own, latest_note, status, billing_details }) => {
      const id = randomUUID();
      const sent = {
        ...made(own),
        ...(latest_note && { latest_note: made(latest_note) }),
        ...(status && { status: { ...made(status), id: randomUUID() } }),
        ...(billing_details && { billing_details: made(billing_details) }),
        id,
      };
      const good = [randomUUID(), randomUUID()];
      const [first, last] = good.map((one) => ({ id: one, status: STATUS }));
      const rows = [first, sent, last];
      const stored = await rowWriter.leads(page(rows), "scan");
      expect(stored.added).toEqual([good[0], id, good[1]]);
      await storeDetails(id, sent);
      const view = wired(await readLeadView(store, id));
      expect(LeadView.safeParse(view).error).toBeUndefined();
    }),
    RUNS,
  );
  const { rows, total } = await listLeads(store, {}, { offset: 0, limit: 100 });
  expect(rows).toHaveLength(Math.min(total, 100));
});

test("among opt-ins", async () => {
  const { store, rowWriter } = await openWriter();
  const lead_id = randomUUID();
  await rowWriter.leads(page([{ id: lead_id, status: STATUS }]), "scan");
  const run = fc.record({
    own: oddFields(...OPT_IN),
    answer: oddFields("id", "question", "answer", "position"),
  });
  await fc.assert(
    fc.asyncProperty(run, async ({ own, answer }) => {
      const ids = [randomUUID(), randomUUID(), randomUUID()];
      const [first, sent, last] = ids.map((id) => ({ id, lead_id }));
      const row = { question_answers: [made(answer), made(answer)], ...made(own), ...sent };
      expect(await rowWriter.optIns(page([first, row, last]), "scan")).toMatchObject({ added: 3 });
      await store.write((tx) => storeOptInDetails(tx, row.id ?? "", readOptInDetails(row)));
      const optIn = wired(await readOptIn(store, row.id ?? ""));
      expect(LeadOptIn.safeParse(optIn).error).toBeUndefined();
    }),
    { numRuns: Math.ceil(RUNS.numRuns / 3) },
  );
  expect((await listOptIns(store, {}, { offset: 0, limit: 1 })).total).toBeGreaterThan(50);
});

test("what is no row at all", async () => {
  const { store, rowWriter } = await openWriter();
  const good = { id: randomUUID(), status: STATUS };
  await rowWriter.leads(page([...Object.values(ODD), good, { id: ODD["a long text"] }]), "scan");
  expect((await listLeads(store, {}, { offset: 0, limit: 5 })).rows).toMatchObject([
    { id: good.id },
  ]);
  const optIns = [...Object.values(ODD), { id: randomUUID(), lead_id: good.id }];
  expect(await rowWriter.optIns(page(optIns), "scan")).toMatchObject({ added: 1 });
});
