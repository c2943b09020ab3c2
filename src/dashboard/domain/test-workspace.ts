import type { Workspace } from "#api/contract/people/people.ts";
import { testStatus } from "./lead/test-lead.ts";

/** For tests: what Sara, a setter, is told of her workspace, whose statuses have these names. */
export const testWorkspace = (...statuses: string[]): Workspace => ({
  person: { id: "1", name: "Sara", email: "sara@example.com", role: "member" },
  team: [
    { email: "sara@example.com", name: "Sara Lind" },
    { email: "tom@example.com", name: "Tom Berg" },
  ],
  mine: "setter",
  column_layouts: {},
  statuses: statuses.map((name) => ({ ...testStatus(name), type: "BOTH" })),
});
