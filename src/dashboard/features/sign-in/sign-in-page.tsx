import { useMutation } from "@tanstack/react-query";
import { signIn } from "#api/contract/sign-in.ts";
import { api } from "#dashboard/connection/api.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Form } from "#dashboard/ui/form.tsx";
import { TextField } from "#dashboard/ui/text-field.tsx";
import { EmailField, SubmitButton } from "./form-parts.tsx";
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

function SignInForm({ onSignedIn }: SignInProps) {
  const attempt = useMutation({
    mutationFn: (body: { email: string; password: string }) => api.call(signIn, { body }),
    onSuccess: onSignedIn,
  });
  const action = <SubmitButton>{attempt.isPending ? "Signing in…" : "Sign in"}</SubmitButton>;
  return (
    <Form attempt={attempt} action={action}>
      <EmailField />
      <TextField
        label="Password"
        type="password"
        name="password"
        autoComplete="current-password"
        pattern={/./s}
        wrong="Enter the password"
      />
    </Form>
  );
}
