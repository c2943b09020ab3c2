import { type ComponentProps, useId } from "react";

interface TextFieldProps extends ComponentProps<"input"> {
  readonly label: string;
  /** What is wrong with it, as a sentence. */
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
}

/** A line of text with its label above and what is wrong with it below. */
export function TextField({ label, error, hint, ...input }: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        className="block h-10 w-full rounded-md border border-border-control bg-surface px-3 text-base aria-invalid:border-danger"
        {...input}
      />
      {note && (
        <p id={`${id}-note`} className={error ? "mt-1 text-danger" : "mt-1 text-text-muted"}>
          {note}
        </p>
      )}
    </div>
  );
}
