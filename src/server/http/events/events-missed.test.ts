import { describe, expect, test, vi } from "vitest";
import { LeadsChange } from "#api/contract/events.ts";
import { present } from "#server/test-server.ts";
import { waitFor, withEvents } from "./test-events.ts";

/** What a page is told of the time in which it didn't listen, over real HTTP. */

const { asViewer, listenIn, change } = withEvents();

describe("coming back", () => {
  test("behind the last event, one hears what one missed and nothing else", async () => {
    const viewer = await asViewer();
    const [first, witness] = [await listenIn(viewer), await listenIn(viewer)];
    const heard = await change();
    const [event] = await first.changes();
    expect(event?.leads).toEqual([heard]);
    first.close();
    const missed = [await change()];
    await witness.changes(2);
    missed.push(await change());
    await witness.changes(3);
    witness.close();

    const streams = [
      await listenIn({ ...viewer, "last-event-id": present(event?.id) }),
      await listenIn(viewer, `?after=${event?.id}`),
    ];
    for (const stream of streams) {
      const [told] = await stream.changes();
      expect(new Set(told?.leads)).toEqual(new Set(missed));
      expect(stream.of("reset")).toEqual([]);
      // Nothing new came with the state: cut off there, one would go on from the same place.
      expect(stream.events()[0]).toMatchObject({ name: "sync", id: event?.id });
    }
    const later = await change();
    for (const stream of streams) {
      expect((await stream.changes(2))[1]?.leads).toEqual([later]);
      stream.close();
    }
  });

  test("from before anything was heard, the position is known all the same", async () => {
    const viewer = await asViewer();
    const first = await listenIn(viewer);
    await waitFor(() => expect(first.events()).toHaveLength(1));
    const position = present(first.events()[0]?.id);
    first.close();
    await first.ended;
    const missed = await change();
    await vi.waitFor(
      async () => {
        const again = await listenIn({ ...viewer, "last-event-id": position });
        await waitFor(() => expect(again.events()).not.toHaveLength(0));
        again.close();
        expect(again.of("leads")).toMatchObject([{ content: { leads: [missed] } }]);
      },
      { timeout: 30_000 },
    );
  });

  test("from elsewhere, one is told that anything may have changed", async () => {
    const viewer = await asViewer();
    const again = await listenIn({ ...viewer, "last-event-id": "another-7" });
    await waitFor(() => expect(again.of("reset")).toHaveLength(1));
    const lead = await change();
    expect(await again.changes()).toMatchObject([{ leads: [lead] }]);
    again.close();
  });

  test("a page hears what came while it was loading", async () => {
    const begin = Date.now();
    const lead = await change();
    const other = await listenIn(await asViewer());
    await vi.waitFor(
      async () => {
        const stream = await listenIn(await asViewer(), `?age=${Date.now() - begin + 1}`);
        await waitFor(() => expect(stream.events()).not.toHaveLength(0));
        stream.close();
        const told = stream.of("leads").flatMap(({ content }) => LeadsChange.parse(content).leads);
        expect(told).toContainEqual(lead);
      },
      { timeout: 30_000 },
    );
    expect(other.of("reset")).toEqual([]);
    other.close();
  });
});
