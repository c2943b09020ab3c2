import { notify } from "#dashboard/ui/notices.ts";

const ABOUT = "copy link";

/** Copies the address of the page as it is: the list, the lead and its tab. */
export async function copyLink(): Promise<void> {
  const link = window.location.href;
  try {
    await navigator.clipboard.writeText(link);
    notify({ about: ABOUT, kind: "news", title: "Link copied", lastsMs: 4_000 });
  } catch {
    // Not allowed, or not there outside https.
    notify({ about: ABOUT, kind: "problem", title: "Couldn't copy the link", detail: link });
  }
}
