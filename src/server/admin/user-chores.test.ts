import { userInfo } from "node:os";
import { expect, test } from "vitest";
import { chores } from "./chores.ts";
import { OperatorError } from "#server/boot/operator-error.ts";
import { parseSettings } from "#server/boot/settings.ts";
import { openTestServer } from "#server/test-server.ts";

/** The chores over a database of their own, by the line that an operator types. */
async function withChores(sampleLeads: number) {
  const { server, close } = await openTestServer({ sampleLeads });
  const database = { ...server, settings: parseSettings({}) };
  const admin = async (line: string) => {
    const [group, verb, ...args] = line.split(" ");
    return chores.get(`${group} ${verb}`)?.(args)(database);
  };
  return { admin, close };
}

const refusal = (line: string) => new OperatorError(line);

test("there is always a manager left who can sign in", async () => {
  const { admin, close } = await withChores(0);
  await admin("user create ada@example.com --name Ada --role manager");
  const last = refusal(
    "ada@example.com is the last manager who can sign in; make another one first",
  );
  await expect(admin("user disable ADA@example.com")).rejects.toEqual(last);
  await expect(admin("user role ada@example.com viewer")).rejects.toEqual(last);
  expect(await admin("user role ada@example.com manager")).toBe("ada@example.com is a manager now");
  await admin("user create ben@example.com --name Ben --role manager");
  await admin("user disable ada@example.com");
  // One who is disabled is none.
  await expect(admin("user role ben@example.com member")).rejects.toThrow(
    /^ben@example\.com is the/,
  );
  await expect(admin("user disable ben@example.com")).rejects.toThrow(/^ben@example\.com is the/);
  await admin("user enable ada@example.com");
  expect(await admin("user role ben@example.com member")).toBe("ben@example.com is a member now");
  await close();
});

test("people are found however their e-mail is written", async () => {
  const { admin, close } = await withChores(0);
  await admin("user create zoë@köln.example --name Zoë --role member");
  expect(await admin("user role ZOE\u0308@xn--kln-sna.example viewer")).toBe(
    "zoë@köln.example is a viewer now",
  );
  await expect(admin("user create zoe\u0308@köln.example --name Z --role viewer")).rejects.toThrow(
    "has an account already",
  );
  await close();
});

test.each(["user disable", "key create", "key revoke"])("%s wants something to see", (chore) => {
  expect(() => chores.get(chore)?.(["\u200b\u3164"])).toThrow(/^Give one /);
});

test("nobody is changed who isn't there, and sample people get no password", async () => {
  const { admin, close } = await withChores(20);
  for (const line of ["disable", "enable", "password", "sessions", "role"]) {
    const change = admin(`user ${line} nobody@example.com${line === "role" ? " viewer" : ""}`);
    await expect(change).rejects.toEqual(refusal("nobody@example.com has no account"));
  }
  await expect(admin("user password helen.marsh@example.com")).rejects.toEqual(
    refusal("helen.marsh@example.com is a sample person, who has none"),
  );
  expect(await admin("user disable helen.marsh@example.com")).toMatch(/^helen\.marsh/);
  await close();
});

test("what was done is listed, the newest first, by names that people know", async () => {
  const { admin, close } = await withChores(0);
  expect(await admin("audit list")).toBe("");
  await admin("user create ada@example.com --name Ada --role manager");
  await admin("user create ben@example.com --name Ben --role viewer");
  await admin("user role ben@example.com member");
  const key = String(await admin("key create Forms"));
  const log = String(await admin("audit list"));
  const by = `operator ${userInfo().username}\there`;
  expect(log.replaceAll(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\t/gm, "").split("\n")).toEqual([
    `api-key-created\t${by}\tapi-key Forms`,
    `role-changed\t${by}\taccount ben@example.com\tmember`,
    `account-created\t${by}\taccount ben@example.com\tviewer`,
    `account-created\t${by}\taccount ada@example.com\tmanager`,
  ]);
  expect(log).not.toContain(key.slice(-10));
  expect(await admin("audit list --limit 2")).toBe(log.split("\n").slice(0, 2).join("\n"));
  await close();
});
