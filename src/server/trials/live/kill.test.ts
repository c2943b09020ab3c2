import { expect, onTestFinished, test } from "vitest";
import type { Client } from "#api/client.ts";
import { changeLeadStatus } from "#api/contract/leads/lead-history.ts";
import { getLead, type Lead, updateLeadStatus } from "#api/contract/leads/leads.ts";
import { startTestHermon, type TestHermon } from "./test-hermon.ts";
import { activityOf, liveSettings, until, untilScanned, untilWhole } from "./test-live.ts";
import { startServer } from "../test-process.ts";
import { newDatabaseUrl } from "#server/store/test-store.ts";
import { heldBy, late, type Treatment } from "./test-proxy.ts";
import { expectSame } from "./test-same.ts";
import { openSideDoor, type SideDoor } from "./test-side-door.ts";

/** A mirror that is a process of its own, which can be killed and started again on its database. */
async function openMirror(leads: number, own: Readonly<Record<string, string>> = {}) {
  const hermon = await startTestHermon(leads);
  onTestFinished(() => hermon.close());
  const databaseUrl = await newDatabaseUrl();
  const settings = { ...liveSettings(hermon, databaseUrl), LOG_LEVEL: "warn", ...own };
  let door: SideDoor | undefined;
  onTestFinished(() => door?.close());
  return {
    hermon,
    start: async () => {
      const server = await startServer(settings);
      door ??= await openSideDoor(databaseUrl);
      return {
        ada: await door.person(server.url, "Ada"),
        sender: await door.sender(server.url),
        kill: () => server.end("SIGKILL"),
      };
    },
  };
}

const never: Treatment = () => {};

/** The pages that were asked for since so many requests: "leads 1". */
const pagesSince = ({ proxy }: TestHermon, since: number) =>
  proxy.requests.slice(since).flatMap(({ path }) => {
    const [, list, page] = /\/(leads|opt-ins)\?(?:.*&)?page=(\d+)/.exec(path) ?? [];
    return list ? [`${list} ${page}`] : [];
  });

test("killed again and again during the first copy, it goes on where it was", async () => {
  // Polls read pages, too, and may come in between.
  const { hermon, start } = await openMirror(130, { HERMON_POLL_SECONDS: "600" });
  const { proxy } = hermon;
  const pages: string[][] = [];
  // Behind the first page of leads; behind the first of opt-ins; in the backfill.
  for (const requests of [3, 3, 40]) {
    const since = proxy.requests.length;
    proxy.rule = () => (proxy.requests.length > since + requests ? never : late(10));
    const { kill } = await start();
    await until(() => proxy.requests.length > since + requests);
    await kill();
    pages.push(pagesSince(hermon, since));
  }
  expect(pages[0]).toEqual(["opt-ins 1", "leads 1", "leads 2"]);
  expect(pages[1]).toEqual(["opt-ins 1", "leads 2", "opt-ins 2"]);
  expect(pages[2]?.[0]).toBe("opt-ins 2");

  proxy.rule = () => undefined;
  const { ada, sender, kill } = await start();
  await untilWhole(ada);
  await expectSame(sender, hermon.api);
  await kill();
});

/** Gives the lead another status in Hermon. */
async function changeThere({ api, otherStatus }: TestHermon, lead: Lead) {
  const status_id = await otherStatus(lead);
  await api.call(updateLeadStatus, { params: { id: lead.id }, body: { status_id } });
}

test("killed in the middle of a scan, it records every change once", async () => {
  const { hermon, start } = await openMirror(130);
  const first = await start();
  await untilWhole(first.ada);
  const leads = await Promise.all([5, 60, 120].map((place) => hermon.leadAt(place)));
  hermon.proxy.rule = ({ path }) => (/\/leads\?(.*&)?page=2/.test(path) ? never : undefined);
  for (const lead of leads) await changeThere(hermon, lead);
  const changesOf = (ada: Client) => Promise.all(leads.map(({ id }) => activityOf(ada, id)));
  await until(async () => (await changesOf(first.ada))[1]?.length === 1);
  expect((await changesOf(first.ada)).map(({ length }) => length)).toEqual([1, 1, 0]);
  await first.kill();

  hermon.proxy.rule = () => undefined;
  const second = await start();
  await until(async () => (await changesOf(second.ada))[2]?.length === 1);
  await untilScanned(second.ada);
  for (const changes of await changesOf(second.ada)) {
    expect(changes).toMatchObject([{ kind: "hermon", name: "Hermon" }]);
  }
  await expectSame(second.sender, hermon.api);
  await second.kill();
});

test("killed before Hermon's answer to a change, it finds out what became of it, and whose it was", async () => {
  const { hermon, start } = await openMirror(20);
  const first = await start();
  await untilWhole(first.ada);
  const [made, notMade] = await Promise.all([hermon.leadAt(0), hermon.leadAt(1)]);
  const gate = Promise.withResolvers<void>();
  const acted = Promise.withResolvers<void>();
  const lost = Promise.withResolvers<void>();
  hermon.proxy.rule = ({ method, path }) => {
    if (method !== "PATCH") return undefined;
    return path.includes(made.id) ? heldBy(gate.promise, acted.resolve) : () => lost.resolve();
  };
  const wishes = [made, notMade].map(async (lead) => {
    const body = { status_id: await hermon.otherStatus(lead) };
    await first.ada.call(changeLeadStatus, { params: { id: lead.id }, body });
  });
  const answers = Promise.allSettled(wishes);
  await Promise.all([acted.promise, lost.promise]);
  await first.kill();
  gate.resolve();
  expect((await answers).map(({ status }) => status)).toEqual(["rejected", "rejected"]);

  hermon.proxy.rule = () => undefined;
  const second = await start();
  await until(async () => (await activityOf(second.ada, made.id)).length > 0);
  await untilScanned(second.ada);
  const there = await hermon.api.call(getLead, { params: { id: made.id } });
  expect(await activityOf(second.ada, made.id)).toEqual([
    { kind: "person", name: "Ada", from: made.status.id, to: there.status.id },
  ]);
  expect(there.status.id).toBe(await hermon.otherStatus(made));
  expect(await activityOf(second.ada, notMade.id)).toEqual([]);
  expect(hermon.proxy.requests.filter(({ method }) => method === "PATCH")).toHaveLength(2);
  await expectSame(second.sender, hermon.api);
  await second.kill();
});
