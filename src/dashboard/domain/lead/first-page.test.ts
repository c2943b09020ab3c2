import { expect, test } from "vitest";
import { listLeadsView } from "#api/contract/lead-views.ts";
import { getWorkspace } from "#api/contract/people.ts";
import { requestPath } from "#api/request.ts";
import { firstPagePath, PAGE_SIZE, WORKSPACE_PATH } from "./first-page.ts";

test("what is asked first is what the client asks for", () => {
  const filter = { triager: ["me"], source: ["OTHER", "LANDING PAGE"], setter: ["a+b@c.example"] };
  const query = { ...filter, page: 1, limit: PAGE_SIZE };
  expect(firstPagePath(filter)).toBe(requestPath(listLeadsView, { query }));
  expect(WORKSPACE_PATH).toBe(requestPath(getWorkspace, {}));
});
