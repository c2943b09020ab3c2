import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { signIn } from "#api/contract/sign-in.ts";
import { api } from "#dashboard/connection/api.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Explained } from "#dashboard/ui/explained.tsx";
import { TextField } from "#dashboard/ui/text-field.tsx";
import { SamplePeople } from "./sample-people.tsx";
import { SignInCard, type SignInProps } from "./sign-in-card.tsx";

interface SignInPageProps extends SignInProps {
  /** Status changes that whoever was signed in before chose and that weren't saved. */
  readonly unsaved: number;
}

/** Where whoever isn't signed in ends up, and goes on from to the view they came for. */
export const SignInPage = ({ unsaved, onSignedIn }: SignInPageProps) => (
  <SignInCard title="Sign in">
    {unsaved > 0 && <UnsavedNotice count={unsaved} />}
    <SignInForm onSignedIn={onSignedIn} />
    <SamplePeople onSignedIn={onSignedIn} />
  </SignInCard>
);

/** Without names: nobody is signed in, and anyone may look at this. */
const UnsavedNotice = ({ count }: { readonly count: number }) => (
  <p role="alert" className="rounded-md bg-danger-surface px-3 py-2 text-danger">
    {count === 1
      ? "You were signed out before a status change was saved. Sign in again to make it."
      : `You were signed out before ${inDigits(count)} status changes were saved. Sign in again to make them.`}
  </p>
);

/** E-mail and password. What is wrong with a field stands beside it, and nothing typed is lost. */
function SignInForm({ onSignedIn }: SignInProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [isChecked, setIsChecked] = useState(false);
  const attempt = useMutation({
    mutationFn: () => api.call(signIn, { body: { email, password } }),
    onSuccess: onSignedIn,
  });

  const wrong = {
    email: /^\S+@\S+$/.test(email.trim()) ? undefined : "Enter an email address",
    password: password ? undefined : "Enter the password",
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (!wrong.email && !wrong.password && !attempt.isPending) attempt.mutate();
  };

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      <TextField
        label="Email"
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        onChange={({ target }) => setEmail(target.value)}
        error={isChecked ? wrong.email : undefined}
      />
      <TextField
        label="Password"
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={({ target }) => setPassword(target.value)}
        error={isChecked ? wrong.password : undefined}
      />
      {attempt.error && (
        <p role="alert" className="rounded-md bg-danger-surface px-3 py-2 text-danger">
          <Explained error={attempt.error} />
        </p>
      )}
      <Button type="submit" look="primary" size="large" className="w-full justify-center">
        {attempt.isPending ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
