import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";
import { ALL_LEADS, type LeadQuery } from "#api/contract/lead-query.ts";
import { outdatedLeads } from "./outdated-leads.ts";
import { leadQueries } from "./queries.ts";

const QUERY: LeadQuery = { ...ALL_LEADS, filter: { source: ["MANUAL"] } };
const { queryKey } = leadQueries.page(QUERY, 1);
const position = leadQueries.position("a lead", QUERY).queryKey;
const PLACE = { index: 0, matches: true, total: 0, previous: null, next: null };

let queryClient: QueryClient;
beforeEach(() => {
  vi.stubGlobal("document", { hidden: false });
  queryClient = new QueryClient();
});

const isWorkedOff = () =>
  vi.waitFor(() => expect(queryClient.getQueryState(position)?.isInvalidated).toBe(true), {
    timeout: 30_000,
  });

test("the list on the screen is fetched for what it lacks, but not for what came meanwhile", async () => {
  const answer = Promise.withResolvers<object>();
  let asked = 0;
  queryClient.setQueryData(queryKey, { query: QUERY, rows: [], total: 0 });
  const leave = new QueryObserver(queryClient, {
    queryKey,
    staleTime: Infinity,
    queryFn: () => {
      asked += 1;
      return answer.promise;
    },
  }).subscribe(() => undefined);
  const outdated = outdatedLeads(queryClient);
  let lacksIt = true;
  const hear = () => {
    queryClient.setQueryData(position, PLACE);
    outdated.add({ lists: true, rows: () => lacksIt });
  };

  hear();
  await isWorkedOff();
  expect(asked).toBe(1);
  // Told while the list is on its way, which then has it.
  hear();
  lacksIt = false;
  answer.resolve({ query: QUERY, rows: [], total: 1 });
  await isWorkedOff();
  expect(asked).toBe(1);
  lacksIt = true;
  hear();
  await isWorkedOff();
  expect(asked).toBe(2);
  leave();
});
