import { createClient } from "#api/client.ts";
import type { ErrorEnvelope } from "#api/contract/endpoint.ts";
import { type OtherPerson, PERSON_HEADER } from "#api/contract/people/people.ts";
import { isShown, shownPerson } from "./page-person.ts";

/** Our server, as whoever is signed in sees it: the session's cookie goes along by itself. */
export const sessionApi = createClient({ tries: 1 });

const fetchAsShown: typeof fetch = async (input, init) => {
  const shown = shownPerson();
  const headers = new Headers(init?.headers);
  if (init?.method !== "GET" && shown !== undefined) headers.set(PERSON_HEADER, shown);
  const answer = await fetch(input, { ...init, headers });
  const whose = answer.headers.get(PERSON_HEADER);
  if (whose === null || isShown(whose)) return answer;
  await answer.body?.cancel();
  return Response.json(REFUSAL, { status: 409 });
};

const REFUSAL: ErrorEnvelope = {
  status: "error",
  message: "Someone else is signed in",
  details: { reason: "other_person" } satisfies OtherPerson,
};

/** The same for the person whom the page shows; an answer to someone else counts as a refusal. */
export const api = createClient({ fetch: fetchAsShown });

/** The same, to find out soon whether there is an answer at all. */
export const probeApi = createClient({ fetch: fetchAsShown, tries: 1, timeoutMs: 5_000 });
