import { expect, test } from "vitest";
import { answers, type Fault } from "./test-hermon-faults.ts";
import { optInId } from "./test-hermon-rows.ts";
import { startTestHermon } from "./test-hermon.ts";
import {
  allLeads,
  allOptIns,
  becomesEqual,
  comesTrue,
  endsWithTest,
  mirrorOf,
} from "./test-mirror.ts";

/** Single things that Hermon never gives, while it gives all others. */

const GAPS: Readonly<Record<string, Fault>> = {
  "/statuses": answers(500, ""),
  "/leads?page=2&limit=100": answers(500, ""),
  // Both are listed.
  [`/opt-ins/${optInId(3)}`]: answers(404, '{"status":"error","message":"Resource not found"}'),
  [`/opt-ins/${optInId(4)}`]: answers(500, ""),
};

test("what is never given costs nothing else", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 430, optIns: 40 }));
  hermon.fault = ({ url }) => GAPS[url?.replace("/api/external", "") ?? ""];
  const mirrored = await mirrorOf(hermon);
  const timesAsked = (id: string) => hermon.asked.filter(({ what }) => what.endsWith(id)).length;

  await comesTrue(async () => {
    expect((await allLeads(mirrored)).size).toBe(330);
    expect((await allOptIns(mirrored)).size).toBe(40);
    const { hermon: connection } = await mirrored.mirror.connection();
    expect(connection?.opt_in_details).toBe(38);
    expect(mirrored.mirror.state().copied).toBeNull();
  }, 50);
  const asked = timesAsked(optInId(4));
  const polls = hermon.asked.length;
  await comesTrue(() => expect(hermon.asked.length).toBeGreaterThan(polls + 10));
  expect([timesAsked(optInId(3)), timesAsked(optInId(4))]).toEqual([1, asked]);

  hermon.fault = () => undefined;
  await becomesEqual(mirrored, hermon, 30);
}, 120_000);
