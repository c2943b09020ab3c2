import { expect, test } from "vitest";
import { withoutJitter } from "../hermon-client/test-client.ts";
import { answers, type Fault } from "./test-faults.ts";
import { optInId } from "./test-rows.ts";
import { startTestHermon } from "./test-hermon.ts";
import { allOptIns, comesTrue, endsWithTest, mirrorOf } from "./test-mirror.ts";

/** Opt-ins that Hermon lists, and whose details it never gives. */

const GAPS: Readonly<Record<string, Fault>> = {
  [optInId(3)]: answers(404, '{"status":"error","message":"Resource not found"}'),
  [optInId(4)]: answers(500, ""),
};

test("they stay, the others are filled in, and they are left alone", async () => {
  // Else most of the time would be spent on waiting for the next try of what fails.
  withoutJitter();
  const hermon = endsWithTest(await startTestHermon({ leads: 10, optIns: 12 }));
  hermon.fault = ({ url }) => GAPS[url?.split("/").at(-1) ?? ""];
  const mirrored = await mirrorOf(hermon);
  await comesTrue(async () => {
    const { hermon: connection } = await mirrored.mirror.connection();
    expect(connection?.opt_in_details).toBe(10);
  }, 80);
  const timesAsked = () =>
    Object.keys(GAPS).map((id) => hermon.asked.filter(({ what }) => what.endsWith(id)).length);
  // Their own tries may go on for a while, behind those of the others.
  await comesTrue(async () => {
    const asked = timesAsked();
    const requests = hermon.asked.length;
    await comesTrue(() => expect(hermon.asked.length).toBeGreaterThan(requests + 6));
    expect(timesAsked()).toEqual(asked);
  });
  expect((await allOptIns(mirrored)).size).toBe(12);
}, 120_000);
