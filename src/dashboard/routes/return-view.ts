/** Where one signs in; its `return` is the view that asked for it. */
export const SIGN_IN = "/sign-in";

const SIGN_IN_PAGES = new Set([SIGN_IN, "/first-manager"]);

/** Whether the page is one for those who aren't signed in yet, so that no session can have ended. */
export const isSignInPage = (): boolean => SIGN_IN_PAGES.has(window.location.pathname);

/** Only this page's own views: what stands in an address may have been written by anyone. */
const VIEW = /^\/(?:leads|opt-ins)(?:\?|$)/;

/** The path to go back to after signing in, or nothing where it isn't safely one of ours. */
export function safeView(path: string | undefined, origin: string): string | undefined {
  if (path === undefined || !URL.canParse(path, origin)) return undefined;
  const url = new URL(path, origin);
  const inside = url.pathname + url.search;
  return url.origin === origin && VIEW.test(inside) ? inside : undefined;
}

/** Where a page's address leads back to after signing in; nothing for all leads, for which there is a better default. */
export function viewToReturnTo(
  page: Pick<Location, "pathname" | "search" | "origin">,
): string | undefined {
  const view = page.pathname + page.search;
  return view === "/leads" ? undefined : safeView(view, page.origin);
}

/** Where to go from the sign-in page: the view that asked for it, or one's own leads. */
export function returnView(): string {
  const { search, origin } = window.location;
  return safeView(new URLSearchParams(search).get("return") ?? undefined, origin) ?? "/";
}
