import { DatabaseProblem } from "../store-failure.ts";
import { codeOf, kindOf } from "./failures.ts";

const UNKNOWN_AUTHORITY =
  "has a certificate of an authority that isn't known here: name it in DATABASE_URL, sslrootcert=FILE";

/** What is wrong, by PostgreSQL's code, in words that follow the database's name. */
const LINES = new Map<string, string>([
  ["28P01", "refuses the user or the password of DATABASE_URL"], // invalid_password
  ["28000", "refuses the user of DATABASE_URL"], // invalid_authorization_specification
  ["3D000", "isn't there: create the database first"], // invalid_catalog_name
  // protocol_violation: PgBouncer passes no settings of a connection on.
  [
    "08P01",
    "is a pooler, and events and locks need connections of their own: name PostgreSQL itself",
  ],
  // Node's own, of a connection by TLS.
  ["DEPTH_ZERO_SELF_SIGNED_CERT", UNKNOWN_AUTHORITY],
  ["SELF_SIGNED_CERT_IN_CHAIN", UNKNOWN_AUTHORITY],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", UNKNOWN_AUTHORITY],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", UNKNOWN_AUTHORITY],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "has a certificate for another name than that of DATABASE_URL"],
  ["CERT_HAS_EXPIRED", "has a certificate that has run out"],
  ["42501", "doesn't let the user of DATABASE_URL make tables: make it the database's owner"],
]);

/** The same by what the driver says without a code. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/password must be a (non-empty )?string/, "wants a password, and DATABASE_URL has none"],
  [/does not support SSL/, "offers no encryption, and sslmode of DATABASE_URL wants it"],
];

/** What stops one from opening the database of that name, in one line; any other error as it is. */
export function asProblem(error: unknown, name: string): unknown {
  const line =
    LINES.get(codeOf(error) ?? "") ?? SAID.find(([said]) => said.test(String(error)))?.[1];
  if (line) return new DatabaseProblem(`${name} ${line}`);
  const kind = kindOf(error);
  if (kind === "crashed") return new DatabaseProblem(`${name} can't be reached`);
  if (kind === "busy") return new DatabaseProblem(`${name} is kept busy by others`);
  return error;
}
