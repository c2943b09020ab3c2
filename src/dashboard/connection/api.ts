import { createClient } from "#api/client.ts";
import type { ErrorEnvelope } from "#api/contract/endpoint.ts";
import { type OtherPerson, PERSON_HEADER } from "#api/contract/people.ts";
import { isShown, shownPerson } from "./page-person.ts";

/** Our server, as whoever is signed in sees it: the session's cookie goes along by itself. */
export const sessionApi = createClient({ tries: 1 });

/**
 * The same for the person whom the page shows. Writes say who that is, and the server refuses them
 * when it is someone else by now. Reads don't; but an answer to someone else is taken for a refusal.
 */
export const api = createClient({
  fetch: async (input, init) => {
    const answer = await send(input, init);
    const whose = answer.headers.get(PERSON_HEADER);
    if (whose === null || isShown(whose)) return answer;
    await answer.body?.cancel();
    return refusal();
  },
});

const send: typeof fetch = (input, init) => {
  const shown = shownPerson();
  if (init?.method === "GET" || shown === undefined) return fetch(input, init);
  const headers = new Headers(init?.headers);
  headers.set(PERSON_HEADER, shown);
  return fetch(input, { ...init, headers });
};

function refusal(): Response {
  const details: OtherPerson = { reason: "other_person" };
  const envelope: ErrorEnvelope = {
    status: "error",
    message: "Someone else is signed in",
    details,
  };
  return Response.json(envelope, { status: 409 });
}
