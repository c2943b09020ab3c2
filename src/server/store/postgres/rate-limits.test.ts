import { expect, test } from "vitest";
import { newDatabaseUrl, openTestStore } from "../test-store.ts";
import { onServer } from "./test-database.ts";

const QUOTA = { name: "key", points: 3, seconds: 60 };

test("servers count together, also while one writes, and alone while they can't ask", async () => {
  const url = await newDatabaseUrl();
  const [one, other] = [await openTestStore(url), await openTestStore(url)];
  const limiters = [one.limiter(QUOTA), other.limiter(QUOTA)] as const;
  await one.write(async (tx) => {
    await tx.selectFrom("facts").select("name").execute();
    for (const at of [0, 1, 0] as const) await limiters[at].consume("ada");
  });
  for (const limiter of limiters) {
    await expect(limiter.consume("ada")).rejects.toMatchObject({ remainingPoints: 0 });
    await limiter.consume("ben");
  }
  expect((await one.limiter({ ...QUOTA, name: "session" }).consume("ada")).remainingPoints).toBe(2);

  await onServer(url, "alter table rate_limits rename to elsewhere");
  for (const limiter of limiters) {
    expect((await limiter.consume("cleo")).remainingPoints).toBe(2);
  }
});
