import { Outlet } from "@tanstack/react-router";
import type { Person } from "#api/contract/people.ts";
import { useUnsavedCount } from "#dashboard/domain/status/change/unsaved-changes.ts";
import { BrandMark } from "#dashboard/ui/brand-mark.tsx";
import { usePageTitle } from "#dashboard/ui/browser/use-page-title.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { takeFocus } from "#dashboard/ui/focus/take-focus.ts";
import { isEntrance, viewBehind } from "./entrance.ts";
import { Pending } from "./pending.tsx";
import { successor } from "./successor.ts";

/** The pages, as long as whom they show is who is signed in. */
export function WhosePage() {
  const next = successor.use();
  if (next === undefined) return <Outlet />;
  return next === "nobody" ? <Pending /> : <SuccessorPage person={next} />;
}

/** A new page, with the same view. */
function goOn(): void {
  if (isEntrance()) window.location.replace(viewBehind());
  else window.location.reload();
}

/** In place of all that the person before had on the screen. */
function SuccessorPage({ person }: { readonly person: Person }) {
  const unsaved = useUnsavedCount();
  usePageTitle("Signed in as someone else");
  return (
    <main className="grid min-h-full place-items-start justify-center bg-surface-sunken px-4 pt-[12vh] pb-8">
      <div className="w-full max-w-88 space-y-5">
        <p className="flex items-center gap-2 text-text-muted">
          <BrandMark />
          Hermon leads
        </p>
        <div
          role="alert"
          className="space-y-5 rounded-lg border border-border bg-surface-raised p-6"
        >
          <h1 className="text-lg font-semibold wrap-anywhere">
            You are signed in as <bdi>{person.name}</bdi> in another tab
          </h1>
          {unsaved > 0 && (
            <p className="rounded-md bg-danger-surface px-3 py-2 text-danger">
              The status you chose here wasn't saved.
            </p>
          )}
          <Button
            ref={takeFocus}
            look="primary"
            size="large"
            className="w-full justify-center"
            onClick={goOn}
          >
            <span className="truncate">Go on as {person.name}</span>
          </Button>
        </div>
      </div>
    </main>
  );
}
