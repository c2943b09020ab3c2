import { inDigits } from "#dashboard/lib/numbers.ts";
import { SamplePeople } from "./sample-people.tsx";
import { SignInCard, type WithEntrance } from "./sign-in-card.tsx";
import { SignInForm } from "./sign-in-form.tsx";

interface SignInPageProps extends WithEntrance {
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
