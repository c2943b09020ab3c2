import { beforeEach, expect, test } from "vitest";
import { resetPerson } from "../state/person-reset.ts";
import { type Notice, noticesNow, notify, withdrawNotice } from "./notices.ts";

const undo = { label: "Undo", act: () => undefined };
const pending: Notice = {
  about: "first",
  kind: "news",
  title: "Saving…",
  actions: [undo],
  isPending: true,
};
const saved: Notice = { about: "first", kind: "news", title: "Saved", actions: [undo] };
const other: Notice = { about: "other", kind: "news", title: "Copied" };

const titles = () => noticesNow().map(({ title }) => title);
const numberOf = (about: string) => noticesNow().find((one) => one.about === about)?.number;

beforeEach(resetPerson);

test("a notice takes the place of an older one about the same, as the newest", () => {
  notify(saved);
  const number = numberOf("first");
  notify(other);
  notify(saved);
  expect(titles()).toEqual(["Copied", "Saved"]);
  expect(numberOf("first")).not.toBe(number);
});

test("what was under way and went well is said by the same notice, where it stands", () => {
  notify(pending);
  notify(other);
  const number = numberOf("first");
  notify(saved);
  expect(titles()).toEqual(["Saved", "Copied"]);
  expect(numberOf("first")).toBe(number);
});

test.each<[string, Partial<Notice>]>([
  ["went wrong", { kind: "problem" }],
  ["came to something with other buttons", { actions: [] }],
  ["began anew", { isPending: true }],
])("what was under way and %s is another notice", (_, what) => {
  notify(pending);
  notify(other);
  const number = numberOf("first");
  notify({ ...saved, ...what });
  expect(titles()).toEqual(["Copied", "Saved"]);
  expect(numberOf("first")).not.toBe(number);
});

test("what a dismissed notice came to is said all the same", () => {
  notify(pending);
  withdrawNotice("first");
  expect(titles()).toEqual([]);
  notify(saved);
  expect(titles()).toEqual(["Saved"]);
});
