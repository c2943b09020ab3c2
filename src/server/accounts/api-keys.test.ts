import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { addApiKey, findApiKey, listApiKeys, revokeApiKey } from "./api-keys.ts";
import { OPERATOR, openTestStore } from "#server/store/test-store.ts";

test("a key is found by its hash until it is revoked", async () => {
  const store = await openTestStore();
  const key = await addApiKey(store, { name: "Form", hash: "abc", last4: "wxyz" }, OPERATOR);
  expect(await findApiKey(store, "abc")).toEqual(key);
  expect(await findApiKey(store, "abd")).toBeNull();
  expect(await revokeApiKey(store, key.id, OPERATOR)).toBe(true);
  expect(await findApiKey(store, "abc")).toBeNull();
  expect(await revokeApiKey(store, key.id, OPERATOR)).toBe(false);
  expect(await revokeApiKey(store, randomUUID(), OPERATOR)).toBe(false);
  expect(await listApiKeys(store)).toMatchObject([{ name: "Form", last4: "wxyz" }]);
});

test("two keys can't have one hash", async () => {
  const store = await openTestStore();
  const key = { name: "Form", hash: "abc", last4: "wxyz" };
  await addApiKey(store, key, OPERATOR);
  await expect(addApiKey(store, key, OPERATOR)).rejects.toThrow(/unique/i);
});
