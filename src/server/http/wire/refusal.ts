import type { ContentfulStatusCode } from "hono/utils/http-status";
import type * as z from "zod/mini";
import type { FieldProblem } from "#api/contract/endpoint.ts";
import { CAPABILITIES, type Capability, type Role } from "#api/contract/people/roles.ts";

interface RefusalExtras {
  /** For our own endpoints only; the documented envelope has none. */
  readonly details?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the log says of it beside the request's own line, where that isn't enough. */
  readonly logged?: string;
}

/** A request that gets an error on purpose. The message is the envelope's, for whoever asked. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode;
  readonly details: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly logged: string | undefined;

  constructor(status: ContentfulStatusCode, message: string, extras: RefusalExtras = {}) {
    super(message);
    this.status = status;
    this.details = extras.details;
    this.headers = extras.headers ?? {};
    this.logged = extras.logged;
  }
}

/** A 400 about one field of a form, by its name in the body. */
export const wrongField = (field: string, message: string) =>
  new Refusal(400, message, {
    details: { field } satisfies z.input<typeof FieldProblem>,
  });

/** As the reference words them. */
export const invalidKey = () => new Refusal(401, "Invalid or revoked API key");
export const unknownResource = () => new Refusal(404, "Resource not found");

export const roleCannot = (role: Role, capability: Capability) =>
  new Refusal(403, `Your role (${role}) can't ${CAPABILITIES[capability]}`);

export const notSignedIn = () => new Refusal(401, "Sign in to go on");

/** @param waitMs how long until the next request is let through */
export const tooMany = (waitMs: number, message = "Too many requests") =>
  new Refusal(429, message, {
    headers: { "retry-after": String(Math.max(1, Math.ceil(waitMs / 1000))) },
  });
