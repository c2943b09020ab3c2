import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { getLead, listLeads } from "#api/contract/leads/leads.ts";
import { getOptIn, listOptIns } from "#api/contract/opt-ins/opt-ins.ts";
import { answers, type Behaviour, fails, startTestUpstream } from "#api/test-upstream.ts";
import type { Reach } from "#server/mirror/hermon/hermon.ts";
import { ask, GOOD, ID, KEY, patch, poll, withHermonClient, withoutJitter } from "./test-client.ts";

/** Nobody but Hermon gets to see its key, and one that is wrong isn't sent again and again. */

const { upstream, connect } = withHermonClient();

const paths = () => upstream().requests.map(({ request }) => request.url);

describe("the key", () => {
  test("is shown by nothing", async () => {
    const hermon = connect();
    upstream().behaviours = [answers(400, { status: "error", message: KEY })];
    const error = await ask(hermon).catch((thrown: unknown) => thrown);
    const shown = [hermon, error, hermon.lastErrors(), hermon.reach()].map((one) =>
      inspect(one, { depth: null, showHidden: true, getters: false }),
    );
    expect(shown.join()).toContain("HTTP 400");
    expect(shown.join()).not.toContain(KEY);
  });

  test("that can't be a header is not quoted either", async () => {
    const hermon = connect({ apiKey: `${KEY}\n\u{1F511}` });
    const error = await ask(hermon, { retries: "none" }).catch((thrown: unknown) => thrown);
    expect(inspect([error, hermon.lastErrors()])).not.toContain(KEY);
  });

  test("doesn't go where a redirect points", async () => {
    withoutJitter();
    const elsewhere = await startTestUpstream();
    upstream().behaviours = [answers(307, "", { location: `${elsewhere.url}/api` })];
    await expect(ask(connect())).rejects.toMatchObject({ kind: "redirected" });
    expect(upstream().requests).toHaveLength(3);
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });

  test.for([401, 403])(
    "that is wrong (%i) is found out by two questions, and sent no more until it is asked again",
    async (status) => {
      const hermon = connect();
      const seen: Reach["kind"][] = [];
      hermon.subscribe(({ kind }) => seen.push(kind));
      upstream().behaviours = [fails(status)];
      await expect(poll(hermon)).rejects.toMatchObject({ name: "ApiError", status });
      await vi.waitUntil(() => hermon.reach().kind === "refused", 30_000);
      const waiting = [poll(hermon), poll(hermon)];
      for (const call of [ask(hermon), patch(hermon)]) {
        await expect(call).rejects.toMatchObject({ name: "NotSent", reason: "refused" });
      }
      expect(paths()).toEqual(["/api/external/statuses", "/api/external/leads"]);
      const reach = hermon.reach();
      if (reach.kind !== "refused") expect.fail("should be refused");
      expect(reach.nextTryAt - reach.since).toBe(60_000);
      upstream().behaviours = [GOOD];
      hermon.askAgain();
      await Promise.all(waiting);
      expect(upstream().requests).toHaveLength(4);
      // Twice, as the next try is now.
      expect(seen).toEqual(["refused", "refused", "reachable"]);
    },
  );

  const NOT_THE_KEY: readonly [string, number, Behaviour][] = [
    ["Hermon refuses one list", 403, fails(403)],
    ["Hermon refuses one list as if it were the key", 401, fails(401)],
    ["a firewall refuses one list", 403, answers(403, "<html>Blocked</html>")],
  ];
  test.for(NOT_THE_KEY)("is not meant when %s", async ([, status, behaviour]) => {
    const hermon = connect();
    upstream().behaviours = [
      (request, response) =>
        (request.url?.includes("/leads") ? behaviour : GOOD)(request, response),
    ];
    for (let i = 0; i < 3; i += 1) {
      const leads = hermon.call("scan", listLeads, { query: { page: 1 } });
      await expect(leads).rejects.toMatchObject({ status });
      await poll(hermon);
    }
    expect(hermon.reach()).toEqual({ kind: "reachable" });
    expect(hermon.lastErrors()).toMatchObject([{ what: `listLeads: HTTP ${status}` }]);
  });

  test.for([401, 403])("is not meant when all about one lead is refused (%i)", async (status) => {
    const hermon = connect();
    await poll(hermon);
    upstream().behaviours = [
      (request, response) => (request.url?.includes(ID) ? fails(status) : GOOD)(request, response),
    ];
    const params = { id: ID };
    const refused = await Promise.allSettled([
      hermon.call("person", getLead, { params }),
      hermon.call("person", listOptIns, { query: { lead_id: ID } }),
      hermon.call("person", getOptIn, { params }),
      patch(hermon),
    ]);
    expect(refused.map((one) => one.status)).toEqual(Array.from(refused, () => "rejected"));
    await poll(hermon);
    await ask(hermon);
    expect(hermon.reach()).toEqual({ kind: "reachable" });
  });
});
