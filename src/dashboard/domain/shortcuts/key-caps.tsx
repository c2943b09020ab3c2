import { isMac } from "#dashboard/lib/is-mac.ts";
import { keyCaps } from "./shortcuts.ts";

/** Keys as they look on a keyboard. */
export const KeyCaps = ({ keys }: { readonly keys: string }) => (
  <span className="inline-flex items-center gap-1">
    {keyCaps(keys, isMac()).map((cap) => (
      <kbd
        key={cap}
        className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-border-control px-1 font-sans text-xs/4 text-text-muted"
      >
        {cap}
      </kbd>
    ))}
  </span>
);
