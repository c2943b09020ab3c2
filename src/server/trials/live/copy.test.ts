import { expect, test } from "vitest";
import { countLeads, listLeadsView } from "#api/contract/leads/lead-views.ts";
import { Lead } from "#api/contract/leads/leads.ts";
import { getSync } from "#api/contract/sync.ts";
import { answers, cutOff, fails, reset } from "#api/test-upstream.ts";
import { openLive, until, untilWhole } from "./test-live.ts";
import { heldBy, instead, late, type Passer, type Treatment } from "./test-proxy.ts";
import { allLeads, allOptIns, expectSame } from "./test-same.ts";

const isPage2 = ({ path }: Passer, list: string) =>
  path.startsWith(`/api/external/${list}?`) &&
  new URLSearchParams(path.split("?")[1]).get("page") === "2";

test("the copy is used and counted while it grows, and ends equal to Hermon", async () => {
  const leadsGate = Promise.withResolvers<void>();
  const optInsGate = Promise.withResolvers<void>();
  const { hermon, ada, sender } = await openLive({
    // Else a poll might come in between, which reads pages, too.
    pollSeconds: 600,
    before({ proxy }) {
      proxy.rule = (passer) => {
        if (isPage2(passer, "leads")) return heldBy(leadsGate.promise);
        if (isPage2(passer, "opt-ins")) return heldBy(optInsGate.promise);
        return late(5);
      };
    },
  });
  const leads = await allLeads(hermon.api);
  const optIns = await allOptIns(hermon.api);
  const copied = async () => (await ada.call(getSync)).copied;

  await until(async () => (await copied())?.leads.here === 100);
  expect(await ada.call(getSync)).toMatchObject({
    mode: "live",
    phase: "copying",
    copied: {
      leads: { here: 100, there: leads.length },
      opt_ins: { here: 0, there: optIns.length },
    },
  });
  const { data, pagination } = await ada.call(listLeadsView, { query: { limit: 100 } });
  expect(data.map((lead) => Lead.parse(lead))).toStrictEqual(leads.slice(0, 100));
  expect(pagination.total).toBe(100);
  expect(await ada.call(countLeads, { query: {} })).toMatchObject({ all: 100 });

  leadsGate.resolve();
  await until(async () => (await copied())?.opt_ins.here === 100);
  expect(await copied()).toEqual({
    leads: { here: leads.length, there: leads.length },
    opt_ins: { here: 100, there: optIns.length },
  });

  optInsGate.resolve();
  await untilWhole(ada);
  expect(await copied()).toBeNull();
  const second = hermon.proxy.requests.filter(({ path }) => /[?&]page=2\b/.test(path));
  expect(second.slice(0, 2).map(({ path }) => /external\/[^?]+/.exec(path)?.[0])).toEqual([
    "external/leads",
    "external/opt-ins",
  ]);
  await expectSame(sender, hermon.api);
});

const html = answers(200, "<html><body>Back soon</body></html>", { "content-type": "text/html" });
const inASecond: Treatment = (exchange) => {
  const date = new Date(Date.now() + 1_000).toUTCString();
  return instead(fails(429, { "retry-after": date }))(exchange);
};

/** What becomes of requests, by their number of forty: 10 % too many, 10 % failures, and worse. */
const FAULTS: ReadonlyMap<number, Treatment> = new Map([
  ...[3, 13].map((n) => [n, instead(fails(429))] as const),
  [23, instead(fails(429, { "retry-after": "1" }))],
  [33, inASecond],
  ...[6, 16].map((n) => [n, instead(fails(500))] as const),
  [26, instead(fails(503, { "retry-after": "1" }))],
  [36, instead(answers(502, "<html>Bad gateway</html>"))],
  [9, instead(html)],
  [19, instead(cutOff)],
  [29, instead(reset)],
]);

test("a copy through 429s, failures, HTML, cut-off answers and resets is equal, too", async () => {
  const met = new Set<Treatment>();
  const { hermon, ada, sender } = await openLive({
    leads: 110,
    before({ proxy }) {
      proxy.rule = () => {
        const number = proxy.requests.length;
        const fault = number < 80 ? FAULTS.get(number % 40) : undefined;
        if (fault) met.add(fault);
        return fault;
      };
    },
  });
  await untilWhole(ada);
  expect(met.size).toBe(FAULTS.size);
  await expectSame(sender, hermon.api);
});
