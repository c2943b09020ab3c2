import { useId } from "react";
import { sentenceCase } from "#api/contract/vocabulary.ts";
import type { Preference } from "./state/preferences.ts";

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly of: Preference<Value>;
}

/** A preference's few values side by side, one of them chosen: native radio buttons in a row. */
export function Choice<Value extends string>({ label, of }: ChoiceProps<Value>) {
  const name = useId();
  const chosen = of.use();
  return (
    <fieldset role="radiogroup" aria-labelledby={`${name}-label`}>
      <legend id={`${name}-label`} className="mb-1 text-xs text-text-muted">
        {label}
      </legend>
      <div className="grid auto-cols-fr grid-flow-col rounded-md bg-surface-sunken p-0.5">
        {of.values.map((value) => (
          <label
            key={value}
            className="flex h-7 items-center justify-center rounded-sm px-2 text-text-muted has-checked:bg-surface-raised has-checked:font-medium has-checked:text-text has-checked:ring-1 has-checked:ring-border-control has-focus-visible:outline-2 has-focus-visible:outline-focus forced-colors:has-checked:border"
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === chosen}
              onChange={() => of.set(value)}
              className="sr-only"
            />
            {sentenceCase(value)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
