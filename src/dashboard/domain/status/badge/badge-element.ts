import type { LeadStatus } from "#api/contract/statuses.ts";
import { OnlyText } from "#dashboard/ui/browser/only-text.ts";
import { BADGE_SHAPE, badgeStyle } from "./badge-style.ts";

/** `StatusBadge` and `StatusButton` without a component, for the rows of the table. */
export class BadgeElement {
  readonly element: HTMLElement;
  readonly isButton: boolean;
  readonly #name: OnlyText;
  #shown: LeadStatus | undefined;

  /** @param onPress makes a button of it */
  constructor(onPress?: (button: HTMLElement) => void) {
    const isButton = onPress !== undefined;
    this.isButton = isButton;
    this.element = document.createElement(isButton ? "button" : "span");
    this.element.className = isButton ? `${BADGE_SHAPE} status-button` : BADGE_SHAPE;
    if (isButton) {
      this.element.setAttribute("type", "button");
      this.element.setAttribute("aria-haspopup", "dialog");
      this.element.addEventListener("click", () => onPress(this.element));
    }
    const name = document.createElement("bdi");
    name.className = "truncate";
    this.#name = new OnlyText(name);
    this.element.append(name);
  }

  show(status: LeadStatus): void {
    const before = this.#shown;
    if (before === status) return;
    this.#shown = status;
    if (before?.name !== status.name) {
      this.#name.set(status.name);
      if (this.isButton) this.element.ariaLabel = `Status: ${status.name}`;
    }
    if (before?.description !== status.description) this.element.title = status.description ?? "";
    if (before?.text_color === status.text_color && before?.bg_color === status.bg_color) return;
    const { color, backgroundColor } = badgeStyle(status);
    this.element.style.color = color;
    this.element.style.backgroundColor = backgroundColor;
  }
}
