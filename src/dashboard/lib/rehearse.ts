/**
 * Lays something out where nobody sees it. A browser takes most of its time for a text the first
 * time: until it has found the fonts for its letters, and their places. It keeps that for a while,
 * so what says the same shows sooner.
 */
export function rehearse(...content: readonly Element[]): void {
  const stage = document.createElement("div");
  stage.className = "invisible absolute inset-0 contain-strict";
  stage.ariaHidden = "true";
  stage.append(...content);
  document.body.append(stage);
  // Asking for a size makes the browser lay it out now.
  stage.getBoundingClientRect();
  stage.remove();
}
