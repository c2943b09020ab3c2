import { createClient } from "#api/client.ts";
import { changeLeadStatus, listLeadsView } from "#api/contract/lead-views.ts";
import { submitOptIn } from "#api/contract/submission.ts";
import { getWorkspace } from "#api/contract/people.ts";
import { OPPORTUNITY, SOURCES } from "#api/contract/vocabulary.ts";
import { requestPath } from "#api/request.ts";
import { inTurn } from "./in-turn.ts";
import { load, type Request } from "./load.ts";
import type { Figure, Measured } from "./measured.ts";
import { percentile, spread } from "./statistics.ts";
import { atLeast, atMost } from "./table.ts";

const CHANGES = 300;
const SUBMITS = { one: 500, twenty: 3000 };
const JSON_BODY = { "content-type": "application/json" };

/** Measures durable status changes and submissions, through the API as anyone sends them. */
export async function measureWrites(measured: Measured): Promise<Figure[]> {
  const { app, runs } = measured;
  const nextChange = await statusChanges(measured);
  const changes = await inTurn(runs, () =>
    load({ url: app.url, connections: 1, requests: CHANGES, next: nextChange }),
  );
  const submit = submissions(measured);
  const submitFrom = (connections: number, requests: number) =>
    inTurn(runs, () => load({ url: app.url, connections, requests, next: submit }));
  const alone = await submitFrom(1, SUBMITS.one);
  const together = await submitFrom(20, SUBMITS.twenty);
  return [
    {
      name: "status change, durable, p99",
      spread: spread(changes.map(({ latencies }) => percentile(latencies, 0.99))),
      unit: " ms",
      budget: atMost(20, " ms"),
    },
    {
      name: "submits a second, durable, one connection",
      spread: spread(alone.map(({ perSecond }) => perSecond)),
      unit: "",
      budget: atLeast(300),
    },
    {
      name: "submits a second, durable, 20 connections",
      spread: spread(together.map(({ perSecond }) => perSecond)),
      unit: "",
      budget: atLeast(1000),
    },
  ];
}

/** Sets a hundred leads to one status after the other, so that each request changes something. */
async function statusChanges({ app, session }: Measured): Promise<() => Request> {
  const client = createClient({ baseUrl: app.url, headers: session });
  const { data: leads } = await client.call(listLeadsView, { query: { limit: 100 } });
  const { statuses } = await client.call(getWorkspace);
  const forLeads = statuses.filter(({ type }) => type !== OPPORTUNITY);
  let n = 0;
  return () => {
    const lead = leads[n % leads.length];
    const at = forLeads.findIndex(({ id }) => id === lead?.status.id);
    const round = Math.floor(n / leads.length) + 1;
    const status = forLeads[(at + round) % forLeads.length];
    n += 1;
    return {
      method: "PATCH",
      path: requestPath(changeLeadStatus, { params: { id: lead?.id ?? "" } }),
      headers: { ...session, ...JSON_BODY },
      body: JSON.stringify({ status_id: status?.id }),
    };
  };
}

/** Mostly new leads, every fourth one known from before, with answers and attribution. */
function submissions({ sender }: Measured): () => Request {
  let n = 0;
  return () => {
    n += 1;
    return {
      method: "POST",
      path: requestPath(submitOptIn, {}),
      headers: { ...sender, ...JSON_BODY },
      body: JSON.stringify({
        email: `bench-${n % 4 ? n : n - 1}@example.com`,
        first_name: "Bench",
        source: SOURCES[n % SOURCES.length],
        questions_answers: [{ question: "What brings you here?", answer: `The ${n}th reason` }],
        traffic: { utm_source: "bench", utm_campaign: `campaign-${n % 20}` },
      }),
    };
  };
}
