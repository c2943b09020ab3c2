import { Form as BaseForm } from "@base-ui/react/form";
import type { UseMutationResult } from "@tanstack/react-query";
import { type ReactNode, type Ref, useState } from "react";
import * as z from "zod/mini";
import { FieldProblem } from "#api/contract/endpoint.ts";
import { ApiError } from "#api/errors.ts";
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
