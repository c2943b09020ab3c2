import { expect, test } from "vitest";
import { updateLeadStatus } from "#api/contract/leads/leads.ts";
import { refuses } from "./test-faults.ts";
import { startTestHermon, type TestHermon } from "./test-hermon.ts";
import { leadId, statusId } from "./test-rows.ts";
import { comesTrue, copied, endsWithTest, mirrorOf, type TestMirror } from "./test-mirror.ts";

/** Hermon asks for a pause: it is told until when, and that nothing is read before. */

async function whole(): Promise<[TestMirror, TestHermon]> {
  const hermon = endsWithTest(await startTestHermon({ leads: 20, optIns: 5 }));
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  return [mirrored, hermon];
}

const MINUTES = 60_000;

/** So long after a request nothing else is on its way, in milliseconds. */
const QUIET = 1_000;

test("after one 429 that names ten minutes", async () => {
  const [{ mirror, api }, hermon] = await whole();
  let isAsked = false;
  hermon.fault = () => {
    if (isAsked) return undefined;
    isAsked = true;
    return refuses(429, { "retry-after": "600" });
  };
  const begun = Date.now();
  await comesTrue(() => expect(mirror.state().phase).toBe("waiting"));
  // What was under way when it came is answered still.
  await comesTrue(() =>
    expect(performance.now() - (hermon.asked.at(-1)?.at ?? 0)).toBeGreaterThan(QUIET),
  );
  const { next_try_at, synced_at } = mirror.state();
  const until = Date.parse(next_try_at ?? "");
  expect(until).toBeGreaterThanOrEqual(begun + 10 * MINUTES);
  expect(until).toBeLessThanOrEqual(Date.now() + 10 * MINUTES);
  expect(Date.parse(synced_at ?? "")).toBeLessThanOrEqual(Date.now());

  const asked = hermon.asked.length;
  mirror.syncNow();
  const request = { params: { id: leadId(0) }, body: { status_id: statusId(4) } };
  const change = api.call(updateLeadStatus, request);
  await expect(change).rejects.toMatchObject({
    status: 503,
    answered: "Hermon allows no more requests right now",
  });
  expect(hermon.asked).toHaveLength(asked);
  expect(mirror.state()).toMatchObject({ phase: "waiting", next_try_at, synced_at });
});

test.for<Record<string, string> | undefined>([undefined, { "retry-after": "2" }])(
  "while 429 answers everything, with %j",
  { timeout: 120_000 },
  async (headers) => {
    const [{ mirror }, hermon] = await whole();
    hermon.fault = () => refuses(429, headers);
    await comesTrue(() => expect(mirror.state().phase).toBe("waiting"), 40);
    expect(mirror.state().next_try_at).not.toBeNull();
    const { errors = [] } = (await mirror.connection()).hermon ?? {};
    // Whatever it asked for when that began.
    expect(errors.map(({ what }) => what)).toContainEqual(expect.stringMatching(/: HTTP 429$/));
    hermon.fault = () => undefined;
    await comesTrue(
      () => expect(mirror.state()).toMatchObject({ phase: "current", next_try_at: null }),
      70,
    );
  },
);

test("from the first request on", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 20, optIns: 5 }));
  hermon.fault = () => refuses(429, { "retry-after": "600" });
  const { mirror } = await mirrorOf(hermon);
  await comesTrue(() => expect(mirror.state().phase).toBe("waiting"));
  expect(mirror.state()).toMatchObject({ copied: { leads: { here: 0 } }, synced_at: null });
  expect(hermon.asked).toHaveLength(1);
});
