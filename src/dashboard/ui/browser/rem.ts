let ruler: HTMLElement | undefined;
let known: number | undefined;

/** One rem wide, seen by nobody: its width is true in whatever way the reader enlarged the text. */
function rulerOfOneRem(): HTMLElement {
  if (ruler) return ruler;
  ruler = document.createElement("div");
  ruler.ariaHidden = "true";
  ruler.style.cssText = "position: fixed; top: 0; visibility: hidden; width: 1rem";
  document.body.append(ruler);
  return ruler;
}

/** One rem in pixels: the size of the reader's text, 16 unless they chose another. */
export const remInPixels = (): number =>
  (known ??= rulerOfOneRem().getBoundingClientRect().width || 16);

/** Calls back whenever one rem may have become another size; gives what ends that. */
export function watchRem(listener: () => void): () => void {
  const observer = new ResizeObserver(() => {
    known = undefined;
    listener();
  });
  observer.observe(rulerOfOneRem());
  return () => observer.disconnect();
}
