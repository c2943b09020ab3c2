import { type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, expect, vi } from "vitest";
import type { Client } from "#api/client.ts";
import { EVENTS_PATH, type EventName, LeadsChange } from "#api/contract/events.ts";
import { changeLeadStatus } from "#api/contract/leads/lead-history.ts";
import { listLeadsView } from "#api/contract/leads/lead-views.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import { getWorkspace } from "#api/contract/people/people.ts";
import type { Status } from "#api/contract/leads/statuses.ts";
import { isForLeads } from "#api/contract/vocabulary.ts";
import { createApp } from "#server/app.ts";
import { type Listener, listen } from "#server/boot/listener.ts";
import { present, withTestServer } from "#server/test-server.ts";

/** A server behind a port for all tests of a file, with those who listen and one who changes leads. */
export function withEvents() {
  const server = withTestServer({ sampleLeads: 150 });
  let listener: Listener;
  let member: Client;
  let leads: Lead[];
  let statuses: Status[];

  beforeAll(async () => {
    listener = await listen("127.0.0.1", 0, createApp(server()).fetch);
    member = server().client(await server().as("member"));
    leads = (await member.call(listLeadsView, { query: { limit: 100 } })).data;
    statuses = (await member.call(getWorkspace)).statuses.filter(isForLeads);
  });
  afterAll(() => listener.close());

  let untouched = 0;
  /** Changes the status of a lead nobody has touched yet. */
  async function change(): Promise<Lead> {
    const lead = present(leads[(untouched += 1)]);
    const next = present(statuses.find(({ id }) => id !== lead.status.id));
    const body = { status_id: next.id };
    const changed = await member.call(changeLeadStatus, { params: { id: lead.id }, body });
    return changed.lead;
  }

  return {
    server,
    asViewer: () => server().as("viewer"),
    listenIn: (headers: Readonly<Record<string, string>>, query?: string) =>
      listenAt(listener.port, headers, query),
    change,
  };
}

/** Waits until it is as it should be. */
export const waitFor = <T>(look: () => T) => vi.waitFor(look, { interval: 10, timeout: 30_000 });

interface StreamEvent {
  readonly name: string;
  readonly id: string | undefined;
  readonly content: unknown;
}

/** Splits what comes into events; comments and `retry` are left out. */
function eventsIn(text: string): StreamEvent[] {
  return text.split("\n\n").flatMap((block) => {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
    const name = field("event");
    if (name === undefined) return [];
    const content: unknown = JSON.parse(field("data") ?? "");
    return [{ name, id: field("id"), content }];
  });
}

/** Opens a stream at a port of this machine, and reads along. */
export async function listenAt(
  port: number,
  headers: Readonly<Record<string, string>>,
  query = "",
) {
  const outgoing = request({ port, path: EVENTS_PATH + query, headers }).end();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once("response", resolve).once("error", reject);
  });
  let text = "";
  answer.setEncoding("utf8").on("data", (part: string) => (text += part));
  const ended = new Promise<void>((resolve) => answer.once("close", () => resolve()));
  const events = () => eventsIn(text.slice(0, text.lastIndexOf("\n\n") + 1));
  return {
    headers: answer.headers,
    raw: () => text,
    events,
    ended,
    of: (name: EventName) => events().filter((event) => event.name === name),
    /** The changes of leads, once there are so many. */
    changes: (count = 1) =>
      waitFor(() => {
        const found = events().filter(({ name }) => name === "leads");
        expect(found).toHaveLength(count);
        return found.map(({ id, content }) => ({ id, ...LeadsChange.parse(content) }));
      }),
    close: () => outgoing.destroy(),
  };
}
