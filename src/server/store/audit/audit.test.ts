import { afterEach, expect, test, vi } from "vitest";
import type { AuditAction } from "#api/contract/people/audit.ts";
import { OPERATOR, openTestStore } from "../test-store.ts";
import { DAY } from "../time.ts";
import { listAudit, recordAudit, removeOldAudit } from "./audit.ts";

const NOW = Date.UTC(2026, 4, 26, 12);

afterEach(() => vi.useRealTimers());

/** A log to which each is added at its time, days before now. */
async function open(...entries: readonly (readonly [AuditAction, daysAgo: number])[]) {
  const store = await openTestStore();
  vi.useFakeTimers({ toFake: ["Date"] });
  for (const [action, daysAgo] of entries) {
    vi.setSystemTime(NOW - daysAgo * DAY);
    await store.write((tx) => recordAudit(tx, { actor: OPERATOR, action }));
  }
  vi.setSystemTime(NOW);
  const kept = async () =>
    (await listAudit(store, 100)).map(({ action, at }) => [action, (NOW - at) / DAY]);
  return { store, kept };
}

test("what is recorded is there with what it is about, or not at all", async () => {
  const { store } = await open();
  const subject = { kind: "account", id: "1" } as const;
  await expect(
    store.write(async (tx) => {
      await recordAudit(tx, { actor: OPERATOR, action: "account-created", subject });
      throw new Error("cut");
    }),
  ).rejects.toThrow("cut");
  expect(await listAudit(store, 10)).toEqual([]);
  await store.write((tx) =>
    recordAudit(tx, { actor: OPERATOR, action: "role-changed", subject, detail: "viewer" }),
  );
  expect(await listAudit(store, 10)).toMatchObject([
    {
      at: NOW,
      actor_kind: "operator",
      actor_id: "ops",
      address: null,
      action: "role-changed",
      subject_kind: "account",
      subject_id: "1",
      detail: "viewer",
    },
  ]);
});

test("what was done is kept for a year, what was only tried for 90 days", async () => {
  const { store, kept } = await open(
    ["signed-in", 365],
    ["account-created", 364],
    ["sign-in-failed", 90],
    ["too-many-attempts", 90],
    ["password-change-failed", 91],
    ["sign-in-failed", 89],
    ["signed-out", 0],
  );
  await removeOldAudit(store);
  expect(await kept()).toEqual([
    ["signed-out", 0],
    ["sign-in-failed", 89],
    ["account-created", 364],
  ]);
});

test("however much is tried, it takes the place of nothing that was done", async () => {
  const { store, kept } = await open(
    ["signed-in", 3],
    ["sign-in-failed", 3],
    ["too-many-attempts", 2],
    ["sign-in-failed", 1],
    ["sign-in-failed", 0],
  );
  await removeOldAudit(store, 4);
  expect(await kept()).toHaveLength(5);
  await removeOldAudit(store, 2);
  expect(await kept()).toEqual([
    ["sign-in-failed", 0],
    ["sign-in-failed", 1],
    ["signed-in", 3],
  ]);
});
