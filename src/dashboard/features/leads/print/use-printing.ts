import { useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

const paper = window.matchMedia("print");
let isPrinting = paper.matches;

function subscribe(listener: () => void): () => void {
  const become = (next: boolean) => {
    if (next === isPrinting) return;
    isPrinting = next;
    // The browser waits for nothing: what isn't on the page when its event is over isn't printed.
    flushSync(listener);
  };
  const before = () => become(true);
  const after = () => become(false);
  const change = () => become(paper.matches);
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
  paper.addEventListener("change", change);
  return () => {
    window.removeEventListener("beforeprint", before);
    window.removeEventListener("afterprint", after);
    paper.removeEventListener("change", change);
  };
}

/** Whether the page is laid out for paper just now. For one component at a time. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => isPrinting);
