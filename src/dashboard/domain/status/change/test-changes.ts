import { QueryClient } from "@tanstack/react-query";
import { expect, vi } from "vitest";
import * as z from "zod/mini";
import { ALL_LEADS } from "#api/contract/leads/lead-query.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import { leadQueries } from "#dashboard/domain/lead/queries.ts";
import { testStatus } from "#dashboard/domain/lead/test-lead.ts";
import { noticesNow, withdrawNotice } from "#dashboard/ui/notices/notices.ts";
import { resetPerson } from "#dashboard/ui/state/person-reset.ts";
import { changeStatus } from "./change-status.ts";
import { forgetAllUnsaved } from "./unsaved-changes.ts";

/** For tests: a page on which leads are changed, and a server that answers when the test says so. */

export const [fresh, won, lost] = [testStatus("Fresh"), testStatus("Won"), testStatus("Lost")];

const Body = z.record(z.string(), z.string());

/** An HTTP status and what is in the envelope. */
type Answer = readonly [number, object];

export interface Request {
  readonly path: string;
  readonly body: z.infer<typeof Body> | undefined;
  readonly answer: (httpStatus: number, content: object) => void;
  /** Breaks the connection. */
  readonly cut: () => void;
}

/** A new page with these leads on it, and all that is asked from it. */
export function openPage(leads: readonly Lead[]) {
  resetPerson();
  forgetAllUnsaved();
  const requests: Request[] = [];
  const queryClient = new QueryClient();
  const { queryKey } = leadQueries.page(ALL_LEADS, 1);
  queryClient.setQueryData(queryKey, { query: ALL_LEADS, rows: leads, total: leads.length });
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", { hidden: false });
  vi.stubGlobal("fetch", (path: string, { body }: RequestInit) => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    requests.push({
      path,
      body: typeof body === "string" ? z.parse(Body, JSON.parse(body)) : undefined,
      answer: (httpStatus, content) => {
        const envelope = { status: httpStatus < 400 ? "success" : "error", message: "Said" };
        resolve(Response.json({ ...envelope, ...content }, { status: httpStatus }));
      },
      cut: () => reject(new TypeError("cut")),
    });
    return promise;
  });

  const find = (search: () => Request | undefined) =>
    vi.waitFor(() => {
      const found = search();
      if (!found) throw new Error("No such request");
      return found;
    }, WAIT);
  const rows = (): readonly Lead[] => queryClient.getQueryData(queryKey)?.rows ?? [];

  return {
    queryClient,
    changeStatus: (changed: readonly Lead[], to: LeadStatus) =>
      changeStatus(queryClient, changed, to),

    requests,
    /** The request of that number, from 1, as soon as it is sent. */
    request: (number: number): Promise<Request> => find(() => requests[number - 1]),
    /** The change of a lead of that number, as soon as it is sent. */
    change: (leadId: string, number = 1): Promise<Request> =>
      find(() => requests.filter(({ path }) => path.endsWith(`/${leadId}/status`))[number - 1]),
    /** The newest request for a lead's details. */
    lookUp: (leadId: string): Promise<Request> =>
      find(() => requests.findLast(({ path }) => path.endsWith(`/leads/${leadId}`))),
    /** The leads whose change was sent, in order. */
    changed: (): string[] =>
      requests.flatMap(({ path }) => /leads\/(.*)\/status$/.exec(path)?.[1] ?? []),

    rows,
    shown: (leadId: string): string | undefined =>
      rows().find(({ id }) => id === leadId)?.status.name,
    titles,
    /** Waits until the notices have these titles. */
    says: (...expected: string[]): Promise<void> =>
      vi.waitFor(() => expect(titles()).toEqual(expected), WAIT),
    press,
    isAskedBeforeLeaving: (): boolean =>
      !window.dispatchEvent(new Event("beforeunload", { cancelable: true })),
  };
}

const titles = () => noticesNow().map(({ title }) => title);

/** Presses a button of the newest notice that has it. */
function press(label: string): void {
  const [found] = noticesNow()
    .toReversed()
    .flatMap(({ about, actions = [] }) =>
      actions.filter((one) => one.label === label).map(({ act }) => ({ about, act })),
    );
  if (!found) throw new Error(`There is no ${label}`);
  withdrawNotice(found.about);
  found.act();
}

export const WAIT = { interval: 5, timeout: 30_000 };

const change = (id: string, lead: Lead, from: LeadStatus, to: LeadStatus) => ({
  id,
  lead_id: lead.id,
  from: { id: from.id, name: from.name },
  to: { id: to.id, name: to.name },
  by: { kind: "person", name: "Ada" },
  at: "2026-05-26T10:01:00.000Z",
  not_before: null,
  undo_of: null,
});

/** The answer to a change that was made. */
export const saved = (id: string, from: LeadStatus, to: LeadStatus, of: Lead): Answer => [
  200,
  { data: { lead: { ...of, status: to }, change: change(id, of, from, to) } },
];

/** The answer where the lead had that status already. */
export const unchanged = (is: LeadStatus, of: Lead): Answer => [
  200,
  { data: { lead: { ...of, status: is }, change: null } },
];

/** The answer where someone else was quicker. */
export function conflict(is: LeadStatus, of: Lead, name = "Ben"): Answer {
  const latest_change = { ...change("theirs", of, fresh, is), by: { kind: "person", name } };
  return [409, { details: { lead: { ...of, status: is }, latest_change } }];
}

/** The answer that has a lead's details. */
export function details(lead: Lead): Answer {
  const counts = { notes: 0, appointments: 0, contracts: 0, payments: 0, opt_ins: 0 };
  return [200, { data: { ...lead, billing_details: null, ai_source_summary: null, counts } }];
}
