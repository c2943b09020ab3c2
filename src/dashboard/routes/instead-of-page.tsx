import { Link } from "@tanstack/react-router";
import type { Person } from "#api/contract/people/people.ts";
import { useUnsavedCount } from "#dashboard/domain/status/change/unsaved-changes.ts";
import { SignInCard } from "#dashboard/features/sign-in/sign-in-card.tsx";
import { usePageTitle } from "#dashboard/ui/browser/use-page-title.ts";
import { Button, buttonClasses } from "#dashboard/ui/button.tsx";
import { isSignInPage, returnView } from "./return-view.ts";

/** Where an address leads to nothing. */
export function NotFoundPage() {
  usePageTitle("Page not found");
  return (
    <main className="grid h-full min-h-0 flex-1 place-content-center justify-items-center gap-4 p-8 text-center">
      <div className="space-y-1">
        <h1 className="text-lg font-semibold">There is no such page</h1>
        <p className="text-text-muted">The address may be mistyped, or the page is gone.</p>
      </div>
      <Link to="/" className={buttonClasses()}>
        Go to the leads
      </Link>
    </main>
  );
}

/** In place of all that the person before had on the screen. */
export function OtherPerson({ person }: { readonly person: Person }) {
  const unsaved = useUnsavedCount();
  usePageTitle("Signed in as someone else");
  return (
    <SignInCard
      role="alert"
      title={
        <>
          You are signed in as <bdi>{person.name}</bdi> in another tab
        </>
      }
    >
      {unsaved > 0 && (
        <p className="rounded-md bg-danger-surface px-3 py-2 text-danger">
          The status you chose here wasn't saved.
        </p>
      )}
      <Button
        ref={focusOnMount}
        look="primary"
        size="large"
        className="w-full justify-center"
        onClick={reload}
      >
        <span className="truncate">Go on as {person.name}</span>
      </Button>
    </SignInCard>
  );
}

const focusOnMount = (button: HTMLElement | null) => button?.focus({ preventScroll: true });

/** A new page, with the same view. */
function reload(): void {
  if (isSignInPage()) window.location.replace(returnView());
  else window.location.reload();
}
