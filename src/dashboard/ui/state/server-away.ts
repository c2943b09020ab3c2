import { sharedState } from "./shared-state.ts";

/**
 * While our own server can't be reached: until when this page was told of everything, as an ISO
 * time. Nothing while it can be.
 */
export const serverAway = sharedState<string | undefined>(undefined);

/** Whether the server answers but can't tell by itself what happens, so that the page polls. */
export const liveUpdatesOff = sharedState(false);
