import { createClient } from "#api/client.ts";
import { changeLeadStatus } from "#api/contract/leads/lead-history.ts";
import { listLeadsView } from "#api/contract/leads/lead-views.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { getWorkspace } from "#api/contract/people/people.ts";
import { OPPORTUNITY, SOURCES } from "#api/contract/vocabulary.ts";
import { requestPath } from "#api/request.ts";
import { inTurn } from "../in-turn.ts";
import { load, type Request } from "./load.ts";
import { type Figure, line, type Measured, perSecond } from "./measured.ts";
import { percentile } from "../statistics.ts";

const CHANGES = 300;
const SUBMITS = { one: 500, twenty: 3000 };
const SUBMITS_A_SECOND: readonly [leads: number, least: { one: number; twenty: number }][] = [
  [2_400, { one: 300, twenty: 1000 }],
  [100_000, { one: 300 / 1.3, twenty: 1000 / 1.3 }],
  [Infinity, { one: 300 / 1.5, twenty: 1000 / 1.5 }],
];
const JSON_BODY = { "content-type": "application/json" };

/** The headers of a sender with an API key. */
interface Sender {
  readonly "x-api-key": string;
}

/** Measures durable status changes and submissions, through the API as anyone sends them. */
export async function measureWrites(measured: Measured, sender: Sender): Promise<Figure[]> {
  const { app, leads, runs } = measured;
  const nextChange = await statusChanges(measured);
  const changes = await inTurn(runs, () =>
    load({ url: app.url, connections: 1, requests: CHANGES, next: nextChange }),
  );
  const submit = submissions(sender);
  const submitFrom = (connections: number, requests: number) =>
    inTurn(runs, () => load({ url: app.url, connections, requests, next: submit }));
  const alone = await submitFrom(1, SUBMITS.one);
  const together = await submitFrom(20, SUBMITS.twenty);
  const least = SUBMITS_A_SECOND.find(([upTo]) => leads <= upTo)?.[1];
  return [
    line(
      "status change, durable, p99",
      changes.map(({ latencies }) => percentile(latencies, 0.99)),
      " ms",
      20,
    ),
    perSecond("submits a second, durable, one connection", alone, least?.one),
    perSecond("submits a second, durable, 20 connections", together, least?.twenty),
  ];
}

/** Sets a hundred leads to one status after the other, so that each request changes something. */
export async function statusChanges({ app, session }: Measured): Promise<() => Request> {
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
function submissions(sender: Sender): () => Request {
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
