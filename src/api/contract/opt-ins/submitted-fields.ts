import * as z from "zod/mini";
import { complaint } from "../endpoint.ts";
import { text as anyText } from "../fields.ts";
import { isBlank, legibleLine, trimmed } from "../text/visible-text.ts";
import { writtenOut } from "../text/written-out.ts";

/*
 * Fields as forms send them. A lead is never lost to a form's habits, and nothing that can't be
 * read is kept: what wasn't filled in comes as "", blanks or `null`, numbers come as numbers.
 */

/** What forms send for a field that nobody filled in; PHP writes an object without fields as `[]`. */
const isNotGiven = (value: unknown): boolean =>
  typeof value === "string" ? isBlank(value) : Array.isArray(value) && value.length === 0;

/** A field that may be left out; empty ones are `null`. */
export const optionalField = <Out, In>(schema: z.ZodMiniType<Out, In>) =>
  z.optional(
    z.pipe(
      z.transform((given: In | null): unknown => (isNotGiven(given) ? null : given)),
      z.nullable(schema),
    ),
  );

/** Text on one line. */
const line = (field: string) =>
  z.string(complaint(field, "a string")).check(z.overwrite(legibleLine));

/** A line that may be left out. */
export const optionalLine = (field: string) => optionalField(line(field));

/** A line in which something can be seen. */
export const requiredLine = (field: string) =>
  line(field).check(z.refine((given) => !isBlank(given), complaint(field, "filled in")));

/** Text that is a number to some senders. */
const textOrNumber = (field: string) =>
  z.pipe(z.union([anyText, z.number()], complaint(field, "a string")), z.transform(String));

/** A form's identifier. */
export const optionalId = (field: string) =>
  optionalField(z.pipe(textOrNumber(field), z.transform(legibleLine)));

/**
 * The sender's own reference, by which a repeat is known: nothing of it is changed but the blanks
 * around it, so that two references never become one.
 */
export const optionalReference = (field: string) =>
  optionalField(z.pipe(textOrNumber(field), z.transform(trimmed)));

const PHONE = complaint("phone_e164", "in E.164 format, e.g. +14155552671");

/** The shortest numbers there are, without their country's code, have so many digits. */
const FEWEST_DIGITS = 5;

/** What may be a phone number. Whether it is one, the server knows, which has every country's plan. */
export const optionalPhone = optionalField(
  z.pipe(
    textOrNumber("phone_e164"),
    anyText.check(z.refine((given) => countDigits(given) >= FEWEST_DIGITS, PHONE)),
  ),
);

const countDigits = (given: string) => given.match(/\p{Nd}/gu)?.length ?? 0;

/** A question with its answer, as they are kept. */
export interface SubmittedAnswer {
  readonly question: string;
  /** `null`: not answered. */
  readonly answer: string | null;
  /** Where it stands in the form, from 0; its place in the list when left out. */
  readonly position?: number | undefined;
}

export const MAX_ANSWERS = 50;

const written = z.optional(z.pipe(z.unknown(), z.transform(writtenOut)));

const Pair = z.object({ question: written, answer: written, position: z.optional(z.unknown()) });

/** An answer alone is one whose question wasn't sent. */
const pairOf = (entry: unknown) => (isFields(entry) ? entry : { answer: entry });

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Questions with their answers, whatever these are; what has neither is left out. */
export const optionalAnswers = optionalField(
  z.pipe(
    z
      .array(z.pipe(z.transform(pairOf), Pair), complaint("questions_answers", "a list"))
      .check(
        z.maxLength(
          MAX_ANSWERS,
          complaint("questions_answers", `at most ${MAX_ANSWERS} pairs long`),
        ),
      ),
    z.transform(answersOf),
  ),
);

/** Positions count only where every one is a place of its own. */
function answersOf(pairs: z.output<typeof Pair>[]): SubmittedAnswer[] {
  const places = pairs.map(({ position }, place) => placeOf(position) ?? place);
  const areDistinct = new Set(places).size === places.length;
  return pairs
    .map(({ question, answer }, at) => ({
      question: question ?? "",
      answer: answer ?? null,
      position: places[at] ?? at,
    }))
    .toSorted((a, b) => a.position - b.position)
    .map((pair, at) => (areDistinct ? pair : { ...pair, position: at }))
    .filter(({ question, answer }) => question !== "" || answer !== null);
}

/** A place in the form, also as text; nothing for what can't be one. */
function placeOf(position: unknown): number | undefined {
  const place = typeof position === "string" && position.trim() ? Number(position) : position;
  return typeof place === "number" && Number.isSafeInteger(place) && place >= 0 ? place : undefined;
}
