import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useRef, useState } from "react";
import { changePassword } from "#api/contract/account.ts";
import { api } from "#dashboard/connection/api.ts";
import { problemOf } from "#dashboard/lib/field-problem.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Explained } from "#dashboard/ui/explained.tsx";
import { TextField } from "#dashboard/ui/text-field.tsx";
import { Panel } from "./page-parts.tsx";
import { settingsQueries } from "./queries.ts";

const EMPTY = { current_password: "", new_password: "" };
type Field = keyof typeof EMPTY;

/** The old password is asked for, so that nobody who finds the page open takes the account over. */
export function ChangePassword({ email }: { readonly email: string }) {
  const [given, setGiven] = useState(EMPTY);
  const [isChecked, setIsChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: () => api.call(changePassword, { body: given }),
    onSuccess: () => {
      setGiven(EMPTY);
      setIsChecked(false);
      void queryClient.invalidateQueries(settingsQueries.account());
    },
    onError: (error) => focusFirst((field) => problemOf(field, error) !== undefined),
  });

  const wrong = wrongWith(given);
  const focusFirst = (isWrong: (field: Field) => boolean) => {
    const field = FIELDS.find((name) => isWrong(name));
    const input = field && form.current?.elements.namedItem(field);
    if (input instanceof HTMLElement) input.focus();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (FIELDS.some((name) => wrong[name])) focusFirst((name) => wrong[name] !== undefined);
    else if (!change.isPending) change.mutate();
  };
  const field = (name: Field) => ({
    type: "password",
    name,
    value: given[name],
    error: (isChecked ? wrong[name] : undefined) ?? problemOf(name, change.error),
    onChange: ({ target }: { target: HTMLInputElement }) => {
      // What was said of the last try isn't true of this one.
      if (!change.isPending) change.reset();
      setGiven((before) => ({ ...before, [name]: target.value }));
    },
  });
  const isAboutField = FIELDS.some((name) => problemOf(name, change.error) !== undefined);

  return (
    <Panel title="Change password">
      <form ref={form} noValidate onSubmit={submit} className="max-w-88 space-y-4">
        {/* For password managers: whose password it is. */}
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <TextField
          label="Current password"
          autoComplete="current-password"
          {...field("current_password")}
        />
        <TextField
          label="New password"
          autoComplete="new-password"
          hint="At least 10 characters. You are signed out everywhere else."
          {...field("new_password")}
        />
        {change.error && !isAboutField && (
          <p role="alert" className="rounded-md bg-danger-surface px-3 py-2 text-danger">
            <Explained error={change.error} />
          </p>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" look="primary">
            {change.isPending ? "Changing…" : "Change password"}
          </Button>
          <p role="status" className="text-text-muted">
            {change.data && `Password changed. ${endedInWords(change.data.ended)}`}
          </p>
        </div>
      </form>
    </Panel>
  );
}

const FIELDS = ["current_password", "new_password"] as const satisfies Field[];

const wrongWith = ({ current_password, new_password }: typeof EMPTY) => ({
  current_password: current_password ? undefined : "Enter the current password",
  new_password: new_password.length >= 10 ? undefined : "Enter at least 10 characters",
});

function endedInWords(sessions: number): string {
  if (sessions === 0) return "No other session was open.";
  return sessions === 1 ? "Another session was ended." : `${sessions} other sessions were ended.`;
}
