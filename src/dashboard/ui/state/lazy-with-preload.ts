import { useEffect, useState } from "react";
import { sharedState } from "./shared-state.ts";

/** A module whose code is loaded apart from the page's own. */
interface LazyModule<Module> {
  /** Loads it, if that wasn't begun yet, and says whether it is there; `use` throws why not. */
  readonly preload: () => Promise<boolean>;
  /** The module, or nothing while it is on the way. Throws when it can't be had. */
  readonly use: () => Module | undefined;
}

/**
 * Like React's `lazy`, but a module that was loaded beforehand is there in the very render that
 * wants it: `lazy` shows its fallback first, and keeps it for up to 300 ms.
 */
export function lazyWithPreload<Module>(load: () => Promise<Module>): LazyModule<Module> {
  const loaded = sharedState<{ readonly module: Module } | undefined>(undefined);
  let loading: Promise<void> | undefined;

  const loadOnce = () => {
    loading ??= load().then(
      (module) => loaded.set({ module }),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };

  function use(): Module | undefined {
    const [failure, setFailure] = useState<{ readonly error: unknown }>();
    useEffect(() => {
      loadOnce().catch((error: unknown) => setFailure({ error }));
    }, []);
    if (failure) throw failure.error;
    return loaded.use()?.module;
  }

  const preload = () =>
    loadOnce().then(
      () => true,
      () => false,
    );
  return { preload, use };
}
