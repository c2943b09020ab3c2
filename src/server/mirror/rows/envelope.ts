import * as z from "zod/mini";
import type { Pagination } from "#api/contract/endpoint.ts";
import { wholeNumber } from "#api/contract/fields.ts";

/*
 * The envelopes of Hermon's answers as loose as can be borne. What would make a scan believe that
 * there is nothing (no `data`, no `total`, an error sent as a 200) is refused all the same.
 */

const status = z.optional(
  z.unknown().check(z.refine((word) => word !== "error", { error: "An error sent as a success" })),
);

/** The envelope of a single answer; message and all else in it don't matter. */
export const answered = <T extends z.ZodMiniType>(data: T) => z.object({ status, data });

/** Rows, each to be read on its own so that a bad one doesn't cost the others. */
const rows = z.pipe(
  z.nullable(z.array(z.unknown())),
  z.transform((sent) => sent ?? []),
);

export const answeredRows = answered(rows);

const count = z.pipe(
  z.union([z.number(), z.pipe(z.string().check(z.regex(/^\s*\d+\s*$/)), z.transform(Number))]),
  wholeNumber.check(z.minimum(0)),
);

/** What doesn't parse is taken as not sent. */
const ifSensible = <T extends z.ZodMiniType>(schema: T) => z.catch(z.optional(schema), undefined);

const countFrom1 = ifSensible(z.pipe(count, wholeNumber.check(z.minimum(1))));

const SentPagination = z.object({
  page: countFrom1,
  limit: countFrom1,
  total: count,
  totalPages: ifSensible(count),
  hasNext: ifSensible(z.boolean()),
  hasPrev: ifSensible(z.boolean()),
});
type SentPagination = z.infer<typeof SentPagination>;

/** The envelope of one page. Of its pagination only `total` is needed. */
export const answeredPage = z.pipe(
  z.object({ status, data: rows, pagination: SentPagination }),
  z.transform(({ data, pagination }) => ({
    data,
    pagination: completed(pagination, data.length),
  })),
);

/** Fills in what wasn't sent. Without `page` and `limit` there is a next page until an empty one. */
function completed(sent: SentPagination, rowsHere: number): Pagination {
  const { page = 1, limit = Math.max(1, rowsHere), total } = sent;
  const pages = sent.totalPages ?? (sent.limit && Math.ceil(total / sent.limit));
  const isPlaced = sent.page !== undefined && pages !== undefined;
  const hasNext = sent.hasNext ?? (isPlaced ? page < pages : rowsHere > 0 && rowsHere < total);
  const totalPages = pages ?? (hasNext ? page + 1 : page);
  return { page, limit, total, totalPages, hasNext, hasPrev: sent.hasPrev ?? page > 1 };
}
