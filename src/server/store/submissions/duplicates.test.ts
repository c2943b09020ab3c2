import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeEach, expect, test } from "vitest";
import type { Submission } from "#api/contract/opt-ins/submission.ts";
import { listLeads } from "../leads/leads.ts";
import {
  openMirror,
  takeLeads,
  takeOptIns,
  mirroredLead,
  mirroredOptIn,
} from "../mirrored/test-mirror.ts";
import type { Store } from "../open.ts";
import { listOptIns } from "../opt-ins/opt-ins.ts";
import { addTeam, newDatabaseUrl, openTestStore } from "../test-store.ts";
import { Duplicate } from "../store-failure.ts";
import { recordOnce, submitOptIn } from "./submissions.ts";

/** What the database says to a lead or an opt-in that is recorded twice, whoever does it. */

const IDA: Submission = { email: "Ida@Example.com", first_name: "Ida", source: "WEBINAR" };
const ALL = { offset: 0, limit: 100 };

let url: string;
let store: Store;

beforeEach(async () => {
  url = await newDatabaseUrl();
  store = await openTestStore(url);
  await addTeam(store);
});

const totals = async () => ({
  leads: (await listLeads(store, {}, ALL)).total,
  optIns: (await listOptIns(store, {}, ALL)).total,
});

test("two servers that are sent the same at once record it once, and answer alike", async () => {
  const other = await openTestStore(url);
  const submission = { ...IDA, external_reference: "a" };
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => submitOptIn(n % 2 ? store : other, submission)),
  );
  const [first] = answers;
  expect(new Set(answers.map(({ opt_in_id }) => opt_in_id)).size).toBe(1);
  expect(answers.filter(({ is_new_lead }) => is_new_lead)).toHaveLength(1);
  expect(answers.every(({ lead_id }) => lead_id === first?.lead_id)).toBe(true);
  expect(await totals()).toEqual({ leads: 1, optIns: 1 });
});

test("two servers that are sent one person by several forms at once have one lead", async () => {
  const other = await openTestStore(url);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => submitOptIn(n % 2 ? store : other, IDA)),
  );
  expect(new Set(answers.map(({ lead_id }) => lead_id)).size).toBe(1);
  expect(answers.filter(({ is_new_lead }) => is_new_lead)).toHaveLength(1);
  expect(await totals()).toEqual({ leads: 1, optIns: 20 });
});

test("of two people with one reference at once, the second is answered like the first", async () => {
  const other = await openTestStore(url);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => {
      const email = `ida${n}@example.com`;
      return submitOptIn(n % 2 ? store : other, { ...IDA, email, external_reference: "a" });
    }),
  );
  expect(new Set(answers.map(({ opt_in_id }) => opt_in_id)).size).toBe(1);
  expect(answers.filter(({ is_new_lead }) => is_new_lead)).toHaveLength(1);
  expect(await totals()).toEqual({ leads: 1, optIns: 1 });
});

test("who didn't see another's opt-in records nothing of their own", async () => {
  const submission = { ...IDA, external_reference: "a" };
  await submitOptIn(store, submission);
  const unseen = [submission, { ...submission, email: "eve@example.com" }];
  for (const one of unseen) {
    await expect(store.write((tx) => recordOnce(tx, one))).rejects.toThrow(Duplicate);
  }
  expect(await totals()).toEqual({ leads: 1, optIns: 1 });
});

test("what of an e-mail and a reference is as long as can be sent is recorded once, too", async () => {
  const external_reference = "a".repeat(100_000);
  const submission = { ...IDA, email: `${"i".repeat(10_000)}@example.com`, external_reference };
  const questions_answers = [{ question: "Why?".repeat(10_000), answer: "So" }];
  const first = await submitOptIn(store, { ...submission, questions_answers });
  expect(await submitOptIn(store, submission)).toEqual({ ...first, is_new_lead: false });
  await expect(store.write((tx) => recordOnce(tx, submission))).rejects.toThrow(Duplicate);
});

test("nor is an e-mail there twice, or a reference, whoever adds it", async () => {
  await submitOptIn(store, { ...IDA, external_reference: "a" });
  const copyOf = (table: "leads" | "opt_ins") =>
    store.write(async (tx) => {
      const row = await tx.selectFrom(table).selectAll().executeTakeFirstOrThrow();
      const copy = { ...row, seq: 99, id: randomUUID() };
      await sql`insert into ${sql.table(table)} (${sql.join(Object.keys(copy).map((name) => sql.ref(name)))})
        values (${sql.join(Object.values(copy))})`.execute(tx);
    });
  await expect(copyOf("leads")).rejects.toThrow(/unique/i);
  await expect(copyOf("opt_ins")).rejects.toThrow(/unique/i);
  expect(await totals()).toEqual({ leads: 1, optIns: 1 });
});

test("what Hermon has twice is there twice", async () => {
  const mirror = await openMirror();
  const [one, two] = [
    mirroredLead({ email: "ida@example.com" }),
    mirroredLead({ email: "ida@example.com" }),
  ];
  await takeLeads(mirror, [one, two]);
  const alike = [one, two].map(({ id }) => mirroredOptIn(id, { external_reference: "a" }));
  await takeOptIns(mirror, alike);
  expect((await listLeads(mirror, {}, ALL)).total).toBe(2);
  expect((await listOptIns(mirror, {}, ALL)).total).toBe(2);
});
