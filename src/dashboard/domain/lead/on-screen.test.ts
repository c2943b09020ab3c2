import { describe, expect, test } from "vitest";
import { ALL_LEADS } from "#api/contract/leads/lead-query.ts";
import { followStatuses } from "./lead-caches.ts";
import { matchesQuery } from "./on-screen.ts";
import { leadQueries, neighboursAt } from "./queries.ts";
import { minute } from "./test-lead.ts";
import {
  asWon,
  FRESH,
  idsOf,
  MATCHES,
  newLead,
  NOTHING,
  PAGE,
  PLACE,
  until,
  withTestLists,
} from "./test-list.ts";

const lists = withTestLists();

describe("leads that change", () => {
  test("are asked about while a filtered list has them, and the rows stay", async () => {
    const [a, b, c] = [newLead(), newLead(), newLead()];
    lists().showPages(FRESH, [a, b, c]);
    const unmatched = lists().showMatches(FRESH);
    lists().live.apply({
      ...NOTHING,
      leads: [asWon(a), { ...b, updated_at: minute(1), first_name: "Bo" }],
    });
    const request = await lists().asked(MATCHES);
    const query = new URLSearchParams({ status: "Fresh" });
    for (const { id } of [a, b]) query.append("id", id);
    expect(request.address).toBe(`/api/dashboard${MATCHES}${query}`);
    expect(unmatched()).toEqual([]);
    request.answer({ ids: [b.id] });
    await until(() => expect(unmatched()).toEqual([a.id]));
    expect(idsOf(lists().page(1)?.rows)).toEqual(idsOf([a, b, c]));

    // Back again, by its own hands this time: nothing is asked of the others.
    void followStatuses(lists().queryClient, [a.id]);
    const again = await lists().asked(MATCHES, 2);
    expect(again.address).toBe(`/api/dashboard${MATCHES}status=Fresh&id=${a.id.replace(" ", "+")}`);
    again.answer({ ids: [a.id] });
    await until(() => expect(unmatched()).toEqual([]));
    expect(lists().askedFor("/leads?")).toHaveLength(0);
  });

  test("are asked about no more where an older answer comes late, or none does", async () => {
    const [a, b] = [newLead(), newLead()];
    lists().showPages(FRESH, [a, b]);
    const unmatched = lists().showMatches(FRESH);
    void followStatuses(lists().queryClient, [a.id]);
    const first = await lists().asked(MATCHES);
    void followStatuses(lists().queryClient, [b.id]);
    const second = await lists().asked(MATCHES, 2);
    second.answer({ ids: [a.id] });
    first.answer({ ids: [] });
    await until(() => expect(unmatched()).toEqual([b.id]));

    void followStatuses(lists().queryClient, [a.id]);
    (await lists().asked(MATCHES, 3)).refuse(500);
    const { queryKey } = matchesQuery(FRESH);
    await until(() => expect(lists().queryClient.getQueryState(queryKey)?.status).toBe("error"));
    expect(unmatched()).toEqual([b.id]);
    // What stayed open is asked along with the next.
    void followStatuses(lists().queryClient, [b.id]);
    (await lists().asked(MATCHES, 4)).answer({ ids: [b.id] });
    await until(() => expect(unmatched()).toEqual([a.id]));
  });

  test("are asked about again once the list was fetched, if it still has them", async () => {
    const [a, b] = [newLead(), newLead()];
    lists().showPages(FRESH, [a, b]);
    const unmatched = lists().showMatches(FRESH);
    void followStatuses(lists().queryClient, [a.id]);
    void followStatuses(lists().queryClient, [b.id]);
    (await lists().asked(MATCHES, 2)).answer({ ids: [] });
    await until(() => expect(unmatched()).toEqual([a.id, b.id]));
    lists().live.apply({ ...NOTHING, others: true });
    (await lists().asked(PAGE(1))).answer([b], 1);
    (await lists().asked(MATCHES, 3)).answer({ ids: [b.id] });
    await until(() => expect(unmatched()).toEqual([]));
    expect(lists().askedFor(MATCHES)).toHaveLength(3);
  });

  test("have the list fetched where they are new in it, and not otherwise", async () => {
    const [a, stranger] = [newLead(), newLead()];
    lists().showPages(FRESH, [a]);
    lists().live.apply({ ...NOTHING, leads: [asWon(stranger)] });
    (await lists().asked(MATCHES)).answer({ ids: [] });
    lists().live.apply({ ...NOTHING, leads: [{ ...stranger, updated_at: minute(2) }] });
    const second = await lists().asked(MATCHES, 2);
    expect(lists().askedFor("/leads?")).toHaveLength(0);
    second.answer({ ids: [stranger.id] });
    (await lists().asked(PAGE(1))).answer([stranger, a], 2);
    await until(() => expect(idsOf(lists().page(1)?.rows)).toEqual(idsOf([stranger, a])));
    // It is there by now: nothing is to be fetched for it.
    lists().live.apply({ ...NOTHING, leads: [asWon(stranger, 3)], details: [a.id] });
    const isWorkedOff = () =>
      lists().queryClient.getQueryState(["leads", "position"])?.isInvalidated;
    lists().queryClient.setQueryData(["leads", "position"], {});
    await until(() => expect(isWorkedOff()).toBe(true));
    expect(lists().askedFor("/leads?")).toHaveLength(1);
  });

  test("have the list fetched where nobody can say whether they are new in it", async () => {
    const [a, stranger] = [newLead(), newLead()];
    lists().showPages(FRESH, [a]);
    lists().live.apply({ ...NOTHING, leads: [asWon(stranger)] });
    (await lists().asked(MATCHES)).refuse(500);
    (await lists().asked(PAGE(1))).answer([stranger, a], 2);
    await until(() => expect(idsOf(lists().page(1)?.rows)).toEqual(idsOf([stranger, a])));
  });

  test("are asked about nowhere where the list has all leads", async () => {
    const [a, stranger] = [newLead(), newLead()];
    lists().showPages(ALL_LEADS, [a]);
    const position = leadQueries.neighbours(a.id, ALL_LEADS).queryKey;
    lists().queryClient.setQueryData(position, neighboursAt(PLACE));
    lists().live.apply({ ...NOTHING, leads: [asWon(a), asWon(stranger)] });
    await until(() =>
      expect(lists().queryClient.getQueryState(position)?.isInvalidated).toBe(true),
    );
    void followStatuses(lists().queryClient, [a.id]);
    await Promise.resolve();
    expect(lists().askedFor("")).toEqual([]);
  });
});
