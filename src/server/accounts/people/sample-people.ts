import { ROLES } from "#api/contract/roles.ts";
import type { SamplePerson } from "#api/contract/sign-in.ts";
import { ownerColumnOf } from "#server/store/counts/lead-counts.ts";
import type { Store } from "#server/store/open.ts";
import { listAccounts } from "./accounts.ts";

/** Whom one may continue as, those who may do most first. A member's part is what they own. */
export async function listSamplePeople(store: Store): Promise<SamplePerson[]> {
  const accounts = await listAccounts(store);
  const people = accounts
    .filter(({ sample, disabled }) => sample && !disabled)
    .toSorted((a, b) => ROLES.indexOf(b.role) - ROLES.indexOf(a.role));
  return Promise.all(
    people.map(async ({ id, name, email, role }) => ({
      id,
      name,
      part: role === "member" ? ((await ownerColumnOf(store, email)) ?? role) : role,
    })),
  );
}
