/** Only this page's own views: what stands in an address may have been written by anyone. */
const VIEW = /^\/leads(?:\?|$)/;

/** The path to go back to after signing in, or nothing where it isn't safely one of ours. */
export function safeView(path: string | undefined, origin: string): string | undefined {
  if (path === undefined || !URL.canParse(path, origin)) return undefined;
  const url = new URL(path, origin);
  const inside = url.pathname + url.search;
  return url.origin === origin && VIEW.test(inside) ? inside : undefined;
}

/** What of a view is worth coming back to: the bare list isn't, signing in has a better default. */
export function viewToReturnTo({ pathname, search, origin }: Location): string | undefined {
  return search === "" ? undefined : safeView(pathname + search, origin);
}
