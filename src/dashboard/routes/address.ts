import { createBrowserHistory, type RouterHistory } from "@tanstack/react-router";
import { afterNextPaint } from "#dashboard/lib/tasks.ts";

/** The browser's history, which has moved as soon as one asked it to. */
export const address = createBrowserHistory();

type Listener = Parameters<RouterHistory["subscribe"]>[0];

/**
 * The same history for the router, which hears of a step within a page when that is painted. What
 * the page shows follows the address itself; all the router has to do with it is to know.
 */
export const routerAddress: RouterHistory = {
  ...address,
  get location() {
    return address.location;
  },
  get length() {
    return address.length;
  },
  subscribe: (hear: Listener) => {
    let { pathname } = address.location;
    return address.subscribe((step) => {
      const isWithinPage = step.location.pathname === pathname;
      pathname = step.location.pathname;
      if (isWithinPage) afterNextPaint(() => hear({ ...step, location: address.location }));
      else hear(step);
    });
  },
};
