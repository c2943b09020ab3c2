import { randomUUID } from "node:crypto";
import { type ClientRequest, get, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { EVENTS_PATH, LeadsChange } from "#api/contract/events.ts";
import { changeLeadStatus } from "#api/contract/leads/lead-history.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { latestEvents } from "#server/store/events/events.ts";
import type { Store } from "#server/store/open.ts";

/** Writers and listeners at several servers of one database, any of which may die at any time. */

export interface Workload {
  /** The addresses of servers that may be asked now. */
  readonly servers: () => readonly string[];
  /** Of a session that may change statuses. */
  readonly cookie: string;
  readonly key: string;
  /** The database, apart from the servers. */
  readonly store: Store;
}

/** What writers were told. */
export interface Written {
  /** Ids of status changes that were answered. */
  readonly changes: string[];
  /** Ids of opt-ins that were answered. */
  readonly optIns: string[];
  /** Answers that aren't 2xx, with their text. */
  readonly refused: string[];
  /** Requests whose server has died. */
  cutOff: number;
  /** How long answers took, in milliseconds. */
  readonly took: number[];
}

const among = <T>(all: readonly T[]): T | undefined => all[Math.floor(Math.random() * all.length)];

/** Writes until it is told to stop: a status change, a submission, and so on, each at any server. */
export async function write(load: Workload, written: Written, end: AbortSignal): Promise<void> {
  const leads = await trackedLeads(load.store);
  const statuses = await load.store.db
    .selectFrom("statuses")
    .select("id")
    .where("type", "<>", "OPPORTUNITY")
    .execute();
  while (!end.aborted) {
    const lead = among(leads)?.id ?? "";
    const status_id = among(statuses)?.id;
    const path = changeLeadStatus.path.replace(":id", lead);
    const changed = await send(load, written, "PATCH", path, { status_id });
    const { change } = changed ? changeLeadStatus.answer.parse(changed).data : { change: null };
    if (change) written.changes.push(change.id);
    await submit(load, written);
  }
}

/** Sent again with its reference until it is answered. */
async function submit(load: Workload, written: Written): Promise<void> {
  const id = randomUUID();
  const body = {
    email: `${id}@example.com`,
    first_name: "Ida",
    source: "OTHER",
    external_reference: id,
  };
  for (let tries = 0; tries < 20; tries += 1) {
    const answer = await send(load, written, "POST", submitOptIn.path, body);
    if (!answer) continue;
    written.optIns.push(submitOptIn.answer.parse(answer).data.opt_in_id);
    return;
  }
}

/** `undefined`: it isn't known what came of it. */
async function send(
  { servers, cookie, key }: Workload,
  written: Written,
  method: string,
  path: string,
  body: object,
): Promise<unknown> {
  const server = among(servers());
  if (server === undefined) {
    await setTimeout(50);
    return undefined;
  }
  const headers = { cookie, "x-api-key": key, origin: server, "content-type": "application/json" };
  const begun = performance.now();
  try {
    const answer = await fetch(server + path, { method, headers, body: JSON.stringify(body) });
    const said = await answer.text();
    written.took.push(performance.now() - begun);
    if (answer.ok) return JSON.parse(said);
    written.refused.push(`${answer.status} ${said}`);
  } catch {
    written.cutOff += 1;
    await setTimeout(20);
  }
  return undefined;
}

/** Leads whose statuses are changed: so few that there are often several changes of one. */
const trackedLeads = ({ db }: Store) =>
  db
    .selectFrom("leads")
    .innerJoin("statuses", "statuses.seq", "leads.status")
    .select(["leads.id", "statuses.id as status"])
    .orderBy("leads.seq")
    .limit(50)
    .execute();

/** An open page: it knows the statuses of leads by what it is told alone. */
export class Listener {
  readonly #load: Workload;
  readonly #statuses = new Map<string, string>();
  #position: string | undefined;
  #outgoing: ClientRequest | undefined;
  #isOver = false;
  /** How often it had to begin anew. */
  connected = 0;
  /** How often it was told that anything may have changed, since it isn't known what has. */
  resets = 0;
  /** How often it was told that more has changed than is named, and asked for it. */
  refetched = 0;

  constructor(load: Workload) {
    this.#load = load;
  }

  /** Listens until it is ended; whenever it is cut off, it goes on at any server. */
  async listen(): Promise<void> {
    await this.#refetch();
    while (!this.#isOver) {
      const server = among(this.#load.servers());
      if (server !== undefined) await this.#listenAt(server).catch(() => undefined);
      await setTimeout(20);
    }
  }

  end(): void {
    this.#isOver = true;
    this.cutOff();
  }

  /** As a network that fails would. */
  cutOff(): void {
    this.#outgoing?.destroy();
  }

  /** Which of the leads it shows another status for than they have. */
  async wrong(): Promise<string[]> {
    const leads = await trackedLeads(this.#load.store);
    return leads.filter(({ id, status }) => this.#statuses.get(id) !== status).map(({ id }) => id);
  }

  /** Whether it was told of the latest event there is. */
  async hasAll(): Promise<boolean> {
    const last = (await latestEvents(this.#load.store)).at(-1);
    return this.#position === `${last?.seq}-${last?.id}`;
  }

  async #listenAt(server: string): Promise<void> {
    const { cookie } = this.#load;
    const after = this.#position === undefined ? {} : { "last-event-id": this.#position };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      this.#outgoing = get(server + EVENTS_PATH, { headers: { cookie, ...after } })
        .once("response", resolve)
        .on("error", reject);
    });
    if (answer.statusCode !== 200) return void (await text(answer));
    this.connected += 1;
    let rest = "";
    for await (const part of answer.setEncoding("utf8")) {
      const blocks = (rest + String(part)).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) await this.#take(block);
    }
  }

  async #take(block: string): Promise<void> {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
    const name = field("event");
    if (name === "reset") this.resets += 1;
    if (name === "reset") await this.#refetch();
    if (name === "leads") {
      const { leads, others } = LeadsChange.parse(JSON.parse(field("data") ?? ""));
      for (const { id, status } of leads) {
        if (this.#statuses.has(id)) this.#statuses.set(id, status.id);
      }
      if (others && leads.length === 0) {
        this.refetched += 1;
        await this.#refetch();
      }
    }
    this.#position = field("id") ?? this.#position;
  }

  async #refetch(): Promise<void> {
    for (const { id, status } of await trackedLeads(this.#load.store)) {
      this.#statuses.set(id, status);
    }
  }
}

/** Of what was answered, what isn't there. */
export async function lost({ db }: Store, { changes, optIns }: Written): Promise<string[]> {
  const found = new Set<string>();
  for (const table of ["status_changes", "opt_ins"] as const) {
    for (const { id } of await db.selectFrom(table).select("id").execute()) found.add(id);
  }
  return [...changes, ...optIns].filter((id) => !found.has(id));
}
