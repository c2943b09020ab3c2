import { Combobox } from "@base-ui/react/combobox";
import { Check } from "lucide";
import { type KeyboardEvent, type ReactNode, useId } from "react";
import { cx } from "#dashboard/lib/class-names.ts";
import { containsWords } from "#dashboard/lib/contains-words.ts";
import { isOpenerPress } from "./opener-press.ts";
import { Icon } from "../icon.tsx";
import { useOpeningFocus } from "./use-opening-focus.ts";

interface ComboboxPopoverProps<Item, Multiple extends boolean, Entry> extends Pick<
  Combobox.Root.Props<Item, Multiple>,
  "multiple" | "value" | "onValueChange" | "onItemHighlighted"
> {
  /** What it is for. */
  readonly label: string;
  readonly inputLabel: string;
  readonly listLabel: string;
  /** The options, or groups of them. */
  readonly items: readonly Entry[];
  /** Two options with the same key are the same. */
  readonly keyOf: (item: Item) => string;
  /** What an option is found by; the first is what it is called. */
  readonly wordsOf: (item: Item) => readonly [string, ...string[]];
  readonly anchor: HTMLElement;
  /** What was pressed to open it, when that isn't the anchor; it may go meanwhile. */
  readonly opener?: HTMLElement;
  /** It was pressed by a finger. */
  readonly byTouch: boolean;
  /** Between the field and the options. */
  readonly note?: ReactNode;
  /** Below the options: what else the keyboard does there. */
  readonly hint?: ReactNode;
  readonly onAltEnter?: () => void;
  /** In the place of options that aren't known yet. */
  readonly pending?: ReactNode;
  /** Its width. */
  readonly className: string;
  /** How high the options may stand. */
  readonly listClassName: string;
  readonly onClose: () => void;
  /** Whether what was chosen in it has opened something that takes the focus. */
  readonly hasMovedFocus?: () => boolean;
  /** Is told of digits that are pressed while nothing is typed. */
  readonly onDigit?: ((digit: number) => void) | undefined;
  readonly children: (entry: Entry) => ReactNode;
}

/** Options under a field that narrows them, beside what opened them. Open while it is mounted. */
export function ComboboxPopover<Item, Multiple extends boolean = false, Entry = Item>(
  props: ComboboxPopoverProps<Item, Multiple, Entry>,
) {
  const { anchor, opener = anchor, keyOf, wordsOf, pending, onClose } = props;
  const focus = useOpeningFocus(props.byTouch);
  const hintId = useId();
  return (
    <Combobox.Root<Item, Multiple>
      open
      autoHighlight
      multiple={props.multiple}
      items={props.items}
      value={props.value}
      onValueChange={props.onValueChange}
      onItemHighlighted={props.onItemHighlighted}
      isItemEqualToValue={(a, b) => keyOf(a) === keyOf(b)}
      itemToStringLabel={(item) => wordsOf(item)[0]}
      filter={(item, query) => containsWords(query, wordsOf(item))}
      onInputValueChange={(_, details) => {
        // Several results of one search may be wanted.
        if (details.isItemPress) details.cancel();
      }}
      onOpenChange={(isOpen, details) => isOpen || isOpenerPress(opener, details) || onClose()}
    >
      <Combobox.Portal>
        <Combobox.Positioner
          anchor={anchor}
          align="start"
          sideOffset={4}
          className="z-(--z-popover)"
        >
          <Combobox.Popup
            aria-label={props.label}
            finalFocus={() => !props.hasMovedFocus?.() && (opener.isConnected ? opener : anchor)}
            {...focus.popup}
            onKeyDownCapture={(event: KeyboardEvent) => {
              if (!props.onAltEnter || !event.altKey || event.key !== "Enter") return;
              event.preventDefault();
              event.stopPropagation();
              props.onAltEnter();
            }}
            className={cx(
              "flex max-h-(--available-height) max-w-(--available-width) flex-col overflow-hidden rounded-lg bg-surface-raised shadow-float outline-none",
              props.className,
            )}
          >
            <Combobox.Input
              {...focus.input}
              aria-label={props.inputLabel}
              aria-describedby={props.hint ? hintId : undefined}
              onKeyDown={(event) => {
                if (!props.onDigit || !isPlainDigit(event) || event.currentTarget.value) return;
                event.preventDefault();
                if (!event.repeat) props.onDigit(Number(event.key));
              }}
              placeholder="Type to narrow"
              className="h-9 shrink-0 border-b border-border bg-transparent px-3 outline-none placeholder:text-text-muted focus:border-focus pointer-coarse:h-11 pointer-coarse:text-[max(16px,1rem)]"
            />
            {props.note}
            <Combobox.Empty className="text-text-muted not-empty:p-3">
              {!pending && "Nothing is called that"}
            </Combobox.Empty>
            {pending}
            <Combobox.List
              aria-label={props.listLabel}
              className={cx(
                "scroll-py-1 overflow-y-auto overscroll-contain p-1 empty:p-0",
                props.listClassName,
              )}
            >
              {props.children}
            </Combobox.List>
            {props.hint && (
              <p
                id={hintId}
                className="shrink-0 border-t border-border px-3 py-1.5 text-xs text-text-muted pointer-coarse:hidden [@media(height<30rem)]:hidden"
              >
                {props.hint}
              </p>
            )}
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

const isPlainDigit = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent) =>
  /^[1-9]$/.test(key) && !ctrlKey && !altKey && !metaKey;

interface ComboboxOptionProps extends Pick<Combobox.Item.Props, "value" | "children"> {
  /** Its height. */
  readonly className: string;
}

export const ComboboxOption = ({ className, ...item }: ComboboxOptionProps) => (
  <Combobox.Item
    className={cx(
      "flex items-center gap-2 rounded-sm px-2 select-none active-option pointer-coarse:h-10",
      className,
    )}
    {...item}
  />
);

/** The mark of a chosen option. */
export const ComboboxTick = () => (
  <Combobox.ItemIndicator className="size-3 shrink-0">
    <Icon of={Check} className="size-3 stroke-4" />
  </Combobox.ItemIndicator>
);
