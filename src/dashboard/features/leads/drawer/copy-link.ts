import { notify } from "#dashboard/ui/notices.ts";

const ABOUT = "copy link";

/**
 * Copies the address of a view, for others too.
 * @param path within this dashboard
 */
export async function copyLink(path: string): Promise<void> {
  const link = new URL(path, window.location.origin).href;
  try {
    await navigator.clipboard.writeText(link);
    notify({ about: ABOUT, kind: "news", title: "Link copied", lastsMs: 4_000 });
  } catch {
    // Not allowed, or not there outside https.
    notify({ about: ABOUT, kind: "problem", title: "Couldn't copy the link", detail: link });
  }
}
