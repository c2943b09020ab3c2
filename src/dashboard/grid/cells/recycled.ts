import { type Mark, NO_MARKS } from "#dashboard/lib/marks.ts";

/** What is set on a recycled element, and left alone where it would stay the same. */
export function whenOther<Value>(set: (value: Value) => void): (value: Value) => void {
  let last: Value | undefined;
  return (value) => {
    if (value === last) return;
    last = value;
    set(value);
  };
}

export const attributeOf = (element: Element, name: string) =>
  whenOther((value: string | undefined) => {
    if (value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value);
  });

/**
 * The only text of an element, parts of which may be marked. A browser that translates a page puts
 * elements of its own in the place of texts; then the text takes its place again, or what is set later
 * would show nowhere.
 */
export function textIn(element: Element): (text: string, marks?: readonly Mark[]) => void {
  const node = new Text();
  element.append(node);
  const setPlain = whenOther((text: string) => {
    node.data = text;
    if (node.parentNode !== element) element.replaceChildren(node);
  });
  let isMarked = false;
  return (text, marks = NO_MARKS) => {
    if (marks.length > 0) element.replaceChildren(...markedParts(text, marks));
    else {
      if (isMarked) element.replaceChildren(node);
      setPlain(text);
    }
    isMarked = marks.length > 0;
  };
}

function markedParts(text: string, marks: readonly Mark[]): readonly (string | Element)[] {
  let at = 0;
  const parts = marks.flatMap(([from, to]) => {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, to);
    const before = text.slice(at, from);
    at = to;
    return [before, mark];
  });
  return [...parts, text.slice(at)];
}
