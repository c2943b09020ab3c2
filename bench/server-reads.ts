import { join } from "node:path";
import { createClient } from "#api/client.ts";
import type { LeadFilter } from "#api/contract/lead-query.ts";
import { countLeads, listLeadsView } from "#api/contract/lead-views.ts";
import { UNASSIGNED } from "#api/contract/vocabulary.ts";
import { requestPath } from "#api/request.ts";
import { listLeads } from "#server/store/leads/leads.ts";
import { openStore } from "#server/store/open.ts";
import { someFilters } from "./filters.ts";
import { inTurn } from "./in-turn.ts";
import { load, type LoadResult, type Request } from "./load.ts";
import type { Figure, Measured } from "./measured.ts";
import { percentile, spread } from "./statistics.ts";
import { atLeast, atMost } from "./table.ts";

/** How long one run of a load takes, in seconds. */
const SECONDS = 3;
const LIMIT = 100;

/** What lists and counts must reach, in milliseconds. */
const LIMITS = (leads: number) =>
  leads <= 100_000
    ? { median: 15, late: 60, counts: leads <= 2_400 ? 5 : 25 }
    : { median: 25, late: 120, counts: 60 };

/** Measures lists and counts under all sorts of filters. */
export async function measureReads(measured: Measured): Promise<Figure[]> {
  const client = createClient({ baseUrl: measured.app.url, headers: measured.session });
  const filters = await someFilters(client);
  const list = (filter: LeadFilter, page = 1) =>
    requestPath(listLeadsView, { query: { ...filter, limit: LIMIT, page } });
  const askEach = (paths: readonly string[], connections: number) =>
    inTurn(measured.runs, () => askInTurn(measured, paths, connections));

  const lists = await askEach(
    filters.map((filter) => list(filter)),
    20,
  );
  const bare = await inTurn(measured.runs, () => bareLoop(measured.directory, filters));
  const counts = await askEach(
    filters.map((filter) => requestPath(countLeads, { query: filter })),
    1,
  );
  const middle = Math.ceil(measured.leads / LIMIT / 2);
  const firstPage = await askEach([list({})], 1);
  const middlePage = await askEach([list({}, middle)], 1);

  const limits = LIMITS(measured.leads);
  const share = lists.map(({ perSecond }, run) => (100 * perSecond) / (bare[run] ?? Number.NaN));
  const ratio = middlePage.map((page, run) => median(page) / median(firstPage[run]));
  return [
    {
      name: "list of 100, any filter, 20 connections, p50",
      spread: spread(lists.map(median)),
      unit: " ms",
      budget: atMost(limits.median, " ms"),
    },
    {
      name: "… p99",
      spread: spread(lists.map(({ latencies }) => percentile(latencies, 0.99))),
      unit: " ms",
      budget: atMost(limits.late, " ms"),
    },
    {
      name: "… a second",
      spread: spread(lists.map(({ perSecond }) => perSecond)),
      unit: "",
    },
    { name: "… in a bare loop of query and JSON.stringify", spread: spread(bare), unit: "" },
    { name: "… of the bare loop", spread: spread(share), unit: " %", budget: atLeast(50, " %") },
    {
      name: "middle page against the first",
      spread: spread(ratio),
      unit: " ×",
      budget: atMost(3, " ×"),
    },
    {
      name: "all filter counts, p50",
      spread: spread(counts.map(median)),
      unit: " ms",
      budget: atMost(limits.counts, " ms"),
    },
  ];
}

const median = (result: LoadResult | undefined) => percentile(result?.latencies ?? [], 0.5);

function askInTurn({ app, session }: Measured, paths: readonly string[], connections: number) {
  const next = (n: number): Request => ({ path: paths[n % paths.length] ?? "", headers: session });
  return load({ url: app.url, connections, seconds: SECONDS, next });
}

/** The floor: the same lists from the same store, made into JSON and thrown away. */
async function bareLoop(directory: string, filters: readonly LeadFilter[]): Promise<number> {
  const store = await openStore(`file:${join(directory, "dashboard.db")}`);
  const asked = filters.map((filter) => ({ ...filter, ...owners(filter) }));
  const begun = performance.now();
  let done = 0;
  while (performance.now() - begun < SECONDS * 1000) {
    const page = { offset: 0, limit: LIMIT };
    JSON.stringify(await listLeads(store, { filter: asked[done % asked.length] ?? {} }, page));
    done += 1;
  }
  const perSecond = (done * 1000) / (performance.now() - begun);
  await store.close();
  return perSecond;
}

/** The store's word for no owner is `null`. */
const known = (values: readonly string[] | undefined) =>
  values?.map((value) => (value === UNASSIGNED ? null : value));

const owners = ({ setter, closer, triager }: LeadFilter) => ({
  setter: known(setter),
  closer: known(closer),
  triager: known(triager),
});
