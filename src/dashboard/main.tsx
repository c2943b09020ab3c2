import {
  MutationCache,
  notifyManager,
  QueryCache,
  QueryClient,
  QueryClientProvider,
} from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { startTransition } from "react";
import { createRoot } from "react-dom/client";
import { isUnanswered } from "#api/errors.ts";
import { pause } from "#api/retry.ts";
import { documentData } from "./connection/page-data.ts";
import { leadQueries, neighboursAt, pageOf } from "./domain/lead/queries.ts";
import { viewsQuery, withGone } from "./domain/views/queries.ts";
import { workspaceQuery } from "./domain/workspace.ts";
import { createPages } from "./routes/router.ts";
import { watchSession } from "./routes/session.ts";
import { requestUnanswered } from "./ui/state/reachability.ts";

surviveTranslation();

// A timer, which is how it is by itself, waits for a frame of the page before it.
notifyManager.setScheduler(queueMicrotask);

const onError = (error: Error) => {
  requestUnanswered.set(isUnanswered(error));
  requestFailed(error);
};
const onSuccess = () => requestUnanswered.set(false);
const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError, onSuccess }),
  mutationCache: new MutationCache({ onError, onSuccess }),
  defaultOptions: {
    // The client itself tries reads again. What nobody looks at any more is let go soon: a day's
    // work doesn't pile up, and the server is quick. A browser that says it is offline may reach a
    // server on this machine or in this network, so nothing waits for it to say otherwise.
    queries: {
      retry: false,
      staleTime: 30_000,
      gcTime: 60_000,
      networkMode: "always",
      refetchOnReconnect: true,
    },
    mutations: { retry: false, gcTime: 60_000, networkMode: "always" },
  },
});

seedFromDocument();
const router = createPages(queryClient);
const requestFailed = watchSession(queryClient, router);

/** Puts what came with the document into the query cache: the first render asks for none of it. */
function seedFromDocument(): void {
  const given = documentData();
  if (!given) return;
  const answered = { updatedAt: given.answeredAt };
  const { workspace, views, list, lead } = given.data;
  queryClient.setQueryData(workspaceQuery.queryKey, workspace, answered);
  queryClient.setQueryData(viewsQuery.queryKey, withGone(views, undefined), answered);
  if (!list) return;
  const { query, counts } = list;
  queryClient.setQueryData(leadQueries.page(query, 1).queryKey, pageOf(query, list), answered);
  queryClient.setQueryData(leadQueries.countsUnder(query).queryKey, counts, answered);
  if (!lead) return;
  const { details, position } = lead;
  queryClient.setQueryData(leadQueries.details(details.id).queryKey, details, answered);
  const { queryKey } = leadQueries.neighbours(details.id, query);
  queryClient.setQueryData(queryKey, neighboursAt(position), answered);
}

/** Bit by bit: what one presses meanwhile is answered in between. */
function show(): void {
  const pages = (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  startTransition(() => createRoot(root).render(pages));
}

// Not awaited: the bundler would take every module that others share out of this one.
void Promise.race([router.load(), pause(1_000, undefined)]).then(show);

/**
 * A browser that translates the page puts elements of its own in the place of texts. React doesn't
 * know, and to take such a text out, or put something before it, throws and takes the whole page
 * down (facebook/react#11538). Texts that change stand alone in an element, which React fills
 * without looking at what is in it; this is for the one that somebody forgot.
 */
function surviveTranslation(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with the node they are called on
  const { removeChild, insertBefore } = Node.prototype;
  Node.prototype.removeChild = function <Child extends Node>(this: Node, child: Child): Child {
    const isReplaced = child instanceof Text && child.parentNode !== this;
    if (!isReplaced) removeChild.call(this, child);
    return child;
  };
  Node.prototype.insertBefore = function <Added extends Node>(
    this: Node,
    added: Added,
    before: Node | null,
  ): Added {
    const isReplaced = before instanceof Text && before.parentNode !== this;
    insertBefore.call(this, added, isReplaced ? null : before);
    return added;
  };
}
