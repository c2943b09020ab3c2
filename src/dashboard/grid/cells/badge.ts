import { BADGE_SHAPE, type BadgeLook } from "#dashboard/ui/badge.ts";
import { OnlyText } from "#dashboard/ui/browser/only-text.ts";
import type { CellKind, CellRenderer } from "./cell-kind.ts";

interface BadgeOptions<Row, Context> {
  readonly look: (row: Row) => BadgeLook;
  /** What a press on it does; nothing where it is only to be read. */
  readonly onPress?: (context: Context) => ((row: Row, button: HTMLElement) => void) | undefined;
}

/** A short name on its own colour, which may be a button. */
export const badge = <Row, Context>(
  options: BadgeOptions<Row, Context>,
): CellKind<Row, Context> => ({
  text: (row) => options.look(row).name,
  mount: (cell) => new BadgeRenderer(cell, options),
});

class BadgeRenderer<Row, Context> implements CellRenderer<Row, Context> {
  readonly #cell: HTMLElement;
  readonly #options: BadgeOptions<Row, Context>;
  #badge: BadgeElement | undefined;
  #onPress = (_button: HTMLElement) => {};

  constructor(cell: HTMLElement, options: BadgeOptions<Row, Context>) {
    this.#cell = cell;
    this.#options = options;
  }

  update(row: Row, context: Context, { isActive }: { readonly isActive: boolean }): void {
    const onPress = this.#options.onPress?.(context);
    const isButton = onPress !== undefined;
    if (this.#badge?.isButton !== isButton) {
      this.#badge = new BadgeElement(isButton ? (button) => this.#onPress(button) : undefined);
      this.#cell.replaceChildren(this.#badge.element);
    }
    this.#badge.show(this.#options.look(row));
    if (!isButton) return;
    this.#onPress = (button) => onPress(row, button);
    this.#badge.element.tabIndex = isActive ? 0 : -1;
  }

  clear(): void {
    this.#badge = undefined;
    this.#cell.replaceChildren();
  }
}

/** The badge without a component. */
class BadgeElement {
  readonly element: HTMLElement;
  readonly isButton: boolean;
  readonly #name: OnlyText;
  #shown: BadgeLook | undefined;

  /** @param onPress makes a button of it */
  constructor(onPress?: (button: HTMLElement) => void) {
    this.isButton = onPress !== undefined;
    this.element = onPress ? buttonElement(onPress) : document.createElement("span");
    this.element.classList.add(...BADGE_SHAPE.split(" "));
    const name = document.createElement("bdi");
    name.className = "truncate";
    this.#name = new OnlyText(name);
    this.element.append(name);
  }

  show(look: BadgeLook): void {
    const before = this.#shown;
    this.#shown = look;
    if (before?.name !== look.name) this.#name.set(look.name);
    if (before?.label !== look.label && this.isButton) this.element.ariaLabel = look.label;
    if (before?.title !== look.title) this.element.title = look.title ?? "";
    if (before?.style !== look.style) Object.assign(this.element.style, look.style);
  }
}

function buttonElement(onPress: (button: HTMLElement) => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "badge-button";
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", () => onPress(button));
  return button;
}
