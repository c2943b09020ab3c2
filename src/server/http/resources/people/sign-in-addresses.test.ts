import { expect, test } from "vitest";
import { createFirstManager } from "#api/contract/people/sign-in.ts";
import { createAccount } from "#server/accounts/people/accounts.ts";
import { withTestServer } from "#server/test-server.ts";
import { OPERATOR } from "#server/store/test-store.ts";

/** E-mail addresses that people sign in with, from all of the mail world. */

const server = withTestServer({ sampleLeads: 20 });

const PASSWORD = "correct horse battery";

async function newPerson(email: string) {
  const person = { name: "Pat Example", email, role: "member", password: PASSWORD } as const;
  return createAccount(server().store, server().auth, person, OPERATOR);
}

const signIn = (email: string, password: string) =>
  server().ask("/api/dashboard/sign-in", { method: "POST", body: { email, password } });

test.each([
  ["jörg@example.com", "JO\u0308RG@example.com"],
  ["jane@münchen.example", "jane@xn--mnchen-3ya.example"],
  ["jane@xn--kln-sna.example", "Jane@Köln.example"],
])("%s signs in, also as %s, and is there once", async (email, written) => {
  expect(await newPerson(email)).not.toBe(null);
  for (const address of [email, ` ${written} `]) {
    const { status, body } = await signIn(address, PASSWORD);
    expect([status, body]).toMatchObject([200, { data: { person: { email } } }]);
    expect((await signIn(address, "wrong")).status).toBe(401);
  }
  expect(await newPerson(written)).toBe(null);
});

test("however an e-mail is written, its attempts are counted together", async () => {
  await newPerson("zoë@example.com");
  for (let round = 0; round < 5; round += 1) {
    await signIn("zoë@example.com", "wrong");
    await signIn("zoe\u0308@example.com", "wrong");
  }
  expect((await signIn("ZOË@example.com", PASSWORD)).status).toBe(429);
});

test("what is no address is told so", async () => {
  const { status, body } = await signIn("jörg", PASSWORD);
  expect([status, body]).toMatchObject([400, { message: "email must be an email address" }]);
});

test("a manager needs a name that can be seen", () => {
  const manager = { token: "t", email: "jörg@example.com", password: PASSWORD };
  const complaint = createFirstManager.body.safeParse({ ...manager, name: "\u200b " }).error;
  expect(complaint?.issues[0]?.message).toBe("name must be filled in");
});
