import * as z from "zod/mini";
import { text, wholeNumber } from "./fields.ts";
import type { Capability } from "./people/roles.ts";

/**
 * Who may call an endpoint: a sender with an `x-api-key`, someone signed in whose role may do that,
 * whatever their role (about their own account: `self`), or anyone.
 */
export type Access = "key" | Capability | "self" | "public";

/** One endpoint as data. The client, the server's parsing and the OpenAPI document read it. */
export interface Endpoint {
  readonly name: string;
  readonly summary: string;
  readonly access: Access;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `:name` for each path parameter. */
  readonly path: string;
  /** Path parameters; a value that doesn't parse is an unknown resource (404). */
  readonly params?: z.ZodMiniObject;
  /** Query parameters with their own types; on the wire they are strings, arrays repeat the name. */
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  /** The whole answer, envelope included. */
  readonly answer: z.ZodMiniType<Envelope>;
  /** Success statuses with the envelope's message for each, as the reference has them. */
  readonly success: Readonly<Record<number, string>>;
}

/** Gives an endpoint its literal type, so that callers get exact parameters and answers. */
export const endpoint = <const E extends Endpoint>(definition: E): E => definition;

/** The envelope of a single answer. */
export const success = <T extends z.ZodMiniType>(data: T) =>
  z.object({ status: z.literal("success"), message: text, data });

/** camelCase in an API that is snake_case elsewhere: the reference has it so. */
export const Pagination = z.object({
  page: wholeNumber,
  limit: wholeNumber,
  total: wholeNumber,
  totalPages: wholeNumber,
  hasNext: z.boolean(),
  hasPrev: z.boolean(),
});
export type Pagination = z.infer<typeof Pagination>;

/** The envelope of one page of a list. */
export const successPage = <T extends z.ZodMiniType>(item: T) =>
  z.object({
    status: z.literal("success"),
    message: text,
    data: z.array(item),
    pagination: Pagination,
  });

/** What the envelopes of all successes have in common; single answers have no `pagination`. */
export interface Envelope {
  readonly data: unknown;
  readonly pagination?: Pagination;
}

/** The envelope of every error. `details` is our own addition, only on `/api/dashboard/*`. */
export const ErrorEnvelope = z.object({
  status: z.literal("error"),
  message: text,
  details: z.optional(z.unknown()),
});
export type ErrorEnvelope = z.infer<typeof ErrorEnvelope>;

/** The `details` of a 400 that is about one field of a form, by its name in the body. */
export const FieldProblem = z.object({ field: text });

/** UUIDs as the reference's samples have them: any version, any case. */
export const Uuid = z.guid();

export const IdParams = z.object({ id: Uuid });

/**
 * The sentence for a field that is missing or wrong: "status_id is required", "status_id must be
 * a UUID". The names are the wire's, so whoever sent it finds the field.
 */
export const complaint = (field: string, must: string) => ({
  error: (issue: { input?: unknown }) =>
    issue.input === undefined ? `${field} is required` : `${field} must be ${must}`,
});

const PAGE = complaint("page", "a whole number of at least 1");
const LIMIT = complaint("limit", "a whole number from 1 to 100");

const page = z._default(z.int(PAGE).check(z.minimum(1, PAGE)), 1);
const limit = z.int(LIMIT).check(z.minimum(1, LIMIT), z.maximum(100, LIMIT));

/** `page` and `limit` of a list that has so many rows a page where nothing is said. */
export const pageQuery = (rows: number) => ({ page, limit: z._default(limit, rows) });

/** Those of the documented lists. */
export const PageQuery = pageQuery(10);
