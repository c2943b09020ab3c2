import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { sharedState } from "./state/shared-state.ts";

const place = sharedState<HTMLElement | null>(null);

/**
 * Where parts of the page say what goes wrong with them. It gives way at the page's lower edge, below
 * the notices: no row moves from under a pointer, and nothing covers it or is covered.
 */
export const PageFoot = () => (
  <div ref={(element) => place.set(element)} className="shrink-0 print:hidden" />
);

export function InPageFoot({ children }: { readonly children: ReactNode }) {
  const element = place.use();
  return element && createPortal(children, element);
}
