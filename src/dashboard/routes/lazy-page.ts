import { lazyRouteComponent } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { getSync } from "#api/contract/sync.ts";
import { isAway } from "#dashboard/connection/server-reach.ts";
import { probeApi } from "#dashboard/connection/api.ts";

/**
 * A page whose code is loaded when it is wanted. Where that can't be had, the router loads the document
 * anew, since a newer server has other files. While the server is away that would leave nothing on the
 * screen: then it is the page's error, and can be tried again.
 */
export const lazyPage = <Props extends object>(load: () => Promise<(props: Props) => ReactNode>) =>
  lazyRouteComponent(async () => ({ Page: await loadCode(load) }), "Page");

/** Code that is loaded when it is wanted, or that the server is away. */
export const loadCode = <Code>(load: () => Promise<Code>): Promise<Code> =>
  load().catch(orThatServerIsAway);

async function orThatServerIsAway(error: unknown): Promise<never> {
  try {
    await probeApi.call(getSync);
  } catch (reason) {
    if (isAway(reason)) throw reason;
  }
  throw error;
}
