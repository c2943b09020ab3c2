import { Field } from "@base-ui/react/field";
import { Form as BaseForm } from "@base-ui/react/form";
import type { UseMutationResult } from "@tanstack/react-query";
import { type ReactNode, type Ref, useState } from "react";
import * as z from "zod/mini";
import { FieldProblem } from "#api/contract/endpoint.ts";
import { ApiError } from "#api/errors.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { Explained } from "./explained.tsx";

interface FormProps<Typed> {
  /** Sends what was typed, by the fields' names. */
  readonly attempt: UseMutationResult<unknown, Error, Typed>;
  /** Stands below the fields. */
  readonly action: ReactNode;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLFormElement>;
}

const NOTHING: Readonly<Record<string, string>> = {};

/**
 * Fields, and what to do with them. Once one has tried to send them, what is wrong with one stands
 * beside it, and so does what the server has against it, until something else is typed.
 */
export function Form<Typed extends Record<string, string>>(props: FormProps<Typed>) {
  const { attempt, action, children, ref } = props;
  const [refused, setRefused] = useState(NOTHING);
  const onError = (error: Error) => setRefused(refusalIn(error));
  return (
    <BaseForm<Typed>
      ref={ref}
      errors={refused}
      className="max-w-88 space-y-4"
      onChange={() => setRefused(NOTHING)}
      onFormSubmit={(typed) => attempt.isPending || attempt.mutate(typed, { onError })}
    >
      {children}
      {attempt.error && refusalIn(attempt.error) === NOTHING && (
        <p role="alert" className="rounded-md bg-danger-surface px-3 py-2 text-danger">
          <Explained error={attempt.error} />
        </p>
      )}
      {action}
    </BaseForm>
  );
}

/** What the server has to say against one field, if that is what the error is about. */
function refusalIn(error: Error): typeof NOTHING {
  if (!(error instanceof ApiError) || error.answered === undefined) return NOTHING;
  const { data: problem } = z.safeParse(FieldProblem, error.details);
  return problem ? { [problem.field]: error.answered } : NOTHING;
}

interface TextFieldProps extends Omit<Field.Control.Props, "pattern"> {
  readonly label: string;
  /** What it takes, and what to say of anything else. */
  readonly pattern: Pick<RegExp, "test">;
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

/** No `type="email"`: browsers take fewer addresses than mail servers do. */
export const EmailField = () => (
  <TextField
    label="Email"
    name="email"
    inputMode="email"
    autoCapitalize="none"
    spellCheck={false}
    autoComplete="username"
    pattern={/^\s*\S+@\S+\s*$/}
    wrong="Enter an email address"
  />
);

/** For a password that one makes up. */
export const NewPasswordField = (field: Partial<TextFieldProps>) => (
  <TextField
    label="Password"
    type="password"
    name="password"
    autoComplete="new-password"
    hint="At least 10 characters"
    pattern={/.{10}/s}
    wrong="Enter at least 10 characters"
    {...field}
  />
);

/** Why something didn't come about, below what one pressed for it. */
export const ActionProblem = ({ error, className }: { error: Error | null; className?: string }) =>
  error && (
    <p role="alert" className={cx("text-danger", className)}>
      <Explained error={error} />
    </p>
  );
