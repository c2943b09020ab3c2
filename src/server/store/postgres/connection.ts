import pg, { type PoolConfig } from "pg";
import { DatabaseProblem } from "../store-failure.ts";
import { withNul } from "./values.ts";

/** How long another server's lock and a free connection are waited for, in milliseconds. */
const PATIENCE = 5_000;

/**
 * How long a transaction may be open without a query, in milliseconds: others wait for the turn of a
 * server that is frozen or cut off in the middle of it.
 */
const LONGEST_PAUSE = 7_000;

/** Reads at a time. A server has a hundred connections by default, for all who use it. */
const CONNECTIONS = 10;

/** How the parts of an address are read; `postgres` is an address' default database and user. */
function parse(url: string): URL {
  const parsed = URL.parse(url);
  if (parsed) return parsed;
  // What is wrong with it isn't repeated: there may be a password in it.
  throw new DatabaseProblem(
    "DATABASE_URL can't be read: it must be postgres://USER:PASSWORD@HOST/DATABASE, with what isn't a letter or digit in the password as %XX",
  );
}

/** How the operator knows the database: without user and password. */
export function nameOf(url: string): string {
  const { host, pathname } = parse(url);
  return `postgres://${host}${pathname}`;
}

/** A pool of connections to the database at `url`, none of which is made yet. */
export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool(poolConfig(url));
  // Of connections that nobody uses at the time: whoever needs one gets another. In the middle of a
  // query it is the query that fails. An event without a listener would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

function poolConfig(url: string): PoolConfig {
  parse(url);
  return {
    connectionString: asLibpq(url),
    application_name: "lead-dashboard",
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE,
    lock_timeout: PATIENCE,
    // Whoever is cut off in the middle of a transaction mustn't keep the others waiting for hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    idle_in_transaction_session_timeout: LONGEST_PAUSE,
    options: "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3",
    types: { getTypeParser: parserOf },
  };
}

/**
 * `sslmode` means what it does for PostgreSQL's own programs: `require` encrypts, and asks nobody
 * whose certificate it is. The driver would take it for `verify-full`, and warn.
 */
function asLibpq(url: string): string {
  const { search } = parse(url);
  return /[?&]sslmode=(prefer|require|verify-ca)(&|$)/.test(search)
    ? `${url}&uselibpqcompat=true`
    : url;
}

const INT8 = 20;
const NUMERIC = 1700;
const TIMESTAMPTZ = 1184;
const TEXT = 25;

/** Numbers as numbers: times, counts and their sums are far below what they can't hold. */
const PARSERS = new Map<number, (text: string) => unknown>([
  [INT8, Number],
  [NUMERIC, Number],
  [TIMESTAMPTZ, (text) => new Date(text).toISOString()],
  [TEXT, withNul],
]);

const parserOf: NonNullable<PoolConfig["types"]>["getTypeParser"] = (oid, format) => {
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- the driver's types say no more
  const other: (text: string) => unknown = pg.types.getTypeParser(oid, format);
  return PARSERS.get(oid) ?? other;
};
