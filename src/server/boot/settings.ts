import { existsSync } from "node:fs";
import * as z from "zod/mini";
import { isUsableSecret, SHORTEST_SECRET } from "#server/accounts/secret.ts";
import { parseRanges } from "#server/http/edge/ip-addresses.ts";
import { OperatorError } from "./operator-error.ts";

/** A setting as it stands in the environment: trimmed, and blank counts as not given. */
const given = z.pipe(
  z.optional(z.string()),
  z.transform((value) => value?.trim() || undefined),
);

const setting = <T extends z.ZodMiniType<unknown, string | undefined>>(value: T) =>
  z.pipe(given, value);

const wholeNumber = (least: number, most: number) => {
  const must = { error: `must be a whole number from ${least} to ${most}` };
  return z
    .string()
    .check(z.regex(/^\d{1,15}$/, must))
    .check(z.refine((digits) => Number(digits) >= least && Number(digits) <= most, must));
};

const numberOr = (fallback: number, least: number, most: number) =>
  setting(
    z.pipe(
      z._default(wholeNumber(least, most), String(fallback)),
      z.transform((digits) => Number(digits)),
    ),
  );

const webAddress = (name: string) =>
  z.string().check(
    z.refine((value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ""), {
      error: `must be a web address such as https://${name}.example.com`,
    }),
  );

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** Requests a second that make sense. */
const isPace = (perSecond: number) => perSecond >= 0.1 && perSecond <= 1_000;

/** The table in the README. Each complaint is the end of a sentence that starts with the name. */
const Environment = z.object({
  HOST: setting(z._default(z.string(), "127.0.0.1")),
  PORT: numberOr(4310, 0, 65_535),
  DATABASE_URL: setting(
    z._default(
      z.string().check(
        z.refine((url) => /^file:.|^postgres(ql)?:\/\/./.test(url), {
          error: "must be file:<path> or postgres://<user>:<password>@<host>/<database>",
        }),
      ),
      "file:./data/dashboard.db",
    ),
  ),
  SAMPLE_LEADS: numberOr(2400, 0, 10_000_000),
  HERMON_API_KEY: setting(
    z.optional(
      z
        .string()
        .check(z.regex(/^[!-~]+$/, { error: "must be one word of plain letters and signs" })),
    ),
  ),
  HERMON_API_URL: setting(
    z.pipe(
      z._default(
        // Paths are put behind it, and managers see it: no query, no name and password.
        webAddress("api").check(z.regex(/^[^?#@]*$/, { error: "must be without ?, # and @" })),
        "https://api.hermon.io",
      ),
      z.transform((url) => url.replace(/\/+$/, "")),
    ),
  ),
  HERMON_MAX_RPS: setting(
    z.pipe(
      z._default(
        z.string().check(
          z.refine((digits) => /^\d{1,4}(\.\d{1,3})?$/.test(digits) && isPace(Number(digits)), {
            error: "must be a number from 0.1 to 1000",
          }),
        ),
        "4",
      ),
      z.transform((digits) => Number(digits)),
    ),
  ),
  HERMON_POLL_SECONDS: numberOr(15, 1, 86_400),
  APP_URL: setting(z.optional(webAddress("leads"))),
  APP_SECRET: setting(
    z.optional(
      z.string().check(
        z.minLength(SHORTEST_SECRET, {
          error: `must be at least ${SHORTEST_SECRET} characters long`,
        }),
        z.refine(isUsableSecret, { error: "must be a secret that nobody else knows" }),
      ),
    ),
  ),
  TRUSTED_PROXIES: setting(
    z.optional(
      z.pipe(
        z.string().check(
          z.refine((list) => parseRanges(list) !== null, {
            error: "must be addresses or ranges such as 10.0.0.0/8, with commas between them",
          }),
        ),
        z.transform((list) => parseRanges(list) ?? []),
      ),
    ),
  ),
  RATE_LIMIT_RPM: numberOr(600, 0, 1_000_000),
  LOG_LEVEL: setting(
    z._default(z.enum(LOG_LEVELS, { error: `must be one of: ${LOG_LEVELS.join(", ")}` }), "info"),
  ),
});

export type Settings = z.output<typeof Environment>;

/**
 * Checks the settings, all names as in the README's table.
 * @throws {OperatorError} naming the first wrong one; values are never repeated, they may be secret
 */
export function parseSettings(environment: NodeJS.ProcessEnv): Settings {
  const parsed = Environment.safeParse(environment);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new OperatorError(`${issue?.path.join(".")} ${issue?.message}`);
}

/** Reads the settings from the environment and, for what isn't set there, from `.env`. */
export function readSettings(): Settings {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return parseSettings(process.env);
}
