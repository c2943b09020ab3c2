import { beforeAll, expect, test } from "vitest";
import * as z from "zod/mini";
import { OWNERS } from "#api/contract/vocabulary.ts";
import { addLeads } from "#server/store/additions.ts";
import { plainLead } from "#server/store/test-store.ts";
import { withTestServer } from "#server/test-server.ts";

/** Owners whose e-mail has a plus, which a query string reads as a blank unless it is escaped. */

const server = withTestServer();
const ANA = "ana+west@example.com";
const lead = plainLead();

beforeAll(async () => {
  await server().store.write(async (tx) => {
    await tx.insertInto("people").values({ seq: 900, email: ANA, name: "Ana West" }).execute();
    await addLeads(tx, [{ ...lead, setter: 900, closer: 900, triager: 900 }]);
  });
});

const Listed = z.object({ data: z.array(z.looseObject({ id: z.string() })) });

async function idsAt(path: string, headers: Record<string, string>): Promise<string[]> {
  const { body } = await server().ask(path, { headers });
  return Listed.parse(body).data.map(({ id }) => id);
}

const SPELLINGS = [
  "ana+west@example.com",
  "ana%20west@example.com",
  "ana%2Bwest%40example.com",
  "+ANA+WEST@example.com+",
];

test.each(SPELLINGS)("%s is Ana for the documented list", async (spelled) => {
  const headers = await server().withKey();
  for (const { parameter } of OWNERS) {
    const path = `/api/external/leads?${parameter}=${spelled}`;
    expect(await idsAt(path, headers)).toEqual([lead.id]);
  }
});

test.each(SPELLINGS)("%s is Ana for the dashboard's lists and counts", async (spelled) => {
  const headers = await server().as("viewer");
  for (const { owner } of OWNERS) {
    expect(await idsAt(`/api/dashboard/leads?${owner}=${spelled}`, headers)).toEqual([lead.id]);
    const counts = await server().ask(`/api/dashboard/lead-counts?${owner}=${spelled}`, {
      headers,
    });
    expect(counts.body).toMatchObject({ data: { total: 1 } });
  }
});
