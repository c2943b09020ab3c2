import type { Worker } from "node:worker_threads";
import { expect, onTestFinished, test, vi } from "vitest";
import { changeStatus } from "../../statuses/status-changes.ts";
import { submitOptIn } from "../../submissions/submissions.ts";
import { ADA, addTeam, openTestStore, STATUSES } from "../../test-store.ts";

/** What waits for the disk keeps all other writers waiting, and so does each trip to the thread. */

async function openCounted() {
  const threads: Worker[] = [];
  const add = (thread: Worker) => void threads.push(thread);
  process.on("worker", add);
  onTestFinished(() => void process.off("worker", add));
  const store = await openTestStore();
  await addTeam(store);
  const [writer] = threads;
  if (!writer) throw new Error("There is no thread");
  const sent = vi.spyOn(writer, "postMessage");
  const tripsOf = async <T>(work: () => Promise<T>) => {
    const before = sent.mock.calls.length;
    const result = await work();
    return { result, trips: sent.mock.calls.length - before };
  };
  return { store, tripsOf };
}

const sentBy = (email: string) => {
  const questions_answers = [{ question: "Why?", answer: "Because" }];
  return { email, first_name: "Ida", source: "WEBINAR" as const, questions_answers };
};

test("a submission takes five trips to the writer's thread, from begin to commit", async () => {
  const { store, tripsOf } = await openCounted();
  const submit = (email: string) => tripsOf(() => submitOptIn(store, sentBy(email)));
  await submit("eve@example.com");
  const added = await submit("ida@example.com");
  expect(added).toMatchObject({ trips: 5, result: { is_new_lead: true } });
  // And one more, since it depends on what the lead has.
  const known = await submit("ida@example.com");
  expect(known).toMatchObject({ trips: 6, result: { is_new_lead: false } });
});

test("of those who share a commit each takes two", async () => {
  const { store, tripsOf } = await openCounted();
  await submitOptIn(store, sentBy("eve@example.com"));
  const emails = Array.from({ length: 20 }, (_, n) => `ida${n}@example.com`);
  const { trips } = await tripsOf(() =>
    Promise.all(emails.map((email) => submitOptIn(store, sentBy(email)))),
  );
  // Begin, event and commit are everybody's.
  expect(trips).toBe(3 + 2 * emails.length);
});

test("a status change takes six", async () => {
  const { store, tripsOf } = await openCounted();
  const ida = { email: "ida@example.com", first_name: "Ida", source: "WEBINAR" as const };
  const { lead_id: leadId } = await submitOptIn(store, ida);
  const [expectedStatusId, statusId = ""] = STATUSES.map(({ id }) => id);
  const request = { leadId, statusId, expectedStatusId, actor: ADA };
  const changed = await tripsOf(() => changeStatus(store, request));
  expect(changed).toMatchObject({ trips: 6, result: { outcome: "changed" } });
});
