import { useMutation } from "@tanstack/react-query";
import { signOut } from "#api/contract/people/people.ts";
import { api } from "#dashboard/connection/api.ts";
import { announceSession } from "#dashboard/connection/session-channel.ts";
import { forgetAllUnsaved } from "#dashboard/domain/status/change/unsaved-changes.ts";
import { replacePerson } from "./replace-person.ts";

/** Ends the session, here and for other tabs. */
export const useSignOut = () =>
  useMutation({
    mutationFn: () => api.call(signOut),
    // A whole new page: nothing of this session stays in memory.
    onSuccess: () => {
      announceSession({ signed: "out" });
      forgetAllUnsaved();
      replacePerson("nobody");
      window.location.assign("/sign-in");
    },
  });
