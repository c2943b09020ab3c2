import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { Problem } from "#dashboard/ui/problem.tsx";

/** A page that can't be shown at all. */
export function PageProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <main className="grid h-full place-content-center">
      <Problem title="This page can't be shown" error={error} onRetry={retry} />
    </main>
  );
}
