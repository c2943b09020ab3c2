import { BADGE_SHAPE, type BadgeLook } from "#dashboard/ui/badge.ts";
import type { CellKind } from "./cell-kind.ts";
import { attributeOf, textIn, whenOther } from "./recycled.ts";

interface BadgeOptions<Row, Context> {
  readonly look: (row: Row) => BadgeLook;
  /** What a press on it does; nothing where it is only to be read. */
  readonly onPress?: (context: Context) => ((row: Row, button: HTMLElement) => void) | undefined;
}

/** A short name on its own colour, which may be a button. */
export const badge = <Row, Context>({
  look,
  onPress,
}: BadgeOptions<Row, Context>): CellKind<Row, Context> => ({
  text: (row) => look(row).name,
  mount: (cell) => {
    let shown: ReturnType<typeof badgeElement> | undefined;
    let pressed: (() => void) | undefined;
    return {
      update: (row, context, { isActive }) => {
        const press = onPress?.(context);
        const isButton = press !== undefined;
        if (shown?.isButton !== isButton) {
          shown = badgeElement(isButton);
          shown.element.addEventListener("click", () => pressed?.());
          cell.replaceChildren(shown.element);
        }
        const { element, show } = shown;
        show(look(row));
        pressed = press && (() => press(row, element));
        if (isButton) element.tabIndex = isActive ? 0 : -1;
      },
      clear: () => {
        shown = undefined;
        cell.replaceChildren();
      },
    };
  },
});

/** The badge without a component. */
function badgeElement(isButton: boolean) {
  const element = document.createElement(isButton ? "button" : "span");
  element.className = isButton ? `badge-button ${BADGE_SHAPE}` : BADGE_SHAPE;
  if (isButton) {
    element.setAttribute("type", "button");
    element.setAttribute("aria-haspopup", "dialog");
  }
  const name = document.createElement("bdi");
  name.className = "truncate";
  element.append(name);
  const setName = textIn(name);
  const setLabel = attributeOf(element, "aria-label");
  const setGlyph = attributeOf(element, "data-glyph");
  const setTitle = attributeOf(element, "title");
  const setStyle = whenOther((style: BadgeLook["style"]) => Object.assign(element.style, style));
  const show = (look: BadgeLook) => {
    setName(look.name);
    if (isButton) setLabel(look.label);
    setGlyph(look.glyph);
    setTitle(look.title);
    setStyle(look.style);
  };
  return { element, isButton, show };
}
