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
 * The only text of an element. A browser that translates a page puts elements of its own in the
 * place of texts; then the text takes its place again, or what is set later would show nowhere.
 */
export function textIn(element: Element): (text: string) => void {
  const node = new Text();
  element.append(node);
  return whenOther((text: string) => {
    node.data = text;
    if (node.parentNode !== element) element.replaceChildren(node);
  });
}
