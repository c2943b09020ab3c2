import * as z from "zod/mini";
import { complaint, endpoint, success } from "../endpoint.ts";
import { text } from "../fields.ts";

/** How someone has laid out the columns of a list: each person's own, for each view of it. */

const ID = complaint("id", "a text of 1 to 100 characters");
const id = text.check(z.minLength(1, ID), z.maxLength(100, ID));

/** More columns than any list has. */
const MOST_COLUMNS = 100;

const IDS = complaint("ids", `at most ${MOST_COLUMNS} columns`);
const ids = z.array(id, IDS).check(z.maxLength(MOST_COLUMNS, IDS));

const areColumns = (given: object) => ids.safeParse(Object.keys(given)).success;

const byColumn = <Value extends z.ZodMiniType>(value: Value, name: string) => {
  const wrong = complaint(name, `an object of at most ${MOST_COLUMNS} columns`);
  // No `z.record`: the page would load 1 kB (gzip) for it before all else.
  return z.catchall(z.object({}, wrong), value).check(z.refine(areColumns, wrong));
};

const WIDTH = complaint("width", "a number of rem from 1 to 200");

/**
 * What is left out is as the list has it by itself. Columns are named by their ids; one that there
 * is no longer means nothing, one that is new stands where the list has it.
 */
export const ColumnLayout = z.object(
  {
    /** Those that were moved stand in this order, before the others. */
    order: z.optional(ids),
    /** Whether a column shows, of those that someone has shown or hidden. */
    shown: z.optional(byColumn(z.boolean(), "shown")),
    /** In rem, of those that someone has resized. */
    widths: z.optional(
      byColumn(z.number(WIDTH).check(z.minimum(1, WIDTH), z.maximum(200, WIDTH)), "widths"),
    ),
    /** Those that stay in sight when the list is scrolled sideways. */
    pinned: z.optional(z.object({ start: ids, end: ids })),
  },
  complaint("body", "a JSON object"),
);
export type ColumnLayout = z.infer<typeof ColumnLayout>;

/** The list of opt-ins has one view. */
export const OPT_INS_VIEW = "opt-ins";

/** By the id of the view; one that isn't named here is as the list has it by itself. */
export const ColumnLayouts = z.catchall(z.object({}), ColumnLayout);
export type ColumnLayouts = z.infer<typeof ColumnLayouts>;

export const setColumnLayout = endpoint({
  name: "setColumnLayout",
  summary: "Keep one's own layout of a view's columns, in place of the one before",
  access: "self",
  method: "PUT",
  path: "/api/dashboard/column-layouts/:view",
  params: z.object({ view: id }),
  body: ColumnLayout,
  answer: success(ColumnLayout),
  success: { 200: "Column layout saved" },
});
