import { createClient } from "#api/client.ts";

/** Our server, as the signed-in person sees it: the session's cookie goes along by itself. */
export const api = createClient();
