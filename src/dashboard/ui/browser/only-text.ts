/**
 * The only text of an element that is filled again and again. A browser that translates a page puts
 * elements of its own in the place of texts; then the text takes its place again, or what is set
 * later would show nowhere.
 */
export class OnlyText {
  readonly #element: Element;
  readonly #text = new Text();

  constructor(element: Element) {
    this.#element = element;
    element.append(this.#text);
  }

  set(text: string): void {
    this.#text.data = text;
    if (this.#text.parentNode !== this.#element) this.#element.replaceChildren(this.#text);
  }
}
