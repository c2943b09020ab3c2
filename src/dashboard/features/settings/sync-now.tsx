import { useMutation, useQueryClient } from "@tanstack/react-query";
import { syncNow, type SyncState } from "#api/contract/sync.ts";
import { api } from "#dashboard/connection/api.ts";
import { syncQuery, useTrouble } from "#dashboard/domain/sync/sync.ts";
import { dates } from "#dashboard/lib/dates.ts";
import { Button } from "#dashboard/ui/button.tsx";
import { Explained } from "#dashboard/ui/explained.tsx";
import { settingsQueries } from "./queries.ts";

/** Has everything read again, and Hermon asked again where a refusal or an outage makes it wait. */
export function SyncNow() {
  const queryClient = useQueryClient();
  const trouble = useTrouble();
  const { mutate, isPending, isSuccess, data, error } = useMutation({
    mutationFn: () => api.call(syncNow),
    onSuccess: (sync) => {
      queryClient.setQueryData(syncQuery.queryKey, sync);
      void queryClient.invalidateQueries(settingsQueries.connection());
    },
  });
  return (
    <div className="flex max-w-1/2 flex-col items-end text-right">
      <Button disabled={isPending} onClick={() => mutate()}>
        Sync now
      </Button>
      <p role="status" className="text-text-muted">
        {isSuccess && (trouble === null ? "Sync started" : whyNot(data))}
      </p>
      {error && (
        <p role="alert" className="text-danger">
          Couldn't start. <Explained error={error} />
        </p>
      )}
    </div>
  );
}

/** Why nothing is read for all that; of other troubles the page tells. */
function whyNot({ phase, next_try_at: nextTry }: SyncState): string | undefined {
  if (phase === "other-workspace") return "Not started: the API key opens another workspace";
  if (phase !== "waiting" || nextTry === null) return undefined;
  return `Hermon asks us to wait until ${dates.clock(nextTry, Date.now())}. Everything is read then`;
}
