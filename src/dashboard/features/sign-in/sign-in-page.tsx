import { useMutation, useQuery } from "@tanstack/react-query";
import { continueAsSamplePerson, listSamplePeople, signIn } from "#api/contract/people/sign-in.ts";
import { api } from "#dashboard/connection/api.ts";
import { useUnsavedCount } from "#dashboard/domain/status/change/unsaved-changes.ts";
import { inDigits } from "#dashboard/lib/numbers.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { ActionProblem, EmailField, Form, TextField } from "#dashboard/ui/form.tsx";
import { SignInCard, type SignInProps, SubmitButton } from "./sign-in-card.tsx";

/** Where whoever isn't signed in ends up, and goes on from to the view they came for. */
export const SignInPage = ({ onSignedIn }: SignInProps) => (
  <SignInCard title="Sign in">
    <UnsavedNotice />
    <SignInForm onSignedIn={onSignedIn} />
    <SamplePeople onSignedIn={onSignedIn} />
  </SignInCard>
);

/** Without names: nobody is signed in, and anyone may look at this. */
function UnsavedNotice() {
  const count = useUnsavedCount();
  if (count === 0) return null;
  return (
    <p role="alert" className="rounded-md bg-danger-surface px-3 py-2 text-danger">
      {count === 1
        ? "You were signed out before a status change was saved. Sign in again to make it."
        : `You were signed out before ${inDigits(count)} status changes were saved. Sign in again to make them.`}
    </p>
  );
}

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

/** One button for each made-up person of the sample workspace; elsewhere there are none. */
function SamplePeople({ onSignedIn }: SignInProps) {
  const people = useQuery({
    queryKey: ["sample-people"],
    queryFn: ({ signal }) => api.call(listSamplePeople, { signal }),
  });
  const attempt = useMutation({
    mutationFn: (id: string) => api.call(continueAsSamplePerson, { params: { id } }),
    onSuccess: onSignedIn,
  });
  if (!people.data?.length) return null;
  return (
    <section aria-label="Sample workspace" className="space-y-2 border-t border-border pt-5">
      <p className="text-text-muted">
        This is a sample workspace. Look around as one of its people.
      </p>
      {people.data.map(({ id, name, part }) => (
        <Button
          key={id}
          size="large"
          className="h-auto! min-h-10 w-full justify-center py-2 whitespace-normal!"
          disabled={attempt.isPending}
          onClick={() => attempt.mutate(id)}
        >
          {`Continue as ${name}, ${part}`}
        </Button>
      ))}
      <ActionProblem error={attempt.error} />
    </section>
  );
}
