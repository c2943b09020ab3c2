import { Field } from "@base-ui/react/field";

interface TextFieldProps extends Omit<Field.Control.Props, "pattern"> {
  readonly label: string;
  /** What it takes, and what to say of anything else. */
  readonly pattern: RegExp;
  readonly wrong: string;
  readonly hint?: string;
}

/** A line of text with its label above and what is wrong with it below. */
export const TextField = ({ label, name, pattern, wrong, hint, ...input }: TextFieldProps) => (
  <Field.Root name={name} validate={(typed) => (pattern.test(String(typed)) ? null : wrong)}>
    <Field.Label className="mb-1 block font-medium">{label}</Field.Label>
    <Field.Control
      className="block h-10 w-full rounded-md border border-border-control bg-surface px-3 text-base aria-invalid:border-danger"
      {...input}
    />
    <Field.Error className="mt-1 text-danger" />
    {hint && (
      <Field.Description className="mt-1 text-text-muted data-invalid:hidden">
        {hint}
      </Field.Description>
    )}
  </Field.Root>
);
