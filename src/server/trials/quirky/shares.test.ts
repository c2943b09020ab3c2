import { expect, test } from "vitest";
import { getLead } from "#api/contract/leads/leads.ts";
import { startTestHermon } from "./test-hermon.ts";
import { leadId } from "./test-rows.ts";
import { copied, endsWithTest, mirrorOf } from "./test-mirror.ts";

test("24 details asked for by API keys at once are read, and Hermon is polled meanwhile", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 30, optIns: 60 }));
  const mirrored = await mirrorOf(hermon, { maxPerSecond: 10 });
  await copied(mirrored);
  const begun = hermon.asked.length;
  const asked = Array.from({ length: 24 }, (_, n) =>
    mirrored.api.call(getLead, { params: { id: leadId(n) } }),
  );
  expect(await Promise.all(asked)).toEqual(hermon.leads.slice(0, 24));
  const meanwhile = hermon.asked.slice(begun).map(({ what }) => what);
  expect(meanwhile.filter((what) => what.includes("/leads?page=1")).length).toBeGreaterThan(0);
  expect(meanwhile.filter((what) => what.includes("/opt-ins?page=1")).length).toBeGreaterThan(0);
  // What a sender is answered with is the lead's: its opt-ins needn't be read for that.
  expect(meanwhile.filter((what) => what.includes("lead_id="))).toEqual([]);
});
