import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { checkFirstManagerLink, createFirstManager } from "#api/contract/people/sign-in.ts";
import { api } from "#dashboard/connection/api.ts";
import { cx } from "#dashboard/lib/class-names.ts";
import { buttonClasses } from "#dashboard/ui/button.tsx";
import { EmailField, Form, NewPasswordField, TextField } from "#dashboard/ui/form.tsx";
import { Skeleton } from "#dashboard/ui/skeleton.tsx";
import { SignInCard, type SignInProps, SubmitButton } from "./sign-in-card.tsx";

/** The first person of an empty installation. A link that no longer works says so at once. */
export function FirstManagerPage({ onSignedIn }: SignInProps) {
  const link = useQuery({
    queryKey: LINK,
    queryFn: () => api.call(checkFirstManagerLink, { body: { token: tokenInLink() } }),
  });
  if (link.data && link.data.state !== "valid") return <LinkEnded state={link.data.state} />;
  return (
    <SignInCard title="Make the first manager">
      {/* Where it can't be asked, nothing speaks against it. */}
      {link.isPending ? <FormShape /> : <FirstManagerForm onSignedIn={onSignedIn} />}
    </SignInCard>
  );
}

const LINK = ["first-manager-link"];

/** The one-time link that the server printed has it behind the `#`, which no server or log gets to see. */
const tokenInLink = () => new URLSearchParams(window.location.hash.slice(1)).get("token") ?? "";

function FirstManagerForm({ onSignedIn }: SignInProps) {
  const queryClient = useQueryClient();
  const creation = useMutation({
    mutationFn: (person: { name: string; email: string; password: string }) =>
      api.call(createFirstManager, { body: { token: tokenInLink(), ...person } }),
    onSuccess: onSignedIn,
    // Perhaps somebody else was quicker.
    onError: () => void queryClient.invalidateQueries({ queryKey: LINK }),
  });
  const action = <SubmitButton>{creation.isPending ? "Making…" : "Make manager"}</SubmitButton>;
  return (
    <Form attempt={creation} action={action}>
      <TextField label="Name" name="name" autoComplete="name" pattern={/\S/} wrong="Enter a name" />
      <EmailField />
      <NewPasswordField />
    </Form>
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
