import fc from "fast-check";
import { expect, test } from "vitest";
import type * as z from "zod/mini";
import { BillingDetails, Lead, LeadDetails, Note } from "#api/contract/leads/leads.ts";
import { OptIn, OptInDetails, QuestionAnswer } from "#api/contract/opt-ins/opt-ins.ts";
import { Status } from "#api/contract/leads/statuses.ts";
import { readLead, readLeadDetails } from "./read-lead.ts";
import { readOptIn, readOptInDetails } from "./read-opt-in.ts";
import { readStatus } from "./read-status.ts";
import { leadDetailsAgain, optInDetailsAgain } from "./test-rows.ts";

/** Whatever Hermon sends: nothing throws, and what is read of it is what the dashboard parses. */

const RUNS = { numRuns: Number(process.env["FUZZ_RUNS"] ?? 1_000) };

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    null,
    "",
    " ",
    "2026-05-26T08:17:38.326Z",
    "9007199254740993",
    "x".repeat(10_000),
  ),
  fc.constantFrom<unknown>(-1, 0.5, 1e300, Infinity, "\uD800", "\u0000", {}, [], { email: "a@b" }),
  fc.string({ unit: "binary" }),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);

/** An object in which any of the schema's fields may be anything, or as one of `known` has it. */
const dirty = (
  schema: { readonly shape: object },
  known: Readonly<Record<string, fc.Arbitrary<unknown>>> = {},
) =>
  fc.record(
    Object.fromEntries(
      Object.keys(schema.shape).map((field) => {
        const sent = known[field];
        return [field, sent ? fc.oneof({ arbitrary: sent, weight: 4 }, anything) : anything];
      }),
    ),
    { requiredKeys: [] },
  );

const uuid = fc.uuid();

const leadRow = dirty(LeadDetails, {
  id: uuid,
  status: dirty(Status, { id: uuid }),
  latest_note: dirty(Note),
  billing_details: fc.oneof(dirty(BillingDetails), fc.dictionary(fc.string(), anything)),
  first_source: dirty(LeadDetails.shape.first_source),
  counts: dirty(LeadDetails.shape.counts),
});

const answer = dirty(QuestionAnswer, {
  id: fc.constantFrom("a", "b"),
});

const optInRow = dirty(OptInDetails, {
  id: uuid,
  lead_id: uuid,
  question_answers: fc.array(fc.oneof({ arbitrary: answer, weight: 4 }, anything)),
  traffic_attribution: dirty(OptInDetails.shape.traffic_attribution),
});

/** As it is after the store and the wire. */
const wired = (value: object): unknown => JSON.parse(JSON.stringify(value));

/** The same as the schema has it: without what the schema doesn't know. */
const parsed = (schema: z.ZodMiniType, value: object) => schema.parse(wired(value));

test("leads", () => {
  fc.assert(
    fc.property(leadRow, (row) => {
      if (!readLead(row).ok) return;
      const read = leadDetailsAgain(row);
      expect(parsed(LeadDetails, read)).toEqual(wired(read));
    }),
    RUNS,
  );
});

test("opt-ins", () => {
  fc.assert(
    fc.property(optInRow, (row) => {
      if (!readOptIn(row).ok) return;
      const read = optInDetailsAgain(row);
      expect(parsed(OptInDetails, read)).toEqual(wired(read));
      const ids = read.question_answers.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }),
    RUNS,
  );
});

test("statuses", () => {
  fc.assert(
    fc.property(dirty(Status, { id: uuid }), (row) => {
      const read = readStatus(row);
      if (!read.ok) return;
      expect(parsed(Status, read.value)).toEqual(wired(read.value));
    }),
    RUNS,
  );
});

test("anything at all", () => {
  fc.assert(
    fc.property(fc.oneof(anything, leadRow, optInRow, fc.anything()), (row) => {
      for (const read of [readLead(row), readOptIn(row), readStatus(row)])
        if (!read.ok) expect(read.why).toMatch(/^(row|id|lead_id) is (missing|not an? \w+)$/);
      expect(Object.values(readLeadDetails(row))).toHaveLength(7);
      expect(Object.values(readOptInDetails(row).attribution)).toHaveLength(7);
    }),
    RUNS,
  );
});

test("a row that is read is read the same again", () => {
  fc.assert(
    fc.property(leadRow, optInRow, (lead, optIn) => {
      if (readLead(lead).ok) {
        const once = leadDetailsAgain(lead);
        expect(leadDetailsAgain(once)).toEqual(once);
        expect(() => parsed(Lead, once)).not.toThrow();
      }
      if (readOptIn(optIn).ok) {
        const once = optInDetailsAgain(optIn);
        expect(optInDetailsAgain(once)).toEqual(once);
        expect(() => parsed(OptIn, once)).not.toThrow();
      }
    }),
    RUNS,
  );
});
