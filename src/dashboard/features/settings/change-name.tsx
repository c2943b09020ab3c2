import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changeName } from "#api/contract/people/account.ts";
import { api } from "#dashboard/connection/api.ts";
import { workspaceQuery } from "#dashboard/domain/workspace.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Form, TextField } from "#dashboard/ui/form.tsx";
import { Panel } from "./page-parts.tsx";

/** What one is called here. While nothing else was typed, the field follows a change elsewhere. */
export function ChangeName({ name }: { readonly name: string }) {
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState<string>();
  const change = useMutation({
    mutationFn: (body: { name: string }) => api.call(changeName, { body }),
    onSuccess: (person) => {
      setTyped(undefined);
      queryClient.setQueryData(
        workspaceQuery.queryKey,
        (workspace) => workspace && { ...workspace, person },
      );
      // The team has it, too.
      void queryClient.invalidateQueries(workspaceQuery);
    },
  });
  const action = (
    <div className="flex flex-wrap items-center gap-3">
      <Button type="submit">{change.isPending ? "Saving…" : "Save name"}</Button>
      <p role="status" className="text-text-muted">
        {change.isSuccess && typed === undefined && "Name saved"}
      </p>
    </div>
  );
  return (
    <Panel title="Name">
      <Form attempt={change} action={action}>
        <TextField
          label="Your name"
          name="name"
          autoComplete="name"
          maxLength={200}
          value={typed ?? name}
          onValueChange={setTyped}
          pattern={/\S/}
          wrong="Enter a name"
          hint="As others see it: in the menu, beside your leads and in their activity from now on."
        />
      </Form>
    </Panel>
  );
}
