import { setTimeout as sleep } from "node:timers/promises";
import { ALL_LEADS, type LeadQuery, leadQueryParameters } from "#api/contract/leads/lead-query.ts";
import { countLeads, listLeadsView } from "#api/contract/leads/lead-views.ts";
import { requestPath } from "#api/request.ts";
import { inTurn } from "../in-turn.ts";
import { load, type LoadResult, type Request } from "./load.ts";
import { type Figure, line, type Measured, perSecond } from "./measured.ts";
import { statusChanges } from "./server-writes.ts";
import { percentile } from "../statistics.ts";
import { SLOWEST } from "./views.ts";

/** How long one run of a load takes, in seconds. */
const SECONDS = 3;
const LIMIT = 100;

/** Somebody changes a status that often while others read. */
const COMMIT_EVERY_MS = 100;

/** Of `budgets.md`: milliseconds at the median and the 99th percentile, or answers a second. */
interface ReadBudgets {
  readonly page: readonly [median: number, late: number];
  readonly pages: readonly [perSecond: number, late: number];
  /** Right after a start. */
  readonly cold?: number;
  readonly any: readonly [median: number, late: number];
  readonly counts: readonly [fiveFilters: number, any: number];
  readonly search: number;
  readonly middle: number;
}
const BUDGETS: readonly [leads: number, budgets: ReadBudgets][] = [
  [2_400, { page: [3, 10], pages: [700, 70], any: [5, 20], counts: [3, 10], search: 3, middle: 5 }],
  [
    100_000,
    {
      page: [4, 15],
      pages: [600, 80],
      any: [25, 80],
      counts: [15, 60],
      search: 20,
      middle: 10,
      cold: 400,
    },
  ],
  [
    Infinity,
    {
      page: [8, 40],
      pages: [350, 200],
      any: [250, 900],
      counts: [40, 500],
      search: 100,
      middle: 60,
      cold: 800,
    },
  ],
];

const pathOf = (query: LeadQuery, page: number) =>
  requestPath(listLeadsView, { query: { ...leadQueryParameters(query), limit: LIMIT, page } });
const pagePath = (query: LeadQuery) => pathOf(query, 1);
const countsPath = (query: LeadQuery) =>
  requestPath(countLeads, { query: leadQueryParameters(query) });

const budgetsFor = (leads: number) => BUDGETS.find(([upTo]) => leads <= upTo)?.[1];

/** Measures pages, counts and searches, each a new question, while statuses are changed. */
export async function measureReads(measured: Measured): Promise<Figure[]> {
  const { leads, runs } = measured;
  const { fiveFilters, any, typed } = measured.views;
  const change = await statusChanges(measured);
  const ask = (paths: readonly string[], connections = 1) => {
    const asked = inOrder(measured, paths);
    const run = () => loadOf(measured, asked, connections);
    return inTurn(runs, () => besides(run, () => send(measured, change()), COMMIT_EVERY_MS));
  };

  const page = await ask(fiveFilters.map(pagePath));
  const pages = await ask(fiveFilters.map(pagePath), 20);
  const anyPage = await ask(any.map(pagePath));
  const counts = await ask(fiveFilters.map(countsPath));
  const anyCounts = await ask(any.map(countsPath));
  const search = await ask(typed.map(pagePath));
  const middle = await ask([pathOf(ALL_LEADS, Math.ceil(leads / LIMIT / 2))]);
  const slow = { path: pagePath(SLOWEST), headers: measured.session };
  const quick = inOrder(measured, fiveFilters.map(pagePath));
  const besideSlow = await inTurn(runs, () =>
    besides(
      () => loadOf(measured, quick, 1),
      () => send(measured, slow),
      0,
    ),
  );

  const slowed = besideSlow.map((run, at) => late(run) / late(page[at]));

  const budgets = budgetsFor(leads);
  return [
    inMs("page of 100 under the five filters, p50", page.map(median), budgets?.page[0]),
    inMs("… p99", page.map(late), budgets?.page[1]),
    perSecond("… 20 connections, a second", pages, budgets?.pages[0]),
    inMs("… p99", pages.map(late), budgets?.pages[1]),
    inMs("page of any view, p50", anyPage.map(median), budgets?.any[0]),
    inMs("… p99", anyPage.map(late), budgets?.any[1]),
    inMs("filter counts under the five filters, p50", counts.map(median), budgets?.counts[0]),
    inMs("… under any view, p50", anyCounts.map(median), budgets?.counts[1]),
    inMs("… p99", anyCounts.map(late)),
    inMs("search as one types, p50", search.map(median), budgets?.search),
    inMs("… p99", search.map(late)),
    inMs("page in the middle, p50", middle.map(median), budgets?.middle),
    line("quick pages' p99 beside the slowest view, against without", slowed, " ×", 2),
  ];
}

/** Pages right after a start, when the operating system has nothing of the file in its memory. */
export async function measureColdReads(measured: Measured): Promise<Figure> {
  const asked = inOrder(measured, measured.views.fiveFilters.map(pagePath));
  const result = await loadOf(measured, asked, 20);
  const name = "pages right after a start, file not cached, 20 connections, p99";
  return inMs(name, [late(result)], budgetsFor(measured.leads)?.cold);
}

const inMs = (name: string, values: readonly number[], limit?: number) =>
  line(name, values, " ms", limit);

const median = ({ latencies }: LoadResult) => percentile(latencies, 0.5);
const late = (result: LoadResult | undefined) => percentile(result?.latencies ?? [], 0.99);

/** One path after the other, on through all runs. */
function inOrder({ session }: Measured, paths: readonly string[]): () => Request {
  let asked = 0;
  return () => ({ path: paths[asked++ % paths.length] ?? "", headers: session });
}

const loadOf = ({ app }: Measured, next: () => Request, connections: number) =>
  load({ url: app.url, connections, seconds: SECONDS, next });

const send = ({ app }: Measured, request: Request) =>
  load({ url: app.url, connections: 1, requests: 1, next: () => request });

/** Does one thing while another is done again and again, with a pause between, in milliseconds. */
async function besides<T>(
  work: () => Promise<T>,
  other: () => Promise<unknown>,
  pauseMs: number,
): Promise<T> {
  const end = new AbortController();
  const others = async () => {
    while (!end.signal.aborted) await Promise.all([other(), sleep(pauseMs)]);
  };
  const [result] = await Promise.all([work().finally(() => end.abort()), others()]);
  return result;
}
