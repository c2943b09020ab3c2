import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { listenHere, type TestListener } from "#api/test-listener.ts";
import { documented, pageOf, type Quirks } from "./test-quirks.ts";
import type { Fault } from "./test-faults.ts";
import { listed, madeLead, madeOptIn, madeStatuses, type Row, withoutType } from "./test-rows.ts";

/** The key it takes. */
export const HERMON_KEY = "sk_live_made_up_for_tests";

/** A Hermon written from the reference alone, with the quirks of a service that is badly kept. */
export interface TestHermon extends TestListener {
  /** What it has; tests change it as they like, rows may be anything. */
  leads: unknown[];
  optIns: unknown[];
  statuses: unknown[];
  readonly quirks: Quirks;
  /** Decides for each request whether it goes wrong. */
  fault: (request: IncomingMessage) => Fault | undefined;
  /** What was asked, and when, in milliseconds of `performance.now()`. */
  readonly asked: { readonly what: string; readonly at: number }[];
  /** Gives a lead another status, as someone in Hermon would. */
  changeStatus(lead: Row, status: unknown): void;
}

/** Starts one with so many leads and opt-ins on a free port of this machine, or that one. */
export async function startTestHermon(size: {
  leads: number;
  optIns: number;
  port?: number;
}): Promise<TestHermon> {
  const statuses = madeStatuses();
  const server = createServer((request, response) => void answer(hermon, request, response));
  const hermon: TestHermon = {
    ...(await listenHere(server, size.port)),
    leads: Array.from({ length: size.leads }, (_, n) => madeLead(n, statuses)),
    optIns: Array.from({ length: size.optIns }, (_, n) => madeOptIn(n, size.leads)),
    statuses,
    quirks: documented(),
    fault: () => undefined,
    asked: [],
    changeStatus(lead, status) {
      lead["status"] = isRow(status) ? withoutType(status) : status;
      lead["updated_at"] = new Date().toISOString();
    },
  };
  return hermon;
}

export const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null;

async function answer(hermon: TestHermon, request: IncomingMessage, response: ServerResponse) {
  hermon.asked.push({ what: `${request.method} ${request.url}`, at: performance.now() });
  await sleep(hermon.quirks.delay());
  const fault = hermon.fault(request);
  if (fault) return fault(request, response);
  if (request.headers["x-api-key"] !== HERMON_KEY) {
    return send(response, 401, { status: "error", message: "Invalid or revoked API key" });
  }
  const url = new URL(request.url ?? "", hermon.url);
  const found = await route(hermon, request, url);
  if (!found) return send(response, 404, { status: "error", message: "Resource not found" });
  if (isAnswer(found)) return send(response, found.status, found.sent);
  const body = JSON.stringify({ status: "success", message: "Fetched successfully", ...found });
  send(response, 200, hermon.quirks.wire(body));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** An answer of its own kind, in place of a documented success. */
interface OwnAnswer {
  readonly status: number;
  readonly sent: string;
}
type Found = Row | OwnAnswer | undefined;

const isAnswer = (found: Row | OwnAnswer): found is OwnAnswer => "sent" in found;

async function route(hermon: TestHermon, request: IncomingMessage, url: URL): Promise<Found> {
  const [, api, external, kind, id, part] = url.pathname.split("/");
  if (api !== "api" || external !== "external") return undefined;
  if (kind === "statuses") return { data: hermon.statuses };
  if (part === "status" && request.method === "PATCH")
    return patch(hermon, id, await text(request));
  const all = kind === "leads" ? hermon.leads : kind === "opt-ins" ? hermon.optIns : [];
  if (id !== undefined) {
    const row = all.find((one) => isRow(one) && one["id"] === id);
    return row === undefined ? undefined : { data: row };
  }
  const rows = hermon.quirks.filtersIgnored ? all : all.filter(matching(url));
  return pageOf(rows.map(listed), url, hermon.quirks);
}

/** The filters of opt-ins; the mirror uses no others. */
const matching = ({ searchParams }: URL) => {
  const wanted = ["lead_id", "source"].filter((name) => searchParams.has(name));
  return (row: unknown) =>
    wanted.every((name) => isRow(row) && row[name] === searchParams.get(name));
};

function patch(hermon: TestHermon, id: string | undefined, body: string): Found {
  const wish: unknown = JSON.parse(body);
  const lead = hermon.leads.filter(isRow).find((one) => one["id"] === id);
  const status = hermon.statuses
    .filter(isRow)
    .find((one) => isRow(wish) && one["id"] === wish["status_id"]);
  if (!lead || !status) return undefined;
  hermon.changeStatus(lead, status);
  return { status: hermon.quirks.patched.status, sent: hermon.quirks.patched.body };
}
