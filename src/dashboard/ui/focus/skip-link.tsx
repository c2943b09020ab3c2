import type { MouseEvent } from "react";

/** The id of what holds the page itself, below what every page has in common. */
export const CONTENT_ID = "content";

/** Past what every page has in common: the first thing that Tab leads to, and seen only then. */
export const SkipLink = () => (
  <a
    href={`#${CONTENT_ID}`}
    onClick={skip}
    className="sr-only rounded-md bg-surface-raised font-medium shadow-float focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-(--z-toast) focus:px-3 focus:py-1.5 print:hidden"
  >
    Skip to content
  </a>
);

/** To a page's table, else its beginning; not by the browser's jump, which changes the address. */
function skip(event: MouseEvent): void {
  const page = document.getElementById(CONTENT_ID);
  const part = (selector: string) => page?.querySelector<HTMLElement>(selector);
  const content = part("[role=grid]") ?? part("main") ?? page;
  if (!content) return;
  event.preventDefault();
  if (!content.hasAttribute("tabindex")) content.tabIndex = -1;
  content.focus();
}
