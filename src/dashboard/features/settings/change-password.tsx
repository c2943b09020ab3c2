import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { changePassword } from "#api/contract/people/account.ts";
import { api } from "#dashboard/connection/api.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Form, NewPasswordField, TextField } from "#dashboard/ui/form.tsx";
import { Panel } from "./page-parts.tsx";
import { settingsQueries } from "./queries.ts";

/** The old password is asked for, so that nobody who finds the page open takes the account over. */
export function ChangePassword({ email }: { readonly email: string }) {
  const queryClient = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation({
    mutationFn: (body: { current_password: string; new_password: string }) =>
      api.call(changePassword, { body }),
    onSuccess: () => {
      form.current?.reset();
      void queryClient.invalidateQueries(settingsQueries.account());
    },
  });
  const action = (
    <div className="flex flex-wrap items-center gap-3">
      <Button type="submit" look="primary">
        {change.isPending ? "Changing…" : "Change password"}
      </Button>
      <p role="status" className="text-text-muted">
        {change.data && `Password changed. ${endedInWords(change.data.ended)}`}
      </p>
    </div>
  );
  return (
    <Panel title="Change password">
      <Form ref={form} attempt={change} action={action}>
        {/* For password managers: whose password it is. */}
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <TextField
          label="Current password"
          type="password"
          name="current_password"
          autoComplete="current-password"
          pattern={/./s}
          wrong="Enter the current password"
        />
        <NewPasswordField
          label="New password"
          name="new_password"
          hint="At least 10 characters. You are signed out everywhere else."
        />
      </Form>
    </Panel>
  );
}

function endedInWords(sessions: number): string {
  if (sessions === 0) return "No other session was open.";
  return sessions === 1 ? "Another session was ended." : `${sessions} other sessions were ended.`;
}
