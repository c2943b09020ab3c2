import { SamplePeople } from "./sample-people.tsx";
import { SignInCard } from "./sign-in-card.tsx";
import { SignInForm } from "./sign-in-form.tsx";

/** Where whoever isn't signed in ends up, and goes on from to the view they came for. */
export const SignInPage = ({ onSignedIn }: { readonly onSignedIn: () => void }) => (
  <SignInCard title="Sign in">
    <SignInForm onSignedIn={onSignedIn} />
    <SamplePeople onSignedIn={onSignedIn} />
  </SignInCard>
);
