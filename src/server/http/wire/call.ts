import * as z from "zod/mini";
import type { Access, Endpoint } from "#api/contract/endpoint.ts";
import { type Capability, isCapability } from "#api/contract/people/roles.ts";
import type { Session } from "#server/accounts/sessions/sessions.ts";
import type { ApiKey } from "#server/accounts/api-keys.ts";
import { readJson } from "./body.ts";
import { queryReader } from "./query.ts";
import { Refusal, unknownResource } from "./refusal.ts";
import type { ServerContext } from "./server-env.ts";

/** One for each kind of `access` of the contract: lets a request in and tells who sent it, or refuses it. */
export interface Gates {
  key(context: ServerContext): Promise<ApiKey>;
  /** Someone signed in who may do that. */
  person(context: ServerContext, capability: Capability): Promise<Session>;
  self(context: ServerContext): Promise<Session>;
  public(context: ServerContext): Promise<null>;
}

type GateOf<A extends Access> = A extends Capability ? "person" : Exclude<A, Capability>;

type Parsed<E, Part extends string> = E extends { [K in Part]: infer S extends z.ZodMiniType }
  ? z.output<S>
  : undefined;

/** A request that was let in, with all its parts checked against the contract. */
export interface Call<E extends Endpoint> {
  readonly caller: Awaited<ReturnType<Gates[GateOf<E["access"]>]>>;
  readonly params: Parsed<E, "params">;
  readonly query: Parsed<E, "query">;
  readonly body: Parsed<E, "body">;
  readonly context: ServerContext;
}

/** The same where the endpoint isn't known until the server runs. */
export interface AnyCall {
  readonly caller: unknown;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly context: ServerContext;
}

/** @throws {Refusal} 400 with the first complaint */
export function parseOr400<T extends z.ZodMiniType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal(400, parsed.error.issues[0]?.message ?? "Request is not valid");
}

function searchOf(url: string): string {
  const mark = url.indexOf("?");
  return mark < 0 ? "" : url.slice(mark + 1);
}

/**
 * Makes the reader of an endpoint's requests. It looks at them in the order of its lines, so a
 * stranger learns nothing of what exists, and an unknown id is a 404 whatever the body.
 */
export function callReader({ access, params, query, body }: Endpoint, gates: Gates) {
  const readQuery = query && queryReader(query);
  const fields = (body && z.toJSONSchema(body, { io: "input" }).required) ?? [];
  return async (context: ServerContext): Promise<AnyCall> => {
    const caller = await (isCapability(access)
      ? gates.person(context, access)
      : gates[access](context));
    const path = params?.safeParse(context.req.param());
    if (path && !path.success) throw unknownResource();
    return {
      caller,
      params: path?.data,
      query: query && readQuery && parseOr400(query, readQuery(searchOf(context.req.url))),
      body: body && parseOr400(body, await readJson(context, fields)),
      context,
    };
  };
}
