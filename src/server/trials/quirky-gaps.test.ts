import { expect, test } from "vitest";
import { answers, type Fault } from "./test-quirky-faults.ts";
import { startTestHermon } from "./test-quirky-hermon.ts";
import {
  allLeads,
  allOptIns,
  becomesEqual,
  comesTrue,
  endsWithTest,
  mirrorOf,
} from "./test-mirror.ts";

/** What Hermon never gives in its lists, while it gives all else. */

const GAPS: Readonly<Record<string, Fault>> = {
  "/statuses": answers(500, ""),
  "/leads?page=2&limit=100": answers(500, ""),
};

test("a page and a list that are never given cost nothing else", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 430, optIns: 40 }));
  hermon.fault = ({ url }) => GAPS[url?.replace("/api/external", "") ?? ""];
  const mirrored = await mirrorOf(hermon);
  await comesTrue(async () => {
    expect((await allLeads(mirrored)).size).toBe(330);
    expect((await allOptIns(mirrored)).size).toBe(40);
    expect(mirrored.mirror.state().copied).toBeNull();
  }, 80);
  hermon.fault = () => undefined;
  await becomesEqual(mirrored, hermon, 30);
}, 120_000);
