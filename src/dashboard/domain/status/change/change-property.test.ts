import fc from "fast-check";
import { expect, test } from "vitest";
import type { LeadStatus } from "#api/contract/leads/statuses.ts";
import type { Lead } from "#api/contract/leads/leads.ts";
import { liveLeads } from "#dashboard/domain/lead/live-leads.ts";
import { testLead } from "#dashboard/domain/lead/test-lead.ts";
import { noticesNow, withdrawNotice } from "#dashboard/ui/notices/notices.ts";
import {
  conflict,
  details,
  fresh,
  lost,
  openPage,
  type Request,
  saved,
  unchanged,
  won,
} from "./test-changes.ts";

const STATUSES = [fresh, won, lost];
const IDS = ["a", "b", "c"];

/** What happens next: to the page, on its server, or on the way between. */
type Step =
  /** Maybe decided on before the last step was seen. */
  | { does: "change"; leads: string[]; to: LeadStatus; isLate: boolean }
  | { does: "press"; label: "Undo" | "Try again" }
  | { does: "someone else"; lead: string; to: LeadStatus }
  | { does: "answer"; which: number; how: "done" | "refused" | "lost before" | "lost after" }
  | { does: "event" };

const status = fc.constantFrom(...STATUSES);
const lead = fc.constantFrom(...IDS);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("change"),
      leads: fc.uniqueArray(lead, { minLength: 1 }),
      to: status,
      isLate: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant("press"),
      label: fc.constantFrom("Undo", "Try again"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("someone else"), lead, to: status }) },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant("answer"),
      which: fc.nat(5),
      how: fc.constantFrom("done", "done", "refused", "lost before", "lost after"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("event") }) },
);

/** The server's record. It does what a request asks when its answer is due. */
function openRecord(leads: readonly Lead[]) {
  const record = new Map(leads.map((one) => [one.id, one]));
  const latest = new Map<string, { id: string; from: LeadStatus }>();
  const events: Lead[] = [];
  let time = 0;

  function leadAt(path: string): Lead {
    const found = record.get(/leads\/(\w)/.exec(path)?.[1] ?? "");
    if (!found) throw new Error(`There is nothing at ${path}`);
    return found;
  }

  function set(before: Lead, to: LeadStatus): string {
    time += 1;
    const updated_at = new Date(Date.UTC(2026, 5, 1) + time * 1_000).toISOString();
    const changed = { ...before, status: to, updated_at };
    const id = `change ${time}`;
    record.set(before.id, changed);
    latest.set(before.id, { id, from: before.status });
    events.push(changed);
    return id;
  }

  /** As the server judges it. */
  function change(before: Lead, body: Record<string, string>) {
    const to = STATUSES.find(({ id }) => id === body["status_id"]);
    if (!to) throw new Error("There is no such status");
    if (to === before.status) return unchanged(to, before);
    const undone = body["undo_of"];
    const last = latest.get(before.id);
    const isOutdated =
      before.status.id !== body["expected_status_id"] ||
      (undone !== undefined && (last?.id !== undone || last.from !== to));
    if (isOutdated) return conflict(before.status, before);
    const id = set(before, to);
    return saved(id, before.status, to, leadAt(`leads/${before.id}`));
  }

  return {
    events,
    statuses: () => IDS.map((id) => record.get(id)?.status.name),
    someoneElse: (id: string, to: LeadStatus) => {
      const before = leadAt(`leads/${id}`);
      if (before.status !== to) set(before, to);
    },
    answer: ({ path, body }: Request) => {
      const found = leadAt(path);
      return body === undefined ? details(found) : change(found, body);
    },
  };
}

/** Everything that is due by now has happened. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
}

test("whatever happens in whichever order, the page shows in the end what the server has, and a change has one notice", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 24 }), async (steps) => {
      const leads = IDS.map((id) => testLead({ id, status: fresh }));
      const page = openPage(leads);
      const record = openRecord(leads);
      const live = liveLeads(page.queryClient);
      const open = new Set<Request>();
      const touched = new Set<string | undefined>();
      let seen = 0;
      let changes = 0;
      let before = page.rows();

      const collect = () => {
        for (const request of page.requests.slice(seen)) open.add(request);
        seen = page.requests.length;
      };
      const answer = (request: Request, how: string) => {
        open.delete(request);
        if (how === "refused" && request.body !== undefined) return request.answer(400, {});
        if (how === "lost before" && request.body !== undefined) return request.cut();
        const answered = record.answer(request);
        if (how === "lost after" && request.body !== undefined) return request.cut();
        request.answer(...answered);
      };
      const event = () => {
        const next = record.events.shift();
        if (next) {
          live.apply({
            leads: [next],
            gone: [],
            details: [],
            opt_ins: false,
            others: false,
            statuses: false,
          });
        }
      };

      for (const step of steps) {
        collect();
        // Of each lead one change is under way at a time.
        const paths = [...open].filter(({ body }) => body).map(({ path }) => path);
        expect(new Set(paths).size).toBe(paths.length);
        const rowsNow = page.rows();
        if (step.does === "change") {
          const rows = (step.isLate ? before : page.rows()).filter(({ id }) =>
            step.leads.includes(id),
          );
          page.changeStatus(rows, step.to);
          changes += 1;
        } else if (step.does === "press") {
          const found = noticesNow().findLast(({ actions }) =>
            actions?.some(({ label }) => label === step.label),
          );
          if (found) {
            withdrawNotice(found.about);
            found.actions?.find(({ label }) => label === step.label)?.act();
            changes += 1;
          }
        } else if (step.does === "someone else") {
          record.someoneElse(step.lead, step.to);
          touched.add(step.lead);
        } else if (step.does === "event") event();
        else {
          const request = [...open][step.which];
          if (request) answer(request, step.how);
        }
        before = rowsNow;
        await settled();
      }
      const isBusy = () => page.queryClient.isMutating() + page.queryClient.isFetching() > 0;
      for (collect(); open.size > 0 || isBusy(); collect()) {
        for (const request of open) answer(request, "done");
        await settled();
      }
      // Without being told, the page knows all that nobody else has changed.
      const shown = () => page.rows().map((row) => row.status.name);
      const isOwn = (_: unknown, at: number) => !touched.has(IDS[at]);
      expect(shown().filter(isOwn)).toEqual(record.statuses().filter(isOwn));
      while (record.events.length > 0) event();
      await settled();
      expect(shown()).toEqual(record.statuses());
      expect(noticesNow().filter(({ isPending }) => isPending)).toEqual([]);
      expect(noticesNow().length).toBeLessThanOrEqual(changes);
      expect(page.isAskedBeforeLeaving()).toBe(false);
    }),
    { numRuns: 400 },
  );
});
