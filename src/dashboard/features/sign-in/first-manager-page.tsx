import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { checkFirstManagerLink, createFirstManager } from "#api/contract/sign-in.ts";
import { api } from "#dashboard/connection/api.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { problemOf } from "#dashboard/lib/field-problem.ts";
import { Button, buttonClasses } from "#dashboard/ui/button.tsx";
import { Explained } from "#dashboard/ui/explained.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { TextField } from "#dashboard/ui/text-field.tsx";
import { SignInCard, type SignInProps } from "./sign-in-card.tsx";

interface FirstManagerPageProps extends SignInProps {
  /** From the one-time link that the server printed. */
  readonly token: string;
}

/** The first person of an empty installation. A link that no longer works says so at once. */
export function FirstManagerPage(props: FirstManagerPageProps) {
  const link = useQuery({
    queryKey: LINK,
    queryFn: () => api.call(checkFirstManagerLink, { body: { token: props.token } }),
  });
  if (link.data && link.data.state !== "valid") return <LinkEnded state={link.data.state} />;
  return (
    <SignInCard title="Make the first manager">
      {/* Where it can't be asked, nothing speaks against it. */}
      {link.isPending ? <FormShape /> : <FirstManagerForm {...props} />}
    </SignInCard>
  );
}

const LINK = ["first-manager-link"];
const NOBODY = { name: "", email: "", password: "" };

function FirstManagerForm({ token, onSignedIn }: FirstManagerPageProps) {
  const queryClient = useQueryClient();
  const [person, setPerson] = useState(NOBODY);
  const [isChecked, setIsChecked] = useState(false);
  const creation = useMutation({
    mutationFn: () => api.call(createFirstManager, { body: { token, ...person } }),
    onSuccess: onSignedIn,
    // Perhaps somebody else was quicker.
    onError: () => void queryClient.invalidateQueries({ queryKey: LINK }),
  });

  const wrong = wrongWith(person);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setIsChecked(true);
    const isWhole = Object.values(wrong).every((complaint) => complaint === undefined);
    if (isWhole && !creation.isPending) creation.mutate();
  };
  const field = (name: keyof typeof NOBODY) => ({
    name,
    value: person[name],
    error: (isChecked ? wrong[name] : undefined) ?? problemOf(name, creation.error),
    onChange: ({ target }: { target: HTMLInputElement }) =>
      setPerson((before) => ({ ...before, [name]: target.value })),
  });

  return (
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
      {creation.error && problemOf("password", creation.error) === undefined && (
        <p role="alert" className="rounded-md bg-danger-surface px-3 py-2 text-danger">
          <Explained error={creation.error} />
        </p>
      )}
      <Button type="submit" look="primary" size="large" className="w-full justify-center">
        {creation.isPending ? "Making…" : "Make manager"}
      </Button>
    </form>
  );
}

const FormShape = () => (
  <div aria-busy className="space-y-4">
    <Skeleton className="h-16" />
    <Skeleton className="h-16" />
    <Skeleton className="h-22" />
    <Skeleton className="h-10" />
  </div>
);

/** What can't be done with the link, and what to do instead. */
const LinkEnded = ({ state }: { readonly state: "used" | "out-of-date" }) =>
  state === "used" ? (
    <SignInCard title="This link was used already">
      <p role="alert">There is a manager by now. Sign in, or ask a manager for an account.</p>
      <a href="/sign-in" className={cx(buttonClasses({ size: "large" }), "w-full justify-center")}>
        Sign in
      </a>
    </SignInCard>
  ) : (
    <SignInCard title="This link is out of date">
      <p role="alert">Restart the server and open the link that it prints.</p>
      <p className="text-text-muted">A link works once, for a day, and until the next start.</p>
    </SignInCard>
  );

const wrongWith = ({ name, email, password }: typeof NOBODY) => ({
  name: name.trim() ? undefined : "Enter a name",
  email: /^\S+@\S+$/.test(email.trim()) ? undefined : "Enter an email address",
  password: password.length >= 10 ? undefined : "Enter at least 10 characters",
});
