import type { Lead } from "#api/contract/leads.ts";
import { BadgeElement } from "#dashboard/domain/status/badge/badge-element.ts";
import { OnlyText } from "#dashboard/ui/browser/only-text.ts";
import { columns, type LeadColumn, type RowSurroundings } from "./columns.ts";

/**
 * A row's cells, made once and filled anew for each lead that its element takes in. They are no
 * components: of all that React did for a new list, telling that a cell's text is another one took
 * most of the time, and here it is one comparison.
 */
export class RowCells {
  static readonly #of = new WeakMap<Element, RowCells>();
  readonly #cells: readonly (TextCell | StatusCell)[];

  /** Those of a row's element. */
  static of(line: HTMLElement): RowCells | undefined {
    return RowCells.#of.get(line);
  }

  constructor(line: HTMLElement) {
    RowCells.#of.set(line, this);
    this.#cells = columns.map((column) =>
      column.isStatus ? new StatusCell() : new TextCell(column),
    );
    const [first] = this.#cells;
    if (first) first.element.role = "rowheader";
    line.append(...this.#cells.map(({ element }) => element));
  }

  show(lead: Lead, surroundings: RowSurroundings, isActive: boolean): void {
    for (const [at, { value, show, tone, isLink }] of columns.entries()) {
      const cell = this.#cells[at];
      if (cell instanceof StatusCell) {
        cell.show(lead, surroundings.press, isActive);
      } else {
        const text = show ? show(lead, surroundings) : value(lead);
        cell?.show(text || "–", text ? tone?.(lead, surroundings) : "lead-nothing");
        if (isLink) cell?.linkTo(surroundings.pathOf?.(lead.id));
      }
    }
  }

  /** Without a lead: what stands in the first cell, which may be nothing. */
  clear(first: string): void {
    for (const [at, cell] of this.#cells.entries()) cell.clear(at === 0 ? first : "");
  }
}

function cellElement(): HTMLElement {
  const element = document.createElement("div");
  element.role = "gridcell";
  element.className = "lead-cell";
  return element;
}

/** No stop of Tab's: the row itself is. Nor is it dragged, so that its text can be marked. */
function linkElement(): HTMLAnchorElement {
  const link = document.createElement("a");
  link.className = "lead-link";
  link.tabIndex = -1;
  link.draggable = false;
  return link;
}

class TextCell {
  readonly element = cellElement();
  readonly #text: OnlyText;
  readonly #link: HTMLAnchorElement | undefined;
  #shown = "";
  #tone: string | undefined;
  #path: string | undefined;

  constructor({ isName = false, isLink = false }: LeadColumn) {
    if (isName) this.element.translate = false;
    this.#link = isLink ? linkElement() : undefined;
    if (this.#link) this.element.append(this.#link);
    this.#text = new OnlyText(this.#link ?? this.element);
  }

  show(text: string, tone: string | undefined): void {
    if (text !== this.#shown) this.#text.set(text);
    if (tone !== this.#tone) this.element.className = tone ? `lead-cell ${tone}` : "lead-cell";
    this.#shown = text;
    this.#tone = tone;
  }

  linkTo(path: string | undefined): void {
    if (path === this.#path) return;
    if (path === undefined) this.#link?.removeAttribute("href");
    else this.#link?.setAttribute("href", path);
    this.#path = path;
  }

  clear(text: string): void {
    this.show(text, undefined);
    this.linkTo(undefined);
  }
}

class StatusCell {
  readonly element = cellElement();
  #badge: BadgeElement | undefined;
  #onPress = (_button: HTMLElement) => {};

  show(lead: Lead, press: RowSurroundings["press"], isActive: boolean): void {
    const isButton = press !== undefined;
    if (this.#badge?.isButton !== isButton) {
      this.#badge = new BadgeElement(isButton ? (button) => this.#onPress(button) : undefined);
      this.element.replaceChildren(this.#badge.element);
    }
    this.#badge.show(lead.status);
    if (!isButton) return;
    this.#onPress = (button) => press(lead, button);
    // In the row that Tab leads to, what can be pressed is reached by Tab as well.
    this.#badge.element.tabIndex = isActive ? 0 : -1;
  }

  clear(): void {
    this.#badge = undefined;
    this.element.replaceChildren();
  }
}
