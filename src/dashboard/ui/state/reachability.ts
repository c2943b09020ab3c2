import { sharedState } from "./shared-state.ts";

/** While our own server can't be reached: when this page was last up to date, as an ISO time. */
export const serverUnreachableSince = sharedState<string | undefined>(undefined);

/** Whether nobody answered what this page asked last: the first sign of the same. */
export const requestUnanswered = sharedState(false);

/** Whether the server answers but sends no events, so that the page polls. */
export const liveUpdatesOff = sharedState(false);
