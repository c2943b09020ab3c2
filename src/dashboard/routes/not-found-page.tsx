import { Link } from "@tanstack/react-router";
import { usePageTitle } from "#dashboard/ui/browser/use-page-title.ts";
import { buttonClasses } from "#dashboard/ui/button.tsx";

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
