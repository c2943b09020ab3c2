import { ApiError } from "#api/errors.ts";

/** Why a lead couldn't be read again, in the few words there is room for. */
export function whyNotFresh(error: unknown): string {
  if (!(error instanceof ApiError)) return OTHERWISE;
  if (error.kind === "network" || error.kind === "timeout") return SERVER_AWAY;
  // What our server has to say of Hermon.
  if (error.status === 503 && error.answered?.includes("Hermon")) return error.answered;
  return (error.status && BY_STATUS[error.status]) || OTHERWISE;
}

const OTHERWISE = "it couldn't be read";
const SERVER_AWAY = "the dashboard's server can't be reached";

/** What our server says of Hermon, and what a proxy says of our server. */
const BY_STATUS: Readonly<Record<number, string>> = {
  429: "Hermon is busy",
  502: SERVER_AWAY,
  503: "Hermon can't be reached",
  504: "Hermon can't be reached",
};
