import type { FilterName } from "#api/address-values.ts";
import { isNot, oppositeOf } from "../filter.ts";

interface IsOrIsNotProps {
  readonly label: string;
  readonly name: FilterName;
  readonly onChange: (name: FilterName) => void;
}

/** Whether the leads are those that have one of the values, or those that have none. */
export const IsOrIsNot = ({ label, name, onChange }: IsOrIsNotProps) => (
  <fieldset
    role="radiogroup"
    aria-label={label}
    className="flex items-center gap-1 border-b border-border px-2 py-1.5"
    // The arrows mean these two, not the values.
    onKeyDown={(event) => event.key.startsWith("Arrow") && event.stopPropagation()}
  >
    <span aria-hidden className="flex-1 truncate px-1 font-medium">
      {label}
    </span>
    {[false, true].map((not) => (
      <label
        key={String(not)}
        className="flex h-6 items-center rounded-sm px-2 text-text-muted has-checked:bg-surface-selected has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-focus forced-colors:has-checked:border pointer-coarse:h-9"
      >
        <input
          type="radio"
          name="is-or-is-not"
          checked={isNot(name) === not}
          onChange={() => onChange(oppositeOf(name))}
          className="sr-only"
        />
        {not ? "is not" : "is"}
      </label>
    ))}
  </fieldset>
);
