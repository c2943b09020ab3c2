import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { ENDPOINTS } from "#api/contract/all.ts";
import { type Endpoint, ErrorEnvelope } from "#api/contract/endpoint.ts";
import { listLeadsView } from "#api/contract/leads/lead-views.ts";
import { getLead } from "#api/contract/leads/leads.ts";
import { getOptIn } from "#api/contract/opt-ins/opt-ins.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { isBlank } from "#api/contract/text/visible-text.ts";
import { SOURCES } from "#api/contract/vocabulary.ts";
import { withTestServer } from "#server/test-server.ts";

/** Whatever is sent to whichever endpoint: no 500, and every answer is as the contract says. */

const RUNS = Number(process.env["FUZZ_RUNS"] ?? 150);

const server = withTestServer({ sampleLeads: 60 });
let headers: Record<string, string>;
let ids: string[];

beforeAll(async () => {
  headers = { ...(await server().withKey()), ...(await server().as("manager")) };
  const { data } = await server()
    .client(headers)
    .call(listLeadsView, { query: { limit: 100 } });
  ids = [...data.map(({ id }) => id), ...data.map(({ status }) => status.id)];
});

/** Values that once broke something somewhere. */
const AWKWARD = [
  "% %00 null NaN -0 1e9 0x10 [] 9007199254740993 99999999999999999999999 me unassigned user_x",
  "__proto__ constructor toString '-- <script> ../.. a@b 💩 sub@example.com +14155552671",
]
  .flatMap((line) => line.split(" "))
  .concat(["", " ", "\u0000", "\uFEFF", "\uD800", "\u202E", ...SOURCES]);

const text = fc.oneof(
  fc.constantFrom(...AWKWARD),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.nat().map((place) => ids[place % ids.length] ?? ""),
);

/** Any JSON, half of it with the fields that the endpoint knows. */
const value = fc.oneof(text, fc.jsonValue({ maxDepth: 2 }), fc.array(text, { maxLength: 60 }));

/** A body that any endpoint takes; single fields of it are then spoilt. */
const accepted = () => ({
  email: "sub@example.com",
  first_name: "Sub",
  source: "OTHER",
  status_id: ids.at(-1),
  questions_answers: [{ question: "Why?", answer: "Because" }],
  traffic: { utm_content: "user_x" },
});

const FIELDS = [
  "email first_name last_name source phone_e164 phone_country external_reference provider_form_id",
  "questions_answers traffic status_id expected_status_id undo_of token name password __proto__",
].flatMap((line) => line.split(" "));

const names = (endpoint: Endpoint) => [...Object.keys(endpoint.query?.shape ?? {}), ...FIELDS];

const fields = (endpoint: Endpoint, of: fc.Arbitrary<unknown>) =>
  fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names(endpoint)), text), of), { maxLength: 8 });

const body = (endpoint: Endpoint) =>
  fc.oneof(
    fields(endpoint, value).map((entries) => JSON.stringify(Object.fromEntries(entries))),
    fields(endpoint, value).map((entries) =>
      JSON.stringify({ ...accepted(), ...Object.fromEntries(entries.slice(0, 2)) }),
    ),
    value.map((any) => JSON.stringify(any)),
    fc.string({ unit: "binary" }),
    fc.uint8Array().map((bytes) => new Uint8Array(bytes)),
  );

const query = (endpoint: Endpoint) =>
  fc.oneof(
    fields(endpoint, text).map((entries) =>
      new URLSearchParams(entries.map(([name, given]) => [name, String(given)])).toString(),
    ),
    fc.webQueryParameters(),
  );

test.each(ENDPOINTS)("$name", async (endpoint: Endpoint) => {
  const request = fc.record({ id: text, query: query(endpoint), body: body(endpoint) });
  const send = async (asked: { id: string; query: string; body: unknown }) => {
    const path = endpoint.path.replace(":id", encodeURIComponent(asked.id.toWellFormed()));
    const { method } = endpoint;
    return server().ask(`${path}?${asked.query}`, {
      method,
      headers,
      ...(method === "GET" ? {} : { body: asked.body }),
    });
  };
  await fc.assert(
    fc.asyncProperty(request, async (asked) => {
      const answer = await send(asked);
      const expected = answer.status < 300 ? endpoint.answer : ErrorEnvelope;
      expect(answer.status).not.toBe(500);
      expect(expected.safeParse(answer.body).error?.issues).toBeUndefined();
    }),
    { numRuns: RUNS },
  );
});

test("requests that are in order are among them", async () => {
  const answer = await server().ask("/api/opt-in/submit", {
    method: "POST",
    headers,
    body: accepted(),
  });
  expect(answer.status).toBeLessThan(300);
});

/** What nobody can read: control characters that break no line, and halves of pairs. */
const ILLEGIBLE = /(?![\t\n\r])\p{Cc}|\p{Cs}/u;

const habit = fc.oneof(
  { arbitrary: value, weight: 3 },
  fc.constantFrom("", " ", "\u200b", null, [], 5000, true, "+4903012345678", "030 12345678", "de"),
);

test("what is taken of a sender can be read", async () => {
  const api = server().client(headers);
  const sent = fields(submitOptIn, habit).map((entries) => Object.fromEntries(entries));
  await fc.assert(
    fc.asyncProperty(sent, fc.uuid(), async (spoilt, name) => {
      const sure = { email: `${name}@example.com`, first_name: "Sub", source: "OTHER" };
      const answer = await server().ask(submitOptIn.path, {
        method: "POST",
        headers,
        body: { ...sure, ...spoilt },
      });
      expect(answer.status).toBeOneOf([200, 201, 400]);
      if (answer.status === 400) return;
      const { lead_id, opt_in_id } = submitOptIn.answer.parse(answer.body).data;
      const lead = await api.call(getLead, { params: { id: lead_id } });
      const optIn = await api.call(getOptIn, { params: { id: opt_in_id } });
      expect(isBlank(lead.first_name)).toBe(false);
      if (lead.phone_e164 !== null) expect(lead.phone_e164).toMatch(/^\+[1-9]\d{6,14}$/);
      // The reference is the sender's own, which nobody but the sender reads.
      for (const said of textsIn([lead, { ...optIn, external_reference: null }])) {
        expect(said).not.toMatch(ILLEGIBLE);
      }
      expect(textsIn(optIn.traffic_attribution).some(isBlank)).toBe(false);
    }),
    { numRuns: RUNS },
  );
});

/** Every text within a value. */
const textsIn = (within: unknown): string[] =>
  typeof within === "object" && within !== null
    ? Object.values(within).flatMap(textsIn)
    : typeof within === "string"
      ? [within]
      : [];

test("what is wrong is said in words of our own, naming the field", async () => {
  await fc.assert(
    fc.asyncProperty(body(submitOptIn), async (sent) => {
      const answer = await server().ask(submitOptIn.path, { method: "POST", headers, body: sent });
      if (answer.status !== 400) return;
      expect(JSON.stringify(answer.body)).not.toMatch(/Invalid|expected|undefined/);
    }),
    { numRuns: RUNS },
  );
});
