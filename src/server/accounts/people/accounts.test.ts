import { expect, test } from "vitest";
import type { Store } from "#server/store/open.ts";
import { breakTable, OPERATOR, openTestStore, VISITOR } from "#server/store/test-store.ts";
import { createAccount, listAccounts } from "./accounts.ts";
import { openAuth } from "../better-auth.ts";
import { createFirstManager, makeFirstManagerToken } from "./first-manager.ts";
import { signInWithPassword } from "../sessions/sign-in.ts";

const PERSON = { name: "Ann", email: "Ann@Example.com", password: "long enough" };
const MANAGER = { ...PERSON, address: VISITOR.address };
const ANN = { ...PERSON, role: "member" } as const;

async function open() {
  const store = await openTestStore();
  return { store, auth: openAuth(store, { secret: "for tests ".repeat(5), secureCookies: false }) };
}

/** Between the account and its password the power is cut, so to speak. */
const breakOff = (store: Store) => breakTable(store, "account");

test("an account has a password or isn't there: what was broken off can be done again", async () => {
  const { store, auth } = await open();
  const mend = await breakOff(store);
  await expect(createAccount(store, auth, ANN, OPERATOR)).rejects.toThrow("cut");
  expect(await listAccounts(store)).toEqual([]);
  await mend();
  expect(await createAccount(store, auth, ANN, OPERATOR)).not.toBeNull();
  const { email, password } = ANN;
  expect(await signInWithPassword(store, auth, { email, password }, VISITOR)).toMatchObject({
    person: { name: "Ann", email: "ann@example.com", role: "member" },
  });
});

test("of several who make an account with one e-mail at once, one does", async () => {
  const { store, auth } = await open();
  const emails = ["ann@example.com", " ANN@example.com", "Ann@Example.com "];
  const ids = await Promise.all(
    emails.map((email) => createAccount(store, auth, { ...ANN, email }, OPERATOR)),
  );
  expect(ids.filter((id) => id !== null)).toHaveLength(1);
  expect(await listAccounts(store)).toHaveLength(1);
});

test("the first manager's link is used up by the account alone, not by a try", async () => {
  const { store, auth } = await open();
  const token = await makeFirstManagerToken(store);
  const mend = await breakOff(store);
  await expect(createFirstManager(store, auth, token, MANAGER)).rejects.toThrow("cut");
  await mend();
  await createAccount(store, auth, { ...ANN, email: "bob@example.com" }, OPERATOR);
  const taken = { ...MANAGER, email: "bob@example.com" };
  expect(await createFirstManager(store, auth, token, taken)).toBe("taken");
  expect(await createFirstManager(store, auth, "another token", MANAGER)).toBe("used");
  const tries = Array.from({ length: 3 }, (_one, n) =>
    createFirstManager(store, auth, token, { ...MANAGER, email: `m${n}@example.com` }),
  );
  const made = await Promise.all(tries);
  expect(made.filter((one) => one === "used")).toHaveLength(2);
  const managers = (await listAccounts(store)).filter(({ role }) => role === "manager");
  expect(managers).toHaveLength(1);
});
