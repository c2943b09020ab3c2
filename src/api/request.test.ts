import { expect, expectTypeOf, test } from "vitest";
import { getLeadView, listLeadsView } from "./contract/leads/lead-views.ts";
import { listLeads, type updateLeadStatus } from "./contract/leads/leads.ts";
import { continueAsSamplePerson } from "./contract/people/sign-in.ts";
import { listStatuses } from "./contract/leads/statuses.ts";
import { type RequestOf, requestPath } from "./request.ts";

test("adds nothing that wasn't asked for", () => {
  expect(requestPath(listLeads, {})).toBe("/api/external/leads");
  expect(requestPath(listLeads, { query: {} })).toBe("/api/external/leads");
  expect(requestPath(listStatuses, {})).toBe("/api/external/statuses");
});

test("puts query parameters in the contract's order and leaves undefined out", () => {
  const query = { limit: 100, triager: undefined, status: ["b"], page: 2, source: ["MANUAL"] };
  expect(requestPath(listLeadsView, { query })).toBe(
    "/api/dashboard/leads?source=MANUAL&status=b&page=2&limit=100",
  );
});

test("repeats the name for each value of an array", () => {
  const query = { setter: ["unassigned", "me"], closer: [] };
  expect(requestPath(listLeadsView, { query })).toBe(
    "/api/dashboard/leads?setter=unassigned&setter=me",
  );
});

test("escapes what stands in a path or a query", () => {
  expect(requestPath(continueAsSamplePerson, { params: { id: "a/b?c#d é" } })).toBe(
    "/api/dashboard/sample-people/a%2Fb%3Fc%23d%20%C3%A9/sign-in",
  );
  const search = requestPath(listLeads, { query: { setter: "a+b&c=d@example.com" } });
  expect(new URL(search, "http://localhost").searchParams.get("setter")).toBe(
    "a+b&c=d@example.com",
  );
});

test("asks for exactly what the endpoint takes", () => {
  type Update = RequestOf<typeof updateLeadStatus>;
  expectTypeOf<Update["params"]>().toEqualTypeOf<Readonly<{ id: string }>>();
  expectTypeOf<Update["body"]>().toEqualTypeOf<{ status_id: string }>();
  expectTypeOf<RequestOf<typeof listLeads>["query"]>().toExtend<object | undefined>();

  // @ts-expect-error params are required
  expect(() => requestPath(getLeadView, {})).not.toThrow();
  // @ts-expect-error a page is a number
  requestPath(listLeads, { query: { page: "2" } });
  // @ts-expect-error no such parameter
  expect(requestPath(listLeads, { query: { sort: "name" } })).toBe("/api/external/leads");
});
