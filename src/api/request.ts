import type * as z from "zod/mini";
import type { Endpoint } from "./contract/endpoint.ts";
import { queryString, withQueryString } from "./query-string.ts";

/** An object type that may be left out altogether when none of its fields is required. */
type OptionalIfEmpty<Name extends string, Fields> = {} extends Fields
  ? { readonly [K in Name]?: Fields }
  : { readonly [K in Name]: Fields };

type ParamsOf<E> = E extends { params: infer P extends z.ZodMiniObject }
  ? { readonly params: Readonly<z.input<P>> }
  : object;

type QueryOf<E> = E extends { query: infer Q extends z.ZodMiniObject }
  ? OptionalIfEmpty<"query", Readonly<z.input<Q>>>
  : object;

type BodyOf<E> = E extends { body: infer B extends z.ZodMiniType }
  ? { readonly body: z.input<B> }
  : object;

/** What an endpoint's address is made of: exactly the parameters its contract names. */
export type Address<E extends Endpoint> = ParamsOf<E> & QueryOf<E>;

/** All that an endpoint is told: its address, and its body where it has one. */
export type RequestOf<E extends Endpoint> = Address<E> & BodyOf<E>;

/** The same as whoever sends it sees it, whatever the endpoint. */
export interface AnyRequest {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/**
 * The path and query string of a request, e.g. `/api/dashboard/leads?source=MANUAL&page=2`.
 *
 * Query parameters stand in the contract's order, so that equal requests are equal strings. Arrays
 * repeat their name; `undefined` is left out; defaults are not added.
 */
export function requestPath<E extends Endpoint>(endpoint: E, address: Address<E>): string;
export function requestPath(endpoint: Endpoint, { params = {}, query = {} }: AnyRequest): string {
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const names = Object.keys(endpoint.query?.shape ?? {});
  const inOrder = Object.fromEntries(names.map((name) => [name, query[name]]));
  return withQueryString(path, queryString(inOrder));
}
