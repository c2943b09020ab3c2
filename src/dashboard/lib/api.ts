import { createClient } from "#api/client.ts";
import { fetchUnlessAsked } from "./first-answers.ts";

/** Our server, as the signed-in person sees it: the session's cookie goes along by itself. */
export const api = createClient({ fetch: fetchUnlessAsked });
