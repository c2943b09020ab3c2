import { beforeEach, onTestFinished, vi } from "vitest";
import { updateLeadStatus } from "#api/contract/leads/leads.ts";
import { listStatuses } from "#api/contract/leads/statuses.ts";
import { answers, type TestUpstream, withTestUpstream } from "#api/test-upstream.ts";
import {
  type CallOptions,
  createHermon,
  type Hermon,
  type HermonOptions,
} from "#server/mirror/hermon/hermon.ts";

export const KEY = "sk_live_secret";
export const ID = "896e4c72-e390-4baf-906f-395992266222";

/** What `poll` and `ask` hope for. */
export const GOOD = answers(200, { status: "success", message: "", data: [] });
export const HTML = answers(200, "<html>", { "content-type": "text/html" });

/** How long silence is waited out, where a test makes it: longer than a good answer takes on a busy machine. */
export const SILENCE_MS = 1_000;

/** For each test of a file a new upstream that is well, and clients of it that stop with the test. */
export function withHermonClient() {
  const upstream = withTestUpstream();
  beforeEach(() => {
    upstream().behaviours = [GOOD];
  });
  function connect(options: Partial<HermonOptions> = {}): Hermon {
    const usual = { apiUrl: upstream().url, apiKey: KEY, maxPerSecond: 100 };
    const hermon = createHermon({ ...usual, ...options });
    onTestFinished(() => hermon.stop());
    return hermon;
  }
  return { upstream, connect };
}

/** Reads without anyone waiting for it. */
export const poll = (hermon: Hermon, options?: CallOptions) =>
  hermon.call("poll", listStatuses, {}, options);

/** Reads for a person. */
export const ask = (hermon: Hermon, options?: CallOptions) =>
  hermon.call("person", listStatuses, {}, options);

/** Writes for a person, once. */
export const patch = (hermon: Hermon) =>
  hermon.call(
    "person",
    updateLeadStatus,
    { params: { id: ID }, body: { status_id: ID } },
    { retries: "none" },
  );

/** Until the test ends, waits of full jitter are drawn as short as they can be. */
export function withoutJitter(): void {
  const drawn = vi.spyOn(Math, "random").mockReturnValue(0);
  onTestFinished(() => drawn.mockRestore());
}

/** Milliseconds between a request and the one before it. */
export const gap = ({ requests }: TestUpstream, nth: number): number =>
  (requests[nth]?.tick ?? 0) - (requests[nth - 1]?.tick ?? 0);

/** The most requests that came within a second, wherever it begins. */
export const mostInASecond = ({ requests }: TestUpstream): number => {
  const times = requests.map(({ tick }) => tick);
  return Math.max(...times.map((from) => times.filter((t) => t >= from && t < from + 1000).length));
};
