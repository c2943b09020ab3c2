import * as z from "zod/mini";
import { complaint, endpoint, IdParams, success } from "../endpoint.ts";
import { requiredLine } from "../opt-ins/submitted-fields.ts";
import { View } from "./views.ts";
import { charactersIn } from "../text/visible-text.ts";

/** Our own endpoints for what people do about saved views; the page loads them when it is done. */

/** How many views a person may have, those that they share included. */
export const MOST_VIEWS = 200;

export const LONGEST_VIEW_NAME = 200;
/** No such name is longer than that by the letters and marks that its characters are made of. */
const LONGEST_IN_UNITS = 20 * LONGEST_VIEW_NAME;
const LONGEST_VIEW_QUERY = 4_000;

/** `details` of the 409 of a change: the view as someone else has made it meanwhile. */
export const ViewConflict = z.object({ view: View });
export type ViewConflict = z.infer<typeof ViewConflict>;

const NAME = complaint("name", `at most ${LONGEST_VIEW_NAME} characters long`);
const name = requiredLine("name").check(
  z.maxLength(LONGEST_IN_UNITS, { ...NAME, abort: true }),
  z.refine((given) => charactersIn(given) <= LONGEST_VIEW_NAME, NAME),
);

const query = z
  .string(complaint("query", "a string"))
  .check(
    z.maxLength(
      LONGEST_VIEW_QUERY,
      complaint("query", `at most ${LONGEST_VIEW_QUERY} characters long`),
    ),
  );

const shared = z.boolean(complaint("shared", "true or false"));

const BODY = complaint("body", "a JSON object");

const AView = success(View);

/** A 403 where it is to be shared and the role may not, a 409 above {@link MOST_VIEWS}. */
export const createView = endpoint({
  name: "createView",
  summary: "Save a view",
  access: "save-views",
  method: "POST",
  path: "/api/dashboard/views",
  body: z.object({ name, query, shared: z.optional(shared) }, BODY),
  answer: AView,
  success: { 201: "View saved" },
});

const VERSION = complaint("expected_version", "a whole number of at least 1");

/** A 409 carries {@link ViewConflict} in `details` and changes nothing. */
export const updateView = endpoint({
  name: "updateView",
  summary: "Rename a view, change its query, share it or make it private",
  access: "save-views",
  method: "PATCH",
  path: "/api/dashboard/views/:id",
  params: IdParams,
  body: z.object(
    {
      /** That of the view as the person knows it. */
      expected_version: z.int(VERSION).check(z.minimum(1, VERSION)),
      /** What is left out stays. */
      name: z.optional(name),
      query: z.optional(query),
      /** One that is made private is its owner's, whoever does it. */
      shared: z.optional(shared),
    },
    BODY,
  ),
  answer: AView,
  success: { 200: "View changed" },
});

export const moveView = endpoint({
  name: "moveView",
  summary: "Give a view another place among the shared ones, or among one's own",
  access: "save-views",
  method: "POST",
  path: "/api/dashboard/views/:id/move",
  params: IdParams,
  body: z.object(
    {
      /** The view that it comes to stand before; `null`: none, it is the last one. */
      before: z.nullable(z.guid(complaint("before", "a UUID or null"))),
    },
    BODY,
  ),
  answer: success(z.null()),
  success: { 200: "View moved" },
});

export const deleteView = endpoint({
  name: "deleteView",
  summary: "Delete a view; for 30 days it can be restored",
  access: "save-views",
  method: "DELETE",
  path: "/api/dashboard/views/:id",
  params: IdParams,
  answer: success(z.null()),
  success: { 200: "View deleted" },
});

export const restoreView = endpoint({
  name: "restoreView",
  summary: "Take back that a view was deleted",
  access: "save-views",
  method: "POST",
  path: "/api/dashboard/views/:id/restore",
  params: IdParams,
  answer: AView,
  success: { 200: "View restored" },
});

export const setDefaultView = endpoint({
  name: "setDefaultView",
  summary: "Choose the view that one begins with",
  access: "save-views",
  method: "POST",
  path: "/api/dashboard/default-view",
  body: z.object(
    {
      /** The id of one that the person sees, or of a built-in one; `null`: none. */
      view: z.nullable(z.string(complaint("view", "a string or null"))),
    },
    BODY,
  ),
  answer: success(z.null()),
  success: { 200: "Default view chosen" },
});
