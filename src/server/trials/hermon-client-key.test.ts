import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { answers, fails, startTestUpstream } from "#api/test-upstream.ts";
import type { Reach } from "../mirror/hermon/hermon.ts";
import {
  ask,
  GOOD,
  KEY,
  patch,
  poll,
  withHermonClient,
  withoutJitter,
} from "./test-hermon-client.ts";

/** Nobody but Hermon gets to see its key, and one that is wrong isn't sent again and again. */

const { upstream, connect } = withHermonClient();

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
    "that is wrong (%i) is sent once, until it is asked again",
    async (status) => {
      const hermon = connect();
      const seen: Reach["kind"][] = [];
      hermon.subscribe(({ kind }) => seen.push(kind));
      upstream().behaviours = [fails(status), GOOD];
      const calls = [poll(hermon), poll(hermon), ask(hermon)];
      await expect(calls[0]).rejects.toMatchObject({ name: "ApiError", status });
      for (const call of [...calls.slice(1), poll(hermon), patch(hermon)]) {
        await expect(call).rejects.toMatchObject({ name: "NotSent", reason: "refused" });
      }
      expect(upstream().requests).toHaveLength(1);
      expect(hermon.reach()).toEqual({ kind: "refused" });
      hermon.askAgain();
      await poll(hermon);
      expect(upstream().requests).toHaveLength(2);
      expect(seen).toEqual(["refused", "reachable"]);
    },
  );
});
