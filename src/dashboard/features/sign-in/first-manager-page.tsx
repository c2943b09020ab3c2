import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { createFirstManager } from "#api/contract/people.ts";
import { api } from "#dashboard/lib/api.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Explained } from "#dashboard/ui/explained.tsx";
import { TextField } from "#dashboard/ui/text-field.tsx";
import { SignInCard } from "./sign-in-card.tsx";

interface FirstManagerPageProps {
  /** From the one-time link that the server printed. */
  readonly token: string;
  readonly onSignedIn: () => void;
}

/** The first person of an empty installation. */
export function FirstManagerPage({ token, onSignedIn }: FirstManagerPageProps) {
  const [person, setPerson] = useState({ name: "", email: "", password: "" });
  const [isChecked, setIsChecked] = useState(false);
  const creation = useMutation({
    mutationFn: () => api.call(createFirstManager, { body: { token, ...person } }),
    onSuccess: onSignedIn,
  });

  const wrong = wrongWith(person);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setIsChecked(true);
    const isWhole = Object.values(wrong).every((complaint) => complaint === undefined);
    if (isWhole && !creation.isPending) creation.mutate();
  };
  const field = (name: keyof typeof person) => ({
    name,
    value: person[name],
    error: isChecked ? wrong[name] : undefined,
    onChange: ({ target }: { target: HTMLInputElement }) =>
      setPerson((before) => ({ ...before, [name]: target.value })),
  });

  return (
    <SignInCard title="Make the first manager">
      <form noValidate onSubmit={submit} className="space-y-4">
        <TextField label="Name" autoComplete="name" {...field("name")} />
        <TextField label="Email" type="email" autoComplete="username" {...field("email")} />
        <TextField
          label="Password"
          type="password"
          autoComplete="new-password"
          hint="At least 10 characters"
          {...field("password")}
        />
        {creation.error && (
          <p role="alert" className="rounded-md bg-danger-surface px-3 py-2 text-danger">
            <Explained error={creation.error} />
          </p>
        )}
        <Button type="submit" look="primary" size="large" className="w-full justify-center">
          {creation.isPending ? "Making…" : "Make manager"}
        </Button>
      </form>
    </SignInCard>
  );
}

const wrongWith = ({
  name,
  email,
  password,
}: {
  name: string;
  email: string;
  password: string;
}) => ({
  name: name.trim() ? undefined : "Enter a name",
  email: /^\S+@\S+$/.test(email.trim()) ? undefined : "Enter an email address",
  password: password.length >= 10 ? undefined : "Enter at least 10 characters",
});
