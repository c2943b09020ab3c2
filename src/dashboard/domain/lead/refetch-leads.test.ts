import {
  focusManager,
  notifyManager,
  onlineManager,
  QueryClient,
  QueryObserver,
} from "@tanstack/react-query";
import { describe, expect, test } from "vitest";
import { beginChanges, endChange } from "../status/change/own-changes.ts";
import { showStatuses } from "./lead-caches.ts";
import { type LeadPage, leadQueries, neighboursAt } from "./queries.ts";
import {
  asWon,
  FRESH,
  idsOf,
  newLead,
  NOTHING,
  PAGE,
  PLACE,
  until,
  withTestLists,
  won,
} from "./test-list.ts";

const lists = withTestLists();

describe("the pages of the list on the screen", () => {
  test("change at once, whichever is answered first", async () => {
    const [a, b, added] = [newLead(), newLead(), newLead()];
    const seen = lists().showPages(FRESH, [a], [b]);
    lists().live.apply({ ...NOTHING, others: true });
    (await lists().asked(PAGE(2))).answer([a], 201);
    // What is asked and answered after that has been shown, too.
    const place = lists().queryClient.query(leadQueries.neighbours(a.id, FRESH));
    (await lists().asked("/position")).answer(PLACE);
    await place;
    await new Promise((resolve) => notifyManager.schedule(() => resolve(undefined)));
    (await lists().asked(PAGE(1))).answer([added], 201);
    await until(() => expect(idsOf(lists().page(1)?.rows)).toEqual([added.id]));
    await until(() => expect(seen.at(-1)).toEqual([added.id, a.id]));
    const before = [a.id, b.id].join();
    const after = [added.id, a.id].join();
    expect(seen.filter((ids) => ![before, after].includes(ids.join()))).toEqual([]);
    expect(lists().askedFor("/leads?")).toHaveLength(2);
  });

  test("of the opt-ins do so, too", async () => {
    const { queryClient, live } = lists();
    const answers = [1, 2].map(() => Promise.withResolvers<string>());
    const keys = [1, 2].map((page) => [...leadQueries.optInPages(), page]);
    for (const [at, queryKey] of keys.entries()) {
      queryClient.setQueryData(queryKey, "before");
      const queryFn = () => answers[at]?.promise;
      lists().leave(
        new QueryObserver(queryClient, { queryKey, queryFn }).subscribe(() => undefined),
      );
    }
    const seen = () => keys.map((queryKey) => queryClient.getQueryData(queryKey));
    live.apply({ ...NOTHING, opt_ins: true });
    answers[1]?.resolve("after");
    const place = queryClient.query(leadQueries.neighbours("a lead", FRESH));
    (await lists().asked("/position")).answer(PLACE);
    await place;
    expect(seen()).toEqual(["before", "before"]);
    answers[0]?.resolve("after");
    await until(() => expect(seen()).toEqual(["after", "after"]));
  });

  test("are each fetched by themselves where one of them fails", async () => {
    const [a, b, added] = [newLead(), newLead(), newLead()];
    lists().showPages(FRESH, [a], [b]);
    lists().live.apply({ ...NOTHING, others: true });
    (await lists().asked(PAGE(1))).answer([added], 201);
    (await lists().asked(PAGE(2))).refuse(500);
    (await lists().asked(PAGE(1), 2)).answer([added], 201);
    (await lists().asked(PAGE(2), 2)).refuse(500);
    await until(() => expect(idsOf(lists().page(1)?.rows)).toEqual([added.id]));
    const second = leadQueries.page(FRESH, 2).queryKey;
    await until(() => expect(lists().queryClient.getQueryState(second)?.status).toBe("error"));
    expect(idsOf(lists().page(2)?.rows)).toEqual([b.id]);
  });

  test("wait until someone sees the page, and then aren't fetched twice", async () => {
    const [a, added] = [newLead(), newLead()];
    lists().showPages(FRESH, [a]);
    lists().turn("hidden");
    lists().live.apply({ ...NOTHING, others: true });
    lists().live.apply({ ...NOTHING, leads: [asWon(a)] });
    await until(() => expect(lists().page(1)?.rows[0]?.status.name).toBe("Won"));
    expect(lists().askedFor("/leads?")).toHaveLength(0);
    lists().turn("visible");
    (await lists().asked(PAGE(1))).answer([added], 201);
    await until(() => expect(idsOf(lists().page(1)?.rows)).toEqual([added.id]));
    expect(lists().askedFor("/leads?")).toHaveLength(1);
  });

  test("keep what events brought, and what was changed here, since they were asked for", async () => {
    const [a, b, c] = [newLead(), newLead(), newLead()];
    lists().showPages(FRESH, [a, b], [c]);
    lists().live.apply({ ...NOTHING, others: true });
    const [first, second] = [await lists().asked(PAGE(1)), await lists().asked(PAGE(2))];
    first.answer([a, b], 200);
    lists().live.apply({ ...NOTHING, leads: [asWon(a)] });
    const change = { lead: b, to: won };
    beginChanges([change]);
    showStatuses(lists().queryClient, new Map([[b.id, won]]));
    second.answer([{ ...c, first_name: "Renamed" }], 200);
    await until(() => expect(lists().page(2)?.rows[0]?.first_name).toBe("Renamed"));
    expect(
      lists()
        .page(1)
        ?.rows.map(({ status }) => status.name),
    ).toEqual(["Won", "Won"]);
    endChange(change);
  });

  test("that are looked at meanwhile come by themselves, and what is newer stays", async () => {
    const [a, b, c, newer] = [newLead(), newLead(), newLead(), newLead()];
    lists().showPages(FRESH, [a], [b]);
    lists().live.apply({ ...NOTHING, others: true });
    const [first, second] = [await lists().asked(PAGE(1)), await lists().asked(PAGE(2))];
    lists().lookAt(3);
    (await lists().asked(PAGE(3))).answer([c], 201);
    await until(() => expect(idsOf(lists().page(3)?.rows)).toEqual([c.id]));
    const { queryKey } = leadQueries.page(FRESH, 2);
    const page: LeadPage = { query: FRESH, rows: [newer], total: 201 };
    lists().queryClient.setQueryData(queryKey, page, { updatedAt: Date.now() + 1_000 });
    first.answer([b], 201);
    second.answer([a], 201);
    await until(() => expect(idsOf(lists().page(1)?.rows)).toEqual([b.id]));
    expect(lists().page(2)).toEqual(page);
    expect(lists().askedFor(PAGE(3))).toHaveLength(1);
  });

  test("that are on their way are asked for again when something changes", async () => {
    const [a, b] = [newLead(), newLead()];
    lists().showPages(FRESH, [a]);
    lists().lookAt(2);
    await lists().asked(PAGE(2));
    lists().live.apply({ ...NOTHING, details: [a.id] });
    (await lists().asked(PAGE(2), 2)).answer([b], 101);
    await until(() => expect(idsOf(lists().page(2)?.rows)).toEqual([b.id]));
    expect(lists().askedFor(PAGE(1))).toHaveLength(0);
  });

  test("are left alone when the window is looked at again", async () => {
    const client = new QueryClient();
    const always = { staleTime: 0, refetchOnMount: false } as const;
    const { queryKey } = leadQueries.page(FRESH, 1);
    client.setQueryData(queryKey, { query: FRESH, rows: [newLead()], total: 1 });
    const position = leadQueries.neighbours("a lead", FRESH);
    client.setQueryData(position.queryKey, neighboursAt(PLACE));
    const page = new QueryObserver(client, { ...leadQueries.page(FRESH, 1), ...always });
    const place = new QueryObserver(client, { ...position, ...always });
    lists().leave(
      page.subscribe(() => undefined),
      place.subscribe(() => undefined),
      () => client.unmount(),
    );
    client.mount();
    for (const isSeen of [false, true]) focusManager.setFocused(isSeen);
    (await lists().asked("/position")).answer(PLACE);
    await until(() => expect(client.isFetching()).toBe(0));
    for (const isThere of [false, true]) onlineManager.setOnline(isThere);
    await lists().asked("/position", 2);
    expect(lists().askedFor("/leads?")).toEqual([]);
  });
});

test("under an order that a change may touch, the list is fetched again when others change its leads", async () => {
  const [a, b] = [newLead(), newLead()];
  const query = { ...FRESH, sort: [{ column: "updated" as const, desc: true }] };
  lists().showPages(query, [a, b]);
  lists().live.apply({ ...NOTHING, leads: [asWon(b, 1)] });
  (await lists().asked("sort=-updated")).answer([b, a], 2);
  await until(() => expect(idsOf(lists().page(1, query)?.rows)).toEqual([b.id, a.id]));
});
