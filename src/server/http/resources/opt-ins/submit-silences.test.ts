import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "#api/client.ts";
import { getLead } from "#api/contract/leads/leads.ts";
import { getOptIn } from "#api/contract/opt-ins/opt-ins.ts";
import { submitOptIn } from "#api/contract/opt-ins/submission.ts";
import { SOURCES } from "#api/contract/vocabulary.ts";
import { type Asked, withTestServer } from "#server/test-server.ts";

/** What a submission does where the reference is silent. */

const server = withTestServer();
let headers: { "x-api-key": string };
let api: Client;

beforeAll(async () => {
  headers = await server().withKey();
  api = server().client(headers);
});

const ask = (path: string, asked: Asked = {}) =>
  server().ask(path, { ...asked, headers: { ...headers, ...asked.headers } });

const refusal = (message: string) => ({ status: "error", message });

describe("submit", () => {
  const given = { email: "sub@example.com", first_name: "Sub", source: "OTHER" };
  const submit = (body: unknown) => ask("/api/opt-in/submit", { method: "POST", body });

  test.each([
    [{ ...given, email: undefined }, "email is required"],
    [{ ...given, email: " " }, "email must be an email address"],
    [{ ...given, email: "sub@example@example.com" }, "email must be an email address"],
    [{ ...given, email: "sub example@example.com" }, "email must be an email address"],
    [{ ...given, email: "sub@exa\u0000mple.com" }, "email must be an email address"],
    [{ ...given, email: "sub@" }, "email must be an email address"],
    [{ ...given, first_name: undefined }, "first_name is required"],
    [{ ...given, first_name: " \t" }, "first_name must be filled in"],
    [{ ...given, first_name: "\u200b\u3164" }, "first_name must be filled in"],
    [{ ...given, first_name: ["Sub"] }, "first_name must be a string"],
    [{ ...given, source: "calendly" }, `source must be one of: ${SOURCES.join(", ")}`],
    [{ ...given, source: undefined }, `source must be one of: ${SOURCES.join(", ")}`],
    [
      { ...given, phone_e164: "+14155552671" },
      "phone_country is required if phone_e164 is provided",
    ],
    [
      { ...given, phone_e164: "0415 555", phone_country: "US" },
      "phone_e164 must be in E.164 format, e.g. +14155552671",
    ],
    [
      { ...given, phone_e164: "+14155552671", phone_country: " " },
      "phone_country is required if phone_e164 is provided",
    ],
    [
      { ...given, phone_e164: "+1-800-FLOWERS", phone_country: "US" },
      "phone_e164 must be in E.164 format, e.g. +14155552671",
    ],
    [
      { ...given, phone_e164: "+141555526711111", phone_country: "US" },
      "phone_e164 must be in E.164 format, e.g. +14155552671",
    ],
    [
      { ...given, phone_country: "Atlantis" },
      "phone_country must be a two-letter ISO country code, e.g. DE",
    ],
    [{ ...given, external_reference: { id: 7 } }, "external_reference must be a string"],
    [{ ...given, last_name: 7 }, "last_name must be a string"],
    [{ ...given, traffic: "facebook" }, "traffic must be an object"],
    [{ ...given, traffic: { utm_term: 1 } }, "traffic.utm_term must be a string"],
    [{ ...given, questions_answers: {} }, "questions_answers must be a list"],
    [
      {
        ...given,
        questions_answers: Array.from({ length: 51 }, () => ({ question: "", answer: "" })),
      },
      "questions_answers must be at most 50 pairs long",
    ],
  ])("%j is a 400", async (body, message) => {
    const answer = await submit(body);
    expect([answer.status, answer.body]).toEqual([400, refusal(message)]);
  });

  test("for a known e-mail fills what is empty and keeps what is there", async () => {
    const body = { ...given, source: "OTHER", email: "fill@example.com" } as const;
    const { lead_id: id } = await api.call(submitOptIn, { body });
    await api.call(submitOptIn, {
      body: {
        ...body,
        email: " FILL@example.com",
        first_name: "Other",
        last_name: "Late",
        source: "WEBINAR",
      },
    });
    expect(await api.call(getLead, { params: { id } })).toMatchObject({
      first_name: "Sub",
      last_name: "Late",
      source: "OTHER",
      first_source: { name: "Other" },
      last_source: { name: "Webinar" },
      counts: { opt_ins: 2 },
    });
  });

  test("takes null and blank for fields that were not filled in", async () => {
    const body = {
      ...given,
      email: "blank@example.com",
      last_name: " ",
      phone_e164: null,
      phone_country: null,
      external_reference: "",
      questions_answers: null,
      traffic: { utm_source: "" },
    };
    expect((await submit(body)).status).toBe(201);
    // An empty reference is none: the same again is another opt-in.
    expect((await submit(body)).body).toMatchObject({ data: { is_new_lead: false } });
  });

  test("numbers answers by their place when they have no position", async () => {
    const questions_answers = ["a", "b", "c"].map((question) => ({ question, answer: question }));
    const { opt_in_id } = await api.call(submitOptIn, {
      body: { ...given, source: "OTHER", questions_answers },
    });
    const { question_answers } = await api.call(getOptIn, { params: { id: opt_in_id } });
    expect(question_answers.map(({ question, position }) => [question, position])).toEqual([
      ["a", 0],
      ["b", 1],
      ["c", 2],
    ]);
  });

  test("keeps odd text as it came", async () => {
    const text = "\u0000 \uD83D\uDCA9 \u202Eabc <script> ' -- 𝒳";
    const { opt_in_id } = await api.call(submitOptIn, {
      body: { ...given, source: "OTHER", external_reference: text },
    });
    const { external_reference } = await api.call(getOptIn, { params: { id: opt_in_id } });
    expect(external_reference).toBe(text);
  });

  test("a body over 256 KiB is a 413", async () => {
    const body = (size: number) => {
      const frame = JSON.stringify({ ...given, last_name: "" });
      return JSON.stringify({ ...given, last_name: "x".repeat(size - frame.length) });
    };
    const answer = await submit(body(256 * 1024 + 1));
    const message = "Request body is larger than 256 KiB";
    expect([answer.status, answer.body]).toEqual([413, refusal(message)]);
    expect((await submit(body(256 * 1024))).status).toBeLessThan(300);
  });
});
