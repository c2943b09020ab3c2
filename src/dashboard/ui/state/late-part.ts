import { useEffect, useState } from "react";
import { sharedState } from "./shared-state.ts";

/** A part of the page whose code is loaded apart from the page's own. */
interface LatePart<Part> {
  /** Loads it, if that wasn't begun yet, and says whether it is there; whoever uses it is told why not. */
  readonly preload: () => Promise<boolean>;
  /** The part, or nothing while it is on the way. Throws when it can't be had. */
  readonly use: () => Part | undefined;
}

/**
 * Like React's `lazy`, but a part that was loaded beforehand is there in the very render that wants
 * it: `lazy` shows its fallback first, and keeps it for up to 300 ms.
 */
export function latePart<Part>(load: () => Promise<Part>): LatePart<Part> {
  const loaded = sharedState<{ readonly part: Part } | undefined>(undefined);
  let loading: Promise<void> | undefined;

  const begin = () => {
    loading ??= load().then(
      (part) => loaded.set({ part }),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };

  function use(): Part | undefined {
    const [failure, setFailure] = useState<{ readonly error: unknown }>();
    useEffect(() => {
      begin().catch((error: unknown) => setFailure({ error }));
    }, []);
    if (failure) throw failure.error;
    return loaded.use()?.part;
  }

  const preload = () =>
    begin().then(
      () => true,
      () => false,
    );
  return { preload, use };
}
