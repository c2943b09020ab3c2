import { expect, test } from "vitest";
import { ownerNames } from "./names.ts";
import { noteAuthor } from "./note-author.ts";

const ownerName = ownerNames([{ email: "mara@example.com", name: "Mara Lindqvist" }]);
const note = { id: "1", note: "Called", appointment_id: null, created_at: "2026-05-26T08:17:38Z" };

test.for([
  ["MARA@example.com ", "Mara Lindqvist"],
  ["new@example.com", "new@example.com"],
  ["Mara", "Mara"],
  [{ name: "Mara L." }, "Mara L."],
  [{ first_name: "Mara", last_name: null, email: "mara@example.com" }, "Mara"],
  [{ id: 3, email: "mara@example.com" }, "Mara Lindqvist"],
  [{ id: 3 }, undefined],
  ["896e4c72-e390-4baf-906f-395992266222", undefined],
  ["", undefined],
  [null, undefined],
  [undefined, undefined],
] as const)("a note by %j is by %s", ([created_by, name]) => {
  expect(noteAuthor({ ...note, created_by }, ownerName)).toBe(name);
});
