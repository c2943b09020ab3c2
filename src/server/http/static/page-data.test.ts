import { type KyselyPlugin, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { ALL_LEADS, readLeadQuery } from "#api/contract/leads/lead-query.ts";
import {
  countLeads,
  getLeadPosition,
  getLeadView,
  listLeadsView,
} from "#api/contract/leads/lead-views.ts";
import { PAGE_SIZE, PageData } from "#api/contract/page-data.ts";
import { getWorkspace, PERSON_HEADER } from "#api/contract/people/people.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { createView, deleteView, setDefaultView } from "#api/contract/views/view-changes.ts";
import { listViews } from "#api/contract/views/views.ts";
import { openLog } from "#server/boot/log.ts";
import { openTestServer, ORIGIN, present, withTestServer } from "#server/test-server.ts";

const HTML = `<!doctype html><body><script type="application/json" id="page-data"></script>`;
const TYPE = "text/html; charset=utf-8";
const bytes = new TextEncoder().encode(HTML);
const files = new Map([
  ["/index.html", { type: TYPE, copies: [{ coding: null, bytes, etag: '"the page"' }] }],
]);

const server = withTestServer({ files, sampleLeads: 150 });

/** What stands in the document's room for data. */
const textIn = (html: unknown) =>
  /<script type="application\/json" id="page-data">(.*)<\/script>$/s.exec(String(html))?.[1] ?? "";

async function open(path: string, headers: Record<string, string>) {
  const answer = await server().ask(path, { headers });
  const text = textIn(answer.body);
  return { ...answer, data: text === "" ? undefined : PageData.parse(JSON.parse(text)) };
}

describe("the document of the lead page", () => {
  test("holds what the page would ask for first, under the filter in the address", async () => {
    const member = await server().as("member");
    const client = server().client(member);
    const filter = { source: ["CALENDLY", "OTHER"], setter: ["unassigned"] };
    const { data } = await open(
      "/leads?setter=UNASSIGNED&source=CALENDLY&source=OTHER&tab=opt-ins&utm_source=mail",
      member,
    );
    expect(data).toEqual({
      workspace: await client.call(getWorkspace),
      views: await client.call(listViews),
      list: {
        query: { ...ALL_LEADS, filter },
        ...(await client.call(listLeadsView, { query: { ...filter, page: 1, limit: PAGE_SIZE } })),
        counts: await client.call(countLeads, { query: filter }),
      },
    });
  });

  test("holds the lead that a link opens, and its place", async () => {
    const member = await server().as("member");
    const client = server().client(member);
    const { data: leads } = await client.call(listLeadsView, { query: { page: 2, limit: 1 } });
    const { id } = present(leads[0]);
    const { data } = await open(`/leads?lead=${id}`, member);
    expect(data?.lead).toEqual({
      details: await client.call(getLeadView, { params: { id } }),
      position: await client.call(getLeadPosition, { params: { id }, query: {} }),
    });
    const unknown = await open(`/leads?lead=896e4c72-e390-4baf-906f-395992266222`, member);
    expect(unknown.data?.list?.data).toHaveLength(PAGE_SIZE);
    expect(unknown.data?.lead).toBeUndefined();
  });

  test("of / holds the list to which that leads", async () => {
    const member = await server().as("member");
    const { person, mine } = await server().client(member).call(getWorkspace);
    const { data } = await open("/", member);
    expect(data?.list?.query.filter).toEqual(mine ? { [mine]: [person.email] } : {});
  });

  test.each([
    ["source=LANDING_PAGE,CALENDLY&sort=foo&lead=7", {}],
    ["status=abc&source=CALENDLY", { source: ["CALENDLY"] }],
    ["source=%3C/script%3E", { source: ["</script>"] }],
    ["%zz=%", {}],
  ])("%s: what of an address can't be taken is left out", async (query, filter) => {
    const { status, data } = await open(`/leads?${query}`, await server().as("viewer"));
    expect([status, data?.list?.query.filter]).toEqual([200, filter]);
  });

  test("has no rows under a filter in which the page will put a name for me", async () => {
    const { data } = await open("/leads?setter=me", await server().as("member"));
    expect(data?.workspace.person.role).toBe("member");
    expect(data?.list).toBeUndefined();
  });

  test("holds the list that is searched and sorted, and of a view everyone's own", async () => {
    const member = await server().as("member");
    const client = server().client(member);
    const { person } = await client.call(getWorkspace);
    const query = { not_setter: [person.email], search: "an", sort: ["-name" as const] };
    const { data } = await open("/leads?search=an&not_setter=me&sort=-name&view=all", member);
    expect(data?.list).toEqual({
      query: readLeadQuery(query),
      ...(await client.call(listLeadsView, { query: { ...query, page: 1, limit: PAGE_SIZE } })),
      counts: await client.call(countLeads, { query }),
    });
    const newestFirst = await open("/leads?sort=-created", member);
    expect(newestFirst.data?.list?.query).toEqual(ALL_LEADS);
  });

  test("holds a view's own list, and of an address that says nothing the one that was chosen", async () => {
    const member = await server().as("member");
    const client = server().client(member);
    const { email } = (await client.call(getWorkspace)).person;
    const saved = { name: "Mine", query: "setter=me&sort=name" };
    const { id } = await client.call(createView, { body: saved });
    const own = { ...ALL_LEADS, ...readLeadQuery({ setter: [email], sort: ["name"] }) };
    const queryAt = async (path: string) => (await open(path, member)).data?.list?.query;
    expect(await queryAt(`/leads?view=${id}`)).toEqual(own);
    expect(await queryAt(`/leads?view=${id}&source=OTHER`)).toMatchObject({ sort: [] });
    expect(await queryAt("/leads")).toEqual(ALL_LEADS);
    await client.call(setDefaultView, { body: { view: id } });
    expect(await queryAt("/leads")).toEqual(own);
    expect(await queryAt("/")).toEqual(own);
    expect(await queryAt("/leads?view=all")).toEqual(ALL_LEADS);
    await client.call(deleteView, { params: { id } });
    expect(await queryAt("/leads")).toEqual(ALL_LEADS);
    expect(await queryAt(`/leads?view=${id}`)).toEqual(ALL_LEADS);
    // Which day it is, the page alone knows.
    expect(await queryAt("/leads?view=new-today")).toBeUndefined();
  });

  test.each(["created=today..", "not_updated=..2026-01-31", "next_touch_point=this_week"])(
    "has no rows for %s: days begin at another moment for everyone",
    async (query) => {
      const { data } = await open(`/leads?${query}`, await server().as("member"));
      expect(data?.workspace.person.role).toBe("member");
      expect(data?.list).toBeUndefined();
    },
  );

  test("can't be ended by what senders wrote", async () => {
    const hostile = `</script><!--<script>alert(1)</script></SCRIPT >`;
    await server()
      .client(await server().withKey())
      .call(submitOptIn, {
        body: { email: "hostile@example.com", first_name: hostile, source: "OTHER" },
      });
    const { body, data } = await open("/leads", await server().as("member"));
    expect(textIn(body)).not.toContain("<");
    expect(data?.list?.data[0]?.first_name).toBe(hostile);
  });

  test("is for one person, has no tag, says whose it is, and is compressed", async () => {
    const headers = {
      ...(await server().as("member")),
      "if-none-match": '"the page"',
      "accept-encoding": "gzip, zstd",
    };
    const answer = await server().ask("/leads", { headers });
    expect([answer.status, answer.headers.get("etag")]).toEqual([200, null]);
    expect(answer.headers.get("cache-control")).toBe("private, no-cache");
    expect(answer.headers.get("content-encoding")).toBe("zstd");
    expect(answer.headers.get("vary")).toBe("accept-encoding");
    expect(answer.headers.get("content-type")).toBe(TYPE);
    const { data } = await open("/leads", { cookie: headers.cookie });
    expect(answer.headers.get(PERSON_HEADER)).toBe(data?.workspace.person.id);
    const head = await server().ask("/leads", { method: "HEAD", headers });
    expect([head.status, head.body, head.headers.get("cache-control")]).toEqual([
      200,
      "",
      "private, no-cache",
    ]);
  });
});

describe("the document has no data", () => {
  test("for whoever isn't signed in, whom a browser may keep it for", async () => {
    const stranger = { cookie: "better-auth.session_token=nobody.nothing" };
    for (const headers of [{}, stranger]) {
      const answer = await open("/leads", headers);
      expect([answer.status, answer.data, answer.headers.get("etag")]).toEqual([
        200,
        undefined,
        '"the page"',
      ]);
    }
  });

  test("for a session that has ended", async () => {
    const member = await server().as("member");
    expect((await open("/leads", member)).data).toBeDefined();
    const { headers } = await server().ask("/api/dashboard/sign-out", {
      method: "POST",
      headers: { ...member, origin: ORIGIN },
    });
    // Nor for going back to a document that a browser has kept.
    expect(headers.get("clear-site-data")).toBe('"cache"');
    expect((await open("/leads", member)).data).toBeUndefined();
  });

  test.each(["/sign-in", "/settings/account", "/no/such/page"])(
    "on %s, which starts otherwise",
    async (path) => {
      expect((await open(path, await server().as("member"))).data).toBeUndefined();
    },
  );

  test("where it can't be read; the page comes all the same", async () => {
    const lines: string[] = [];
    const log = openLog("error", { write: (line) => lines.push(line) });
    const { server: broken, close } = await openTestServer({ files, log, sampleLeads: 10 });
    const member = await broken.as("member");
    await sql`alter table lead_counts rename to elsewhere`.execute(broken.store.db);
    const { status, body, headers } = await broken.ask("/leads", { headers: member });
    expect([status, textIn(body), headers.get("cache-control")]).toEqual([200, "", "no-cache"]);
    expect(lines).toHaveLength(1);
    await close();
  });

  test("where the database is late; the page comes without it, and with it once it answers", async () => {
    let database = Promise.resolve();
    const lateOnes: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: ({ result }) => database.then(() => result),
    };
    const store = { ...server().store, db: server().store.db.withPlugin(lateOnes) };
    const { server: late, close } = await openTestServer({ files, store });
    const headers = await late.as("member");
    const { promise, resolve: answer } = Promise.withResolvers<void>();
    database = promise;
    const { status, body, headers: got } = await late.ask("/leads", { headers });
    expect([status, textIn(body), got.get("cache-control")]).toEqual([200, "", "no-cache"]);
    answer();
    expect(textIn((await late.ask("/leads", { headers })).body)).not.toBe("");
    await close();
  });
});
