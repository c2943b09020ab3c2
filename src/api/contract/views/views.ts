import * as z from "zod/mini";
import { complaint, endpoint, success } from "../endpoint.ts";
import { nullableText, text, wholeNumber } from "../fields.ts";

/** Our own endpoints for saved views: lists of leads that have a name, for one person or for all. */

export const View = z.object({
  id: text,
  name: text,
  /** The query string of the list's address. What it says of `me` and of days stays said so. */
  query: text,
  /** Everyone has it, and managers change it; else it is its owner's alone. */
  shared: z.boolean(),
  /** Whether the person who asks owns it. */
  own: z.boolean(),
  owner_name: text,
  /** From 1, and another one with every change of name, query or `shared`. */
  version: wholeNumber,
  /** Who changed it last. */
  changed_by: text,
});
export type View = z.infer<typeof View>;

export const Views = z.object({
  /** Those that are shared first, then the person's own; each in their order. */
  views: z.array(View),
  /** The id of the view that the person begins with, built-in ones included; `null`: none was chosen. */
  default_view: nullableText,
});
export type Views = z.infer<typeof Views>;

export const listViews = endpoint({
  name: "listViews",
  summary: "The saved views one sees, and which one to begin with",
  access: "read",
  method: "GET",
  path: "/api/dashboard/views",
  answer: success(Views),
  success: { 200: "Views fetched successfully" },
});

/** How many lists are counted at once. */
export const MOST_COUNTED = 30;

const COUNTED = complaint("list", `1 to ${MOST_COUNTED} query strings`);

/** `me` is whoever asks; days are UTC's, so that a page names the moments that it means. */
export const countLists = endpoint({
  name: "countLists",
  summary: "How many leads there are in each of several lists",
  access: "read",
  method: "GET",
  path: "/api/dashboard/list-sizes",
  query: z.object({
    /** What `listLeadsView` would be asked with, as a query string. */
    list: z.array(text, COUNTED).check(z.minLength(1, COUNTED), z.maxLength(MOST_COUNTED, COUNTED)),
  }),
  answer: success(
    z.object({
      /** In the order of the lists. */
      sizes: z.array(wholeNumber),
    }),
  ),
  success: { 200: "List sizes fetched successfully" },
});
