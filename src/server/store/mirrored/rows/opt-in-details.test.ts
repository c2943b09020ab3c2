import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { Store } from "../../open.ts";
import { readOptIn } from "../../opt-ins/opt-ins.ts";
import { NO_TRAFFIC } from "../../test-store.ts";
import { listOptInsLackingDetails, listOptInsToRead } from "./opt-in-details.ts";
import {
  MINUTE,
  mirroredLead,
  mirroredOptIn,
  openMirror,
  takeOptIn,
  takeOptInDetails,
  takeOptIns,
} from "../test-mirror.ts";

const [IDA, LEO] = [mirroredLead(), mirroredLead()];

let store: Store;

beforeEach(async () => {
  store = await openMirror([IDA, LEO]);
});

const answer = (id: string, own = {}) => ({
  id,
  question: `Question ${id}?`,
  answer: "Yes ",
  position: 0,
  ...own,
});

test("details are taken over whole, in the place of those that were there", async () => {
  const optIn = await takeOptIn(store, IDA.id);
  const attribution = { ...NO_TRAFFIC, utm_source: "meta", referrer: "https://a.example.com" };
  const answers = [answer("b", { position: 2 }), answer("a", { answer: null, position: 1 })];
  expect(await takeOptInDetails(store, optIn.id, { answers, attribution })).toBe(IDA.id);
  const read = await readOptIn(store, optIn.id);
  expect(read).toMatchObject({
    question_answers: answers.toReversed(),
    traffic_attribution: attribution,
  });
  expect(read).not.toHaveProperty("details_missing");

  await takeOptInDetails(store, optIn.id, { answers: [answer("b", { answer: "No" })] });
  expect(await readOptIn(store, optIn.id)).toMatchObject({
    question_answers: [answer("b", { answer: "No" })],
    traffic_attribution: NO_TRAFFIC,
  });
});

test("details that say nothing new leave the database untouched", async () => {
  const { id } = await takeOptIn(store, IDA.id);
  const answers = [answer("b"), answer("a", { answer: null })];
  expect(await takeOptInDetails(store, id, { answers })).toBe(IDA.id);
  const before = await store.version();
  expect(await takeOptInDetails(store, id, { answers: answers.toReversed() })).toBeNull();
  expect(await store.version()).toBe(before);
  for (const other of [{ answer: "No" }, { position: 1 }, { question: "Why?" }, { id: "c" }]) {
    const changed = [answer("b", other), answer("a", { answer: null })];
    expect(await takeOptInDetails(store, id, { answers: changed })).toBe(IDA.id);
    const read = await readOptIn(store, id);
    expect(new Set(read?.question_answers)).toEqual(new Set(changed));
  }
  const attribution = { ...NO_TRAFFIC, utm_term: "b" };
  expect(await takeOptInDetails(store, id, { attribution })).toBe(IDA.id);
});

test("that there are no details is news once", async () => {
  const { id } = await takeOptIn(store, IDA.id);
  expect(await takeOptInDetails(store, id, {})).toBe(IDA.id);
  expect(await takeOptInDetails(store, id, {})).toBeNull();
});

test("details stay when a list brings the opt-in anew", async () => {
  const optIn = await takeOptIn(store, IDA.id);
  await takeOptInDetails(store, optIn.id, { answers: [answer("a")] });
  await takeOptIns(store, [{ ...optIn, provider_form_name: "Renamed" }]);
  const read = await readOptIn(store, optIn.id);
  expect(read).toMatchObject({
    provider_form_name: "Renamed",
    question_answers: [answer("a")],
  });
  expect(read).not.toHaveProperty("details_missing");
});

test("an answer's id may stand in two opt-ins", async () => {
  const optIns = [mirroredOptIn(IDA.id), mirroredOptIn(LEO.id)];
  await takeOptIns(store, optIns);
  for (const [at, { id }] of optIns.entries()) {
    await takeOptInDetails(store, id, { answers: [answer("1", { answer: `${at}` })] });
  }
  for (const [at, { id }] of optIns.entries()) {
    expect(await readOptIn(store, id)).toMatchObject({
      question_answers: [{ id: "1", answer: `${at}` }],
    });
  }
});

test("details of an opt-in that isn't here come to nothing", async () => {
  const before = await store.version();
  expect(await takeOptInDetails(store, randomUUID(), { answers: [answer("a")] })).toBeNull();
  expect(await store.version()).toBe(before);
});

test("those whose details are yet to be read come newest first", async () => {
  const newest = await takeOptIn(store, IDA.id, { created_at: 3 * MINUTE });
  const oldest = await takeOptIn(store, IDA.id, { created_at: MINUTE });
  const middle = await takeOptIn(store, IDA.id, { created_at: 2 * MINUTE });
  expect(await listOptInsLackingDetails(store, 2)).toEqual([newest.id, middle.id]);
  await takeOptInDetails(store, newest.id);
  expect(await listOptInsLackingDetails(store, 9)).toEqual([middle.id, oldest.id]);
});

test("of a lead's own, those that lack theirs come first, then the newest, so many as can be read", async () => {
  const read = await takeOptIn(store, IDA.id, { created_at: 4 * MINUTE });
  await takeOptInDetails(store, read.id);
  const oldest = await takeOptIn(store, IDA.id, { created_at: MINUTE });
  const newest = await takeOptIn(store, IDA.id, { created_at: 3 * MINUTE });
  await takeOptIn(store, LEO.id, { created_at: 5 * MINUTE });
  expect(await listOptInsToRead(store, IDA.id, 3)).toEqual([
    { id: newest.id, lacks_details: 1 },
    { id: oldest.id, lacks_details: 1 },
    { id: read.id, lacks_details: 0 },
  ]);
  expect(await listOptInsToRead(store, IDA.id, 1)).toMatchObject([{ id: newest.id }]);
});
