import { expect, test } from "vitest";
import { getFreshLead } from "#api/contract/leads/lead-history.ts";
import { updateLeadStatus } from "#api/contract/leads/leads.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { getSync } from "#api/contract/sync.ts";
import { reset } from "#api/test-upstream.ts";
import { openLive, until, untilScanned, untilWhole } from "./test-live.ts";
import { instead, type Passer } from "./test-proxy.ts";
import { allLeads, expectSame } from "./test-same.ts";

const PER_SECOND = 20;

/** The most requests that came within any second. */
function mostInASecond(requests: readonly Passer[]): number {
  const within = ({ at }: Passer) =>
    requests.filter((other) => other.at >= at && other.at < at + 1_000).length;
  return Math.max(...requests.map(within));
}

test("after an outage the mirror is equal again, and at no time asked more than the budget", async () => {
  const { hermon, ada, sender } = await openLive({ leads: 80, maxPerSecond: PER_SECOND });
  const { proxy } = hermon;
  // In the middle of the backfill, so that there is much to do afterwards.
  await until(() => proxy.requests.length > 2 * PER_SECOND);
  proxy.rule = () => instead(reset);
  await until(async () => (await ada.call(getSync)).phase === "unreachable");
  const leads = await allLeads(hermon.api);
  for (const lead of leads.slice(40, 60)) {
    const body = { status_id: await hermon.otherStatus(lead) };
    await hermon.api.call(updateLeadStatus, { params: { id: lead.id }, body });
  }
  const body = { email: "meanwhile@example.com", first_name: "Mia", source: "OTHER" } as const;
  await hermon.api.call(submitOptIn, { body });
  const duringOutage = proxy.requests.length;
  await until(() => proxy.requests.length >= duringOutage + 2);

  proxy.rule = () => undefined;
  await until(async () => (await ada.call(getSync)).phase !== "unreachable");
  // People come back, too, all at once.
  const opened = leads.slice(0, 15).map(({ id }) => ada.call(getFreshLead, { params: { id } }));
  await Promise.allSettled(opened);
  await untilWhole(ada);
  await untilScanned(ada);
  const most = mostInASecond(proxy.requests);
  await expectSame(sender, hermon.api);
  expect(most).toBeLessThanOrEqual(PER_SECOND);
});
