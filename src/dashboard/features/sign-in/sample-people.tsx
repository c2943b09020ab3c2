import { useMutation, useQuery } from "@tanstack/react-query";
import { continueAsSamplePerson, listSamplePeople } from "#api/contract/sign-in.ts";
import { api } from "#dashboard/connection/api.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Explained } from "#dashboard/ui/explained.tsx";
import type { SignInProps } from "./sign-in-card.tsx";

/** One button for each made-up person of the sample workspace; elsewhere there are none. */
export function SamplePeople({ onSignedIn }: SignInProps) {
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
      {attempt.error && (
        <p role="alert" className="text-danger">
          <Explained error={attempt.error} />
        </p>
      )}
    </section>
  );
}
