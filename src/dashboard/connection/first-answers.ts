/**
 * What a page asks before its own code is there. The answer is used twice: for what can be shown
 * without that code, and by the code itself, which then doesn't ask again.
 */
const asked = new Map<string, Asked>();

/** Addresses of requests that were given up. */
const hanging = new Set<string>();

interface Asked {
  readonly answer: Promise<Response>;
  readonly abort: AbortController;
}

/** Older than this, an answer no longer says how things are. */
const FRESH_MS = 10_000;

/**
 * Asks our own server and gives the answer's JSON as it came: the code that comes later parses it.
 * @throws when it isn't what was asked for
 */
export async function askFirst(path: string): Promise<unknown> {
  const abort = new AbortController();
  const answer = fetch(path, { redirect: "manual", signal: abort.signal });
  asked.set(path, { answer, abort });
  setTimeout(() => asked.delete(path), FRESH_MS);
  const response = await answer;
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.clone().json();
}

/** What was asked for somebody who has gone is no answer for whoever comes. */
export const forgetFirstAnswers = (): void => asked.clear();

/** `fetch`, but an answer that was asked for already is taken from there, once. */
export const fetchUnlessAsked: typeof fetch = async (input, init) => {
  const path = typeof input === "string" ? input : "";
  const first = asked.get(path);
  // The browser has a request wait for one to the same address, which may never be answered.
  if (hanging.has(path)) return fetch(input, { ...init, cache: "no-store" });
  if (!first || init?.method !== "GET") return fetch(input, init);
  asked.delete(path);
  const { signal } = init;
  // One that never comes is given up as any other is.
  signal?.addEventListener("abort", () => {
    hanging.add(path);
    first.abort.abort(signal.reason);
  });
  // As after a request, the answer is read in a task of its own.
  await new Promise((resolve) => void setTimeout(resolve));
  return first.answer;
};
