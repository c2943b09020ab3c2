import { expect, test } from "vitest";
import { type ColumnLayout, setColumnLayout } from "#api/contract/views/column-layouts.ts";
import { getWorkspace } from "#api/contract/people/people.ts";
import { withTestServer } from "#server/test-server.ts";

const server = withTestServer({ sampleLeads: 20 });

const layoutsOf = async (headers: { cookie: string }) =>
  (await server().client(headers).call(getWorkspace)).column_layouts;

const put = async (headers: { cookie: string }, view: string, body: unknown) =>
  server().ask(`/api/dashboard/column-layouts/${encodeURIComponent(view)}`, {
    method: "PUT",
    headers,
    body,
  });

const LAYOUT: ColumnLayout = {
  order: ["status", "gone-by-now"],
  shown: { email: true, country: false },
  widths: { name: 20.5 },
  pinned: { start: ["name"], end: ["updated"] },
};

test("a layout is each person's own for each view, also a viewer's, and comes with the workspace", async () => {
  const [viewer, manager] = await Promise.all([server().as("viewer"), server().as("manager")]);
  const client = server().client(viewer);
  expect(await layoutsOf(viewer)).toEqual({});
  const all = { params: { view: "all" }, body: LAYOUT };
  expect(await client.call(setColumnLayout, all)).toEqual(LAYOUT);
  await put(viewer, "Ansicht 7/ü 🌱", { widths: { name: 9 } });
  expect(await layoutsOf(viewer)).toEqual({
    all: LAYOUT,
    "Ansicht 7/ü 🌱": { widths: { name: 9 } },
  });
  expect(await layoutsOf(manager)).toEqual({});

  // The last one wins, whole.
  await put(viewer, "all", { order: ["name"] });
  expect((await layoutsOf(viewer))["all"]).toEqual({ order: ["name"] });
  // Another session of the same person has the same.
  expect((await layoutsOf(await server().as("viewer")))["all"]).toEqual({ order: ["name"] });
});

test("what is no layout is refused, and changes nothing", async () => {
  const member = await server().as("member");
  await put(member, "all", LAYOUT);
  const wrong: [body: unknown, message: string][] = [
    [[], "body must be a JSON object"],
    [{ order: "name" }, "ids must be at most 100 columns"],
    [
      { order: Array.from({ length: 101 }, (_, at) => `c${at}`) },
      "ids must be at most 100 columns",
    ],
    [{ order: [""] }, "id must be a text of 1 to 100 characters"],
    [{ widths: { name: 0.5 } }, "width must be a number of rem from 1 to 200"],
    [{ widths: { name: "wide" } }, "width must be a number of rem from 1 to 200"],
  ];
  for (const [body, message] of wrong) {
    expect(await put(member, "all", body)).toMatchObject({ status: 400, body: { message } });
  }
  expect((await put(member, "v".repeat(101), LAYOUT)).status).toBe(404);
  expect((await layoutsOf(member))["all"]).toEqual(LAYOUT);
  const none = await server().ask("/api/dashboard/column-layouts/all", { method: "PUT", body: {} });
  expect(none.status).toBe(401);
});

test("of views without end those laid out last are kept", async () => {
  const manager = await server().as("manager");
  for (let n = 0; n < 255; n += 1) await put(manager, `view-${n}`, { order: ["name"] });
  const kept = Object.keys(await layoutsOf(manager));
  expect(kept).toHaveLength(250);
  expect(kept).toContain("view-254");
});
