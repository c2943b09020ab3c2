import { expect, test } from "vitest";
import { readFact, setFact } from "../../facts.ts";
import { keepUnrecorded } from "../../submissions/unrecorded.ts";
import { listLeads } from "../../leads/leads.ts";
import { changeStatus } from "../../statuses/status-changes.ts";
import { expectExactCounts } from "../../counts/test-counts.ts";
import { ADA, leadStatus, OPERATOR } from "../../test-store.ts";
import { emptyMirror } from "./empty.ts";
import { removeLead } from "./gone.ts";
import { isEmptyMirror } from "../known.ts";
import {
  mirroredLead,
  openMirror,
  sendChange,
  takeLeads,
  takeOptIn,
  takeOptInDetails,
} from "../test-mirror.ts";

test("all that was copied goes with its history, and whoever may use the dashboard stays", async () => {
  const [kept, gone] = [mirroredLead({ setter: "ada@example.com" }), mirroredLead()];
  const store = await openMirror([kept, gone]);
  const { id } = await takeOptIn(store, kept.id);
  await takeOptInDetails(store, id, {
    answers: [{ id: "a", question: "Why?", answer: "Because", position: 0 }],
  });
  const request = { leadId: kept.id, actor: ADA };
  const changed = await changeStatus(store, { ...request, statusId: leadStatus(4).id });
  if (changed.outcome !== "changed") throw new Error(changed.outcome);
  await changeStatus(store, { ...request, statusId: leadStatus(1).id, undoOf: changed.change.id });
  await sendChange(store, { ...request, statusId: leadStatus(2).id });
  await removeLead(store, gone.id);
  const other = { email: "ben@example.com", first_name: "Ben", source: "OTHER" } as const;
  const submission = { ...other, external_reference: "theirs" };
  await store.write((tx) => keepUnrecorded(tx, kept.id, submission));
  await setFact(store.db, "mirror_progress", "{}");
  await setFact(store.db, "mode", "live");
  const key = {
    id: "k",
    name: "A form",
    hash: "h",
    last4: "1234",
    created_at: 1,
    revoked_at: null,
  };
  await store.db.insertInto("api_keys").values(key).execute();

  expect(await emptyMirror(store, OPERATOR)).toEqual({ leads: 1, optIns: 1 });
  expect(await isEmptyMirror(store)).toBe(true);
  expect(await listLeads(store, {}, { offset: 0, limit: 10 })).toEqual({ rows: [], total: 0 });
  const history = ["status_changes", "gone", "unrecorded_submissions"] as const;
  for (const table of [
    "opt_ins",
    "opt_in_answers",
    "questions",
    "forms",
    "people",
    ...history,
  ] as const) {
    expect(await store.db.selectFrom(table).selectAll().execute()).toEqual([]);
  }
  await expectExactCounts(store);
  expect(await readFact(store, "mirror_progress")).toBeNull();
  expect(await readFact(store, "mode")).toBe("live");
  expect(await store.db.selectFrom("api_keys").selectAll().execute()).toEqual([key]);

  // And it can be filled again.
  expect((await takeLeads(store, [kept])).added).toEqual([kept.id]);
  await expectExactCounts(store);
});
