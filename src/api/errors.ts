import { OtherPerson } from "./contract/people/people.ts";

/**
 * What went wrong with a request:
 * - `http`: an answer with an error status, whatever its body;
 * - `redirected`: an answer that pointed elsewhere, which is never followed;
 * - `network`: no connection, or one that broke before the answer was whole;
 * - `timeout`: no whole answer in time;
 * - `aborted`: the caller took the request back;
 * - `unreadable`: a success status with a body that is no JSON (HTML, cut off, empty, too long);
 * - `unexpected-shape`: JSON that isn't what the contract says.
 */
export type ApiErrorKind =
  | "http"
  | "redirected"
  | "network"
  | "timeout"
  | "aborted"
  | "unreadable"
  | "unexpected-shape";

interface ApiErrorFacts {
  readonly kind: ApiErrorKind;
  /** The contract's name of the endpoint. */
  readonly endpoint: string;
  /** What happened, in words of our own. */
  readonly happened: string;
  /** The HTTP status, where an answer came at all. */
  readonly status?: number | undefined;
  /** The body was longer than the client reads, and would be the next time. */
  readonly isTooLong?: boolean;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The answer's `x-request-id`, by which the server's log is searched. */
  readonly requestId?: string | undefined;
  /** The envelope's message. */
  readonly answered?: string | undefined;
  /** The envelope's details, still to be parsed by whoever knows what they are. */
  readonly details?: unknown;
}

/**
 * Every failure of the client. Neither its message nor anything a logger would print holds header
 * values, bodies or addresses: there is no `cause` (fetch and JSON.parse quote what they choke on),
 * and what the server said is behind getters, which serialisers pass by.
 */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly kind: ApiErrorKind;
  readonly endpoint: string;
  readonly status: number | undefined;
  readonly isTooLong: boolean;
  readonly retryAfterMs: number | undefined;
  /** When that is over, in milliseconds since 1970. */
  readonly retryAt: number | undefined;
  readonly requestId: string | undefined;
  readonly #answered: string | undefined;
  readonly #details: unknown;

  constructor(facts: ApiErrorFacts) {
    super(`${facts.endpoint}: ${facts.happened}`);
    this.kind = facts.kind;
    this.endpoint = facts.endpoint;
    this.status = facts.status;
    this.isTooLong = facts.isTooLong ?? false;
    this.retryAfterMs = facts.retryAfterMs;
    this.retryAt = facts.retryAfterMs ? Date.now() + facts.retryAfterMs : undefined;
    this.requestId = facts.requestId;
    this.#answered = facts.answered;
    this.#details = facts.details;
  }

  /** The error envelope's own message, if there was one. For people, not for logs. */
  get answered(): string | undefined {
    return this.#answered;
  }

  /** The error envelope's `details`, e.g. a `StatusConflict`. May hold personal data. */
  get details(): unknown {
    return this.#details;
  }
}

/** Whether nobody was signed in (any more). */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 401;

/** Whether someone else was signed in by then than the page shows. */
export const isOtherPerson = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 409 && OtherPerson.safeParse(error.details).success;

/** Whether nobody answered for the server: it has nothing to do with what was asked. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.kind === "network" ||
    error.kind === "timeout" ||
    (error.kind === "http" && GATEWAY.has(error.status ?? 0) && error.answered === undefined));

/** What proxies say on their own. */
const GATEWAY = new Set([502, 503, 504]);

/** An error in words: what happened, and what to do. Two plain sentences. */
export interface Explanation {
  readonly what: string;
  readonly next: string;
  /** Where what to do is to wait: until then, in milliseconds since 1970. `next` counts down to it. */
  readonly retryAt?: number | undefined;
}

/**
 * Turns anything that was thrown into words for the person in front of the screen. Whom the page
 * asks is our server; what it has to say of Hermon stands in its answers.
 * @param now when they are read, in milliseconds since 1970
 */
export function explain(error: unknown, now = Date.now()): Explanation {
  if (!(error instanceof ApiError)) {
    return { what: "Something went wrong here.", next: "Reload the page and try again." };
  }
  switch (error.kind) {
    case "http":
      return explainStatus(error, now);
    case "network":
      return {
        what: "The dashboard's server can't be reached.",
        next: "Check the connection and try again.",
      };
    case "timeout":
      return { what: "The dashboard's server is not answering.", ...tryAgain(error, now) };
    case "aborted":
      return { what: "The request was stopped.", next: "Try again if you still need it." };
    case "redirected":
    case "unreadable":
    case "unexpected-shape":
      return {
        what: "The server's answer can't be read.",
        next: "Try again, or tell your operator.",
      };
    default:
      return error.kind satisfies never;
  }
}

function explainStatus(error: ApiError, now: number): Explanation {
  switch (error.status) {
    case 400:
      return {
        what: said(error, "The server didn't accept this."),
        next:
          error.endpoint === "changeLeadStatus"
            ? "Choose another status."
            : "Correct it and try again.",
      };
    case 401:
      return error.endpoint === "signIn"
        ? {
            what: said(error, "The email or password is wrong."),
            next: "Check both and try again.",
          }
        : { what: "You are signed out.", next: "Sign in to go on." };
    case 403:
      return error.endpoint === "createFirstManager"
        ? { what: said(error, "This link was used already."), next: "Open the newest link." }
        : { what: said(error, "You are not allowed to do this."), next: "Ask a manager." };
    case 404:
      return { what: "It can't be found, or was deleted.", next: "Go back to the list." };
    case 409:
      if (isOtherPerson(error)) {
        return { what: "Someone else is signed in by now.", next: "Reload the page to go on." };
      }
      return { what: "Someone else changed it meanwhile.", next: "Look at it, then decide again." };
    case 413:
      return { what: "This is too much to send.", next: "Shorten it and try again." };
    case 429:
      return { what: "Too many requests.", ...tryAgain(error, now) };
    case 504:
      // What the server has to say then is that the outcome isn't known.
      return error.answered?.trim()
        ? {
            what: said(error, "The dashboard's server is not answering."),
            next: "Look before you try again.",
          }
        : { what: "The dashboard's server is not answering.", ...tryAgain(error, now) };
    case 502:
    case 503:
      return {
        what: said(error, "The dashboard's server is not answering."),
        ...tryAgain(error, now),
      };
    default:
      return {
        what: `The server answered with an error (${error.status}).`,
        ...tryAgain(error, now),
      };
  }
}

/** The longest sentence of the server's that is shown; one of ours never comes near it. */
const LONGEST_SENTENCE = 200;

function said({ answered }: ApiError, otherwise: string): string {
  const sentence = answered?.trim();
  if (!sentence || sentence.length > LONGEST_SENTENCE) return otherwise;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function tryAgain({ retryAt }: ApiError, now: number): Omit<Explanation, "what"> {
  if (retryAt === undefined) return { next: "Try again in a moment." };
  return { next: afterWaiting(Math.ceil((retryAt - now) / 1000)), retryAt };
}

function afterWaiting(seconds: number): string {
  if (seconds <= 0) return "Try again.";
  return seconds < 100
    ? `Try again in ${seconds} s.`
    : `Try again in ${Math.ceil(seconds / 60)} minutes.`;
}
