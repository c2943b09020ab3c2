import { expect, test } from "vitest";
import { getLead } from "#api/contract/leads/leads.ts";
import { beginChange } from "#server/store/mirrored/changes/pending-changes.ts";
import { type Fault, gateway, refuses } from "./test-faults.ts";
import { isRow, startTestHermon, type TestHermon } from "./test-hermon.ts";
import { leadId, statusId } from "./test-rows.ts";
import {
  allLeads,
  becomesEqual,
  comesTrue,
  copied,
  endsWithTest,
  mirrorOf,
  type TestMirror,
} from "./test-mirror.ts";

/** What is refused by a firewall, or is about one lead, stops nothing else. */

const REFUSALS: readonly [string, Fault][] = [
  ["403", refuses(403)],
  ["401", refuses(401)],
  ["a firewall's 403", gateway(403)],
];

async function whole(leads = 120, optIns = 30): Promise<[TestMirror, TestHermon]> {
  const hermon = endsWithTest(await startTestHermon({ leads, optIns }));
  const mirrored = await mirrorOf(hermon);
  await copied(mirrored);
  return [mirrored, hermon];
}

test.for(REFUSALS)("one %s, and the next change arrives", async ([, refusal]) => {
  const [mirrored, hermon] = await whole();
  for (const path of ["/leads?page=1", "/statuses"]) {
    let isRefused = false;
    hermon.fault = ({ url }) => {
      if (isRefused || !url?.includes(path)) return undefined;
      isRefused = true;
      return refusal;
    };
    await comesTrue(() => expect(isRefused).toBe(true));
    hermon.changeStatus(hermon.leads.find(isRow) ?? {}, hermon.statuses[path.length % 5]);
    // By itself: nobody presses "Sync now".
    await comesTrue(async () => {
      const lead = (await allLeads(mirrored)).get(leadId(0));
      expect(lead?.status.id).toBe(statusId(path.length % 5));
      expect(mirrored.mirror.state().phase).toBe("current");
    });
  }
});

test.for(REFUSALS)(
  "%s for one lead whoever asks, and all others are as they are",
  async ([, refusal]) => {
    const [mirrored, hermon] = await whole();
    hermon.fault = ({ url }) => (url?.includes(leadId(7)) ? refusal : undefined);
    for (let i = 0; i < 3; i += 1) {
      const asked = mirrored.api.call(getLead, { params: { id: leadId(7) } });
      await expect(asked).rejects.toMatchObject({ status: 503 });
      const opened = mirrored.mirror.record.refreshLead(leadId(7), "person");
      await expect(opened).rejects.toThrow(/Hermon/);
    }
    expect(await mirrored.api.call(getLead, { params: { id: leadId(8) } })).toEqual(
      hermon.leads[8],
    );
    hermon.changeStatus(hermon.leads.filter(isRow)[7] ?? {}, hermon.statuses[4]);
    await becomesEqual(mirrored, hermon);
    const { sync, hermon: connection } = await mirrored.mirror.connection();
    expect(sync.phase).toBe("current");
    expect(connection?.errors.map(({ what }) => what).join()).toMatch(/getLead: HTTP 40[13]/);
  },
);

test("a page that a firewall doesn't let through costs its rows alone", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 330, optIns: 20 }));
  hermon.fault = ({ url }) => (url?.includes("/leads?page=2") ? gateway(403) : undefined);
  const mirrored = await mirrorOf(hermon);
  await comesTrue(async () => {
    expect(mirrored.mirror.state()).toMatchObject({
      phase: "out-of-step",
      apart: { leads: { read: 230, here: 230, there: 330 }, opt_ins: null },
    });
    expect((await allLeads(mirrored)).size).toBe(230);
  });
  hermon.fault = () => undefined;
  await becomesEqual(mirrored, hermon);
  await comesTrue(() => expect(mirrored.mirror.state().phase).toBe("current"));
});

test("opt-ins that may not be read keep no leads from being copied, nor from being kept in step", async () => {
  const hermon = endsWithTest(await startTestHermon({ leads: 230, optIns: 20 }));
  hermon.fault = ({ url }) => (url?.includes("/opt-ins") ? refuses(403) : undefined);
  const mirrored = await mirrorOf(hermon);
  const isCopied = (leads: number) =>
    comesTrue(async () => {
      expect((await allLeads(mirrored)).size).toBe(leads);
      expect(mirrored.mirror.state()).toMatchObject({
        phase: "unreadable",
        failing: { list: "opt_ins", status: 403 },
      });
    });
  await isCopied(230);
  // Where no poll looks, and by itself.
  hermon.leads.splice(150, 2);
  hermon.changeStatus(hermon.leads.filter(isRow)[210] ?? {}, hermon.statuses[4]);
  await isCopied(228);
  hermon.optIns.length = 0;
  hermon.fault = () => undefined;
  await becomesEqual(mirrored, hermon);
  await comesTrue(() => {
    mirrored.mirror.syncNow();
    expect(mirrored.mirror.state()).toMatchObject({ phase: "current", copied: null });
  });
});

test("a lead whose change was under way when the server was stopped holds up no start", async () => {
  const [{ mirror, store }, hermon] = await whole();
  await mirror.stop();
  const actor = { kind: "person", id: "1", name: "Ada" } as const;
  await beginChange(store, { leadId: leadId(5), statusId: statusId(4), actor });
  hermon.fault = ({ url }) => (url?.endsWith(leadId(5)) ? refuses(403) : undefined);
  hermon.changeStatus(hermon.leads.filter(isRow)[90] ?? {}, hermon.statuses[3]);
  const second = await mirrorOf(hermon, { store });
  await becomesEqual(second, hermon);
  expect(second.mirror.state().phase).toBe("current");
});

test("a key that is taken no more is told with when it is tried next, and then all goes on", async () => {
  const [mirrored, hermon] = await whole();
  hermon.fault = () => refuses(401);
  await comesTrue(() => expect(mirrored.mirror.state().phase).toBe("refused"));
  const { next_try_at } = mirrored.mirror.state();
  expect(Date.parse(next_try_at ?? "")).toBeGreaterThan(Date.now());
  hermon.fault = () => undefined;
  await comesTrue(() => {
    mirrored.mirror.syncNow();
    expect(mirrored.mirror.state()).toMatchObject({ phase: "current", failing: null });
  });
});
