import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { describe, expect, test } from "vitest";
import { ENDPOINTS } from "./all.ts";
import { EVENTS_PATH } from "./events.ts";
import { listLeads, updateLeadStatus } from "./leads/leads.ts";
import { Submission } from "./opt-ins/submission.ts";
import { byFunnel, sentenceCase } from "./vocabulary.ts";

const firstComplaint = (schema: z.ZodMiniType, value: unknown) =>
  z.safeParse(schema, value).error?.issues[0]?.message;

const opt = { email: "john@example.com", first_name: "John", source: "LANDING_PAGE" };

describe("endpoints", () => {
  test("have names and method-path pairs of their own", () => {
    expect(new Set(ENDPOINTS.map(({ name }) => name)).size).toBe(ENDPOINTS.length);
    expect(new Set(ENDPOINTS.map((e) => `${e.method} ${e.path}`)).size).toBe(ENDPOINTS.length);
  });

  test("have no name that content blockers list, nor has the stream", () => {
    const listed =
      /(^|[/-])(events?|track(er|ing)?|analytics?|beacons?|stats?|logs?|collect(or)?|pixels?|telemetry|metrics?|ads?|counters?)($|[/-])/;
    const paths = [EVENTS_PATH, ...ENDPOINTS.map(({ path }) => path)];
    expect(paths.filter((path) => listed.test(path))).toEqual([]);
  });

  test("declare exactly the parameters their path names", () => {
    for (const { path, ...rest } of ENDPOINTS) {
      const named = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
      const declared = "params" in rest ? Object.keys(rest.params.shape) : [];
      expect(declared, path).toEqual(named);
    }
  });
});

describe("what a sender is told", () => {
  test.each([
    [
      { ...opt, source: "FACEBOOK" },
      "source must be one of: CALENDLY, MANUAL, TYPEFORM, WEBINAR, NEWSLETTER, LANDING_PAGE, OTHER",
    ],
    [{ ...opt, email: undefined }, "email is required"],
    [{ ...opt, email: "john@" }, "email must be an email address"],
    [{ ...opt, first_name: "   " }, "first_name must be filled in"],
    [{ ...opt, first_name: 7 }, "first_name must be a string"],
    [
      { ...opt, phone_e164: "0415", phone_country: "US" },
      "phone_e164 must be in E.164 format, e.g. +14155552671",
    ],
    [{ ...opt, phone_e164: "+14155552671" }, "phone_country is required if phone_e164 is provided"],
    [{ ...opt, questions_answers: "none" }, "questions_answers must be a list"],
    [
      {
        ...opt,
        questions_answers: Array.from({ length: 51 }, () => ({ question: "Q", answer: "A" })),
      },
      "questions_answers must be at most 50 pairs long",
    ],
    [[], "body must be a JSON object"],
    [null, "body must be a JSON object"],
  ])("%j", (body, complaint) => {
    expect(firstComplaint(Submission, body)).toBe(complaint);
  });

  test.each([
    [{ page: 0 }, "page must be a whole number of at least 1"],
    [{ page: "two" }, "page must be a whole number of at least 1"],
    [{ limit: 101 }, "limit must be a whole number from 1 to 100"],
    [{ limit: 1.5 }, "limit must be a whole number from 1 to 100"],
  ])("%j", (query, complaint) => {
    expect(firstComplaint(listLeads.query, query)).toBe(complaint);
  });

  test.each([
    [{}, "status_id is required"],
    [{ status_id: "won" }, "status_id must be a UUID"],
  ])("%j", (body, complaint) => {
    expect(firstComplaint(updateLeadStatus.body, body)).toBe(complaint);
  });
});

test("optional fields of a submission may be null, and e-mail and name are trimmed", () => {
  const given = { ...opt, email: " john@example.com ", first_name: " John ", last_name: null };
  expect(z.parse(Submission, given)).toEqual({ ...opt, last_name: null });
});

/** The answers the published reference shows, one file an endpoint. */
function referenceSamples(file: string): unknown[] {
  const text = readFileSync(new URL(`./reference/${file}`, import.meta.url), "utf8");
  return z.parse(z.array(z.unknown()), JSON.parse(text));
}

test.each(ENDPOINTS.filter(({ access }) => access === "key").map((e) => [e.name, e] as const))(
  "%s: the reference's sample answers parse and nothing is lost",
  (name, { answer }) => {
    const samples = referenceSamples(`${name}.json`);
    expect(samples.length).toBeGreaterThan(0);
    for (const sample of samples) expect(z.parse(answer, sample)).toEqual(sample);
  },
);

test("enum values are shown in sentence case", () => {
  expect(["LANDING_PAGE", "NO_SHOW", "CALENDLY", "SOME_NEW_ONE"].map(sentenceCase)).toEqual([
    "Landing page",
    "No show",
    "Calendly",
    "Some new one",
  ]);
});

test("names keep their own spelling", () => {
  const values = ["SMS", "WHATSAPP", "EMAIL", "E_MAIL", "e-mail", "WHATSAPP_CALL", "SMSX"];
  expect(values.map(sentenceCase)).toEqual([
    "SMS",
    "WhatsApp",
    "Email",
    "Email",
    "Email",
    "WhatsApp call",
    "Smsx",
  ]);
});

test("statuses stand in funnel order, unknown roles last, then by name", () => {
  const status = (role: string, name: string) => ({ role, name });
  const shuffled = [
    status("ODD", "Odd"),
    status("WON", "Won"),
    status("NEW_LEAD", "New"),
    status("NEW_LEAD", "Fresh"),
  ];
  expect(shuffled.toSorted(byFunnel).map(({ name }) => name)).toEqual([
    "Fresh",
    "New",
    "Won",
    "Odd",
  ]);
});
