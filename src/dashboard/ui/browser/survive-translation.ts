/**
 * A browser that translates the page puts elements of its own in the place of texts. React doesn't
 * know, and to take such a text out, or put something before it, throws and takes the whole page
 * down (facebook/react#11538). Texts that change stand alone in an element, which React fills
 * without looking at what is in it; this is for the one that somebody forgot.
 */
export function surviveTranslation(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with the node they are called on
  const { removeChild, insertBefore } = Node.prototype;
  Node.prototype.removeChild = function <Child extends Node>(this: Node, child: Child): Child {
    const isReplaced = child instanceof Text && child.parentNode !== this;
    if (!isReplaced) removeChild.call(this, child);
    return child;
  };
  Node.prototype.insertBefore = function <Added extends Node>(
    this: Node,
    added: Added,
    before: Node | null,
  ): Added {
    const isReplaced = before instanceof Text && before.parentNode !== this;
    insertBefore.call(this, added, isReplaced ? null : before);
    return added;
  };
}
