import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { sharedState } from "./state/shared-state.ts";

const place = sharedState<HTMLElement | null>(null);

/** Where parts of the page say what goes wrong: at the lower edge, so that no row moves for it. */
export const PageFoot = () => (
  <div ref={(element) => place.set(element)} className="shrink-0 print:hidden" />
);

export function InPageFoot({ children }: { readonly children: ReactNode }) {
  const element = place.use();
  return element && createPortal(children, element);
}
