/** Only this page's own views: what stands in an address may have been written by anyone. */
const VIEWS = /^\/leads(?:[?#]|$)/;

/** The path to go back to after signing in, or nothing where it isn't safely one of ours. */
export function safeView(path: string | undefined): string | undefined {
  if (path === undefined || !URL.canParse(path, window.location.origin)) return undefined;
  const url = new URL(path, window.location.origin);
  const inside = url.pathname + url.search;
  return url.origin === window.location.origin && VIEWS.test(inside) ? inside : undefined;
}

/** What of the present view is worth coming back to: the bare list isn't, it has a better default. */
export function viewToReturnTo({ pathname, search }: Location): string | undefined {
  return search === "" ? undefined : safeView(pathname + search);
}
