import { expect, test } from "vitest";
import { updateLeadStatus } from "#api/contract/leads/leads.ts";
import { answers, type Fault, gateway, refuses } from "./test-faults.ts";
import { isRow, startTestHermon, type TestHermon } from "./test-hermon.ts";
import { leadId, statusId } from "./test-rows.ts";
import {
  allLeads,
  allOptIns,
  becomesEqual,
  comesTrue,
  copied,
  endsWithTest,
  mirrorOf,
  type TestMirror,
} from "./test-mirror.ts";

/** Only Hermon itself says that something isn't there, and what gives no list says nothing. */

const html = { "content-type": "text/html" };

const NO_LIST: readonly [string, Fault, number | null][] = [
  ["404 as Hermon has it", refuses(404), 404],
  ["a gateway's 404", gateway(404), 404],
  ["a gateway's JSON", answers(404, '{"message":"no Route matched with those values"}'), 404],
  ["400", refuses(400), 400],
  ["a firewall's 403", gateway(403), 403],
  ["405", answers(405, ""), 405],
  ["410", answers(410, "Gone"), 410],
  ["204", answers(204, ""), 204],
  ["a web page", answers(200, "<!doctype html><title>Welcome</title>", html), 200],
  ["an empty object", answers(200, "{}"), 200],
  ["no total", answers(200, '{"status":"success","message":"","data":[]}'), 200],
  ["an error sent as a success", answers(200, '{"status":"error","message":"No"}'), 200],
];

test.for(NO_LIST)("%s to everything is not an empty workspace", async ([, fault, status]) => {
  const hermon = endsWithTest(await startTestHermon({ leads: 5, optIns: 5 }));
  hermon.fault = () => fault;
  const mirrored = await mirrorOf(hermon);
  const told: string[] = [];
  mirrored.mirror.subscribe(({ phase }) => told.push(phase));
  await comesTrue(() =>
    expect(["unreadable", "unreachable"]).toContain(mirrored.mirror.state().phase),
  );
  const { sync, hermon: connection } = await mirrored.mirror.connection();
  expect(sync).toMatchObject({ copied: { leads: { here: 0, there: null } }, synced_at: null });
  if (sync.phase === "unreadable") expect(sync.failing?.status).toBe(status);
  expect(connection?.errors).not.toEqual([]);
  expect(connection?.scanned_at).toBeNull();
  expect(told).not.toContain("current");
  hermon.fault = () => undefined;
  await becomesEqual(mirrored, hermon);
  await comesTrue(() =>
    expect(mirrored.mirror.state()).toMatchObject({ phase: "current", failing: null }),
  );
});

test("with a typo in the address the list that isn't there is told", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 5, optIns: 5 }));
  const { mirror } = await mirrorOf(hermon, { path: "/v1" });
  await comesTrue(() =>
    expect(mirror.state()).toMatchObject({
      phase: "unreadable",
      failing: { list: "leads", status: 404 },
      synced_at: null,
    }),
  );
});

async function whole(leads = 230, optIns = 60): Promise<[TestMirror, TestHermon]> {
  const hermon = endsWithTest(await startTestHermon({ leads, optIns }));
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  return [mirrored, hermon];
}

/** Opens leads one after the other, as someone at the page does. */
async function openLeads({ mirror }: TestMirror, first: number, count: number): Promise<void> {
  for (let n = first; n < first + count; n += 1) {
    await mirror.record.refreshLead(leadId(n), "person").catch(() => undefined);
  }
}

const isAboutOne = (url = "") => /(leads|opt-ins)\/[^?/]+/.test(url);

/** To a change, the first is an answer, and the second a success. */
const isItsOwn = ([name]: readonly [string, Fault, number | null]) =>
  name === "404 as Hermon has it" || name === "400" || name === "no total";

test.for(NO_LIST.filter((one) => !isItsOwn(one)))(
  "%s in place of leads and opt-ins takes none of them away",
  async ([, fault]) => {
    const [mirrored, hermon] = await whole();
    hermon.fault = ({ url }) => (isAboutOne(url) ? fault : undefined);
    await openLeads(mirrored, 0, 20);
    const request = { params: { id: leadId(30) }, body: { status_id: statusId(4) } };
    await expect(mirrored.api.call(updateLeadStatus, request)).rejects.toMatchObject({
      status: 503,
    });
    expect((await allLeads(mirrored)).size).toBe(230);
    expect((await allOptIns(mirrored)).size).toBe(60);
  },
);

test("a 404 to a change alone doesn't take its lead away", async () => {
  const [mirrored, hermon] = await whole();
  for (const fault of [gateway(404), answers(404, "")]) {
    hermon.fault = ({ method }) => (method === "PATCH" ? fault : undefined);
    const request = { params: { id: leadId(30) }, body: { status_id: statusId(4) } };
    const change = mirrored.api.call(updateLeadStatus, request);
    await expect(change).rejects.toMatchObject({
      status: 503,
      answered: "Something answers 404 in Hermon's place",
    });
  }
  expect((await allLeads(mirrored)).size).toBe(230);
});

test("Hermon's own 404 takes a lead away, and not one after the other while it is listed", async () => {
  const [mirrored, hermon] = await whole();
  hermon.fault = ({ url }) => (isAboutOne(url) ? refuses(404) : undefined);
  await openLeads(mirrored, 0, 20);
  // Three at most between two scans, and more than one scan may have come in between.
  expect((await allLeads(mirrored)).size).toBeGreaterThan(210);
  hermon.fault = () => undefined;
  await becomesEqual(mirrored, hermon);

  // Those that are gone do go, however many they are.
  hermon.leads.splice(0, 12);
  hermon.optIns = hermon.optIns.filter(
    (row) =>
      isRow(row) && hermon.leads.some((lead) => isRow(lead) && lead["id"] === row["lead_id"]),
  );
  await openLeads(mirrored, 0, 12);
  await becomesEqual(mirrored, hermon);
});

test.for([refuses(404), refuses(500), gateway(404), answers(200, "<html>", html)])(
  "while the lists aren't given, no 404 takes anything away (%#)",
  async (fault) => {
    const [mirrored, hermon] = await whole();
    hermon.fault = ({ url }) => (isAboutOne(url) ? refuses(404) : fault);
    await comesTrue(() => expect(mirrored.mirror.state().phase).not.toBe("current"), 40);
    await openLeads(mirrored, 0, 20);
    expect((await allLeads(mirrored)).size).toBe(230);
    expect((await allOptIns(mirrored)).size).toBe(60);
  },
);
