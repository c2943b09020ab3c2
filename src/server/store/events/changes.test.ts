import { expect, test } from "vitest";
import { inOne, newsOf } from "./changes.ts";

const changed = (...leads: string[]) => newsOf({ leads });

test("more than 50 leads aren't named", () => {
  const ids = Array.from({ length: 51 }, (_, at) => `lead ${at}`);
  expect(newsOf({ leads: ids.slice(1) })).toMatchObject({ ids: ids.slice(1), others: false });
  expect(newsOf({ leads: ids.slice(1), gone: ids.slice(0, 1) })).toMatchObject({
    ids: [],
    others: true,
  });
  expect(inOne(ids.map((id) => changed(id)))).toMatchObject({ ids: [], others: true });
});

test("tells whether the list of opt-ins is different", () => {
  expect(changed("a").opt_ins).toBe(false);
  expect(newsOf({ details: ["a"] }).opt_ins).toBe(false);
  expect(newsOf({ leads: ["a"], optIns: true }).opt_ins).toBe(true);
  expect(newsOf({ gone: ["a"] }).opt_ins).toBe(true);
  expect(inOne([newsOf({ optIns: true }), changed("a")]).opt_ins).toBe(true);
});

test("of details, the latest are named", () => {
  const details = Array.from({ length: 201 }, (_, at) => `lead ${at}`);
  expect(newsOf({ details })).toMatchObject({ ids: [], details: details.slice(1), others: false });
  expect(inOne([newsOf({ statuses: true }), changed("a")])).toMatchObject({
    ids: ["a"],
    statuses: true,
  });
});
