import { expect, test } from "vitest";
import { type Client, createClient } from "#api/client.ts";
import { getLead, listLeads, updateLeadStatus } from "#api/contract/leads/leads.ts";
import { getOptIn } from "#api/contract/opt-ins/opt-ins.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { listStatuses } from "#api/contract/leads/statuses.ts";
import { OPPORTUNITY } from "#api/contract/vocabulary.ts";
import { runAdmin, startServer } from "./test-process.ts";
import { newDatabaseUrl } from "../store/test-store.ts";
import { present } from "../test-server.ts";

const WRITES = 200;
const AT_ONCE = 10;

/** A write, and what must be there once it was answered. */
type Write = () => Promise<(after: Client) => Promise<unknown>>;

/** Every other one a status change, every other one a submission. */
async function writesTo(api: Client): Promise<Write[]> {
  const { data: leads } = await api.call(listLeads, { query: { limit: WRITES / 2 } });
  const statuses = (await api.call(listStatuses)).filter(({ type }) => type !== OPPORTUNITY);
  return leads.flatMap((lead, n): Write[] => [
    async () => {
      const { id } = present(statuses.find((status) => status.id !== lead.status.id));
      const params = { id: lead.id };
      await api.call(updateLeadStatus, { params, body: { status_id: id } });
      return async (after) =>
        expect(await after.call(getLead, { params })).toMatchObject({ status: { id } });
    },
    async () => {
      const email = `crash${n}@example.com`;
      const body = { email, first_name: "Crash", source: "OTHER" } as const;
      const { opt_in_id: id, lead_id } = await api.call(submitOptIn, { body });
      return async (after) =>
        expect(await after.call(getOptIn, { params: { id } })).toMatchObject({ lead_id });
    },
  ]);
}

test("a kill in the middle of 200 status changes and submits loses none that was answered", async () => {
  const settings = {
    DATABASE_URL: await newDatabaseUrl(),
    APP_SECRET: "a secret for tests".repeat(3),
    SAMPLE_LEADS: String(WRITES / 2),
    RATE_LIMIT_RPM: "0",
  };
  const first = await startServer(settings);
  const { stdout } = await runAdmin(["key", "create", "Crash"], settings);
  const headers = { "x-api-key": stdout.trim() };
  const waiting = await writesTo(createClient({ baseUrl: first.url, headers, tries: 1 }));
  const answered: Awaited<ReturnType<Write>>[] = [];
  const { promise: halfWay, resolve: reachHalfWay } = Promise.withResolvers<void>();
  const sender = async () => {
    for (let write = waiting.shift(); write; write = waiting.shift()) {
      answered.push(await write());
      if (answered.length === WRITES / 2) reachHalfWay();
    }
  };
  const senders = Promise.allSettled(Array.from({ length: AT_ONCE }, sender));
  await halfWay;
  await first.end("SIGKILL");
  await senders;
  expect(answered.length).toBeLessThan(WRITES);

  const second = await startServer(settings);
  const after = createClient({ baseUrl: second.url, headers });
  await Promise.all(answered.map((isThere) => isThere(after)));
  await second.end("SIGTERM");
});
