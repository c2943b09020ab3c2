import { type ComponentType, createElement, useEffect, useState } from "react";
import { whenIdle } from "../timing.ts";
import { sharedState } from "./shared-state.ts";

/**
 * A component whose code is loaded apart from the page's own; it shows nothing while that is on the
 * way, and throws where it can't be had. Like React's `lazy`, but one that was loaded beforehand is
 * there in the very render that wants it: `lazy` shows its fallback first, for up to 300 ms.
 */
export function lazyWithPreload<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const loaded = sharedState<ComponentType<Props> | undefined>(undefined);
  let loading: Promise<void> | undefined;

  const loadOnce = () =>
    (loading ??= load().then(loaded.set, (error: unknown) => {
      loading = undefined;
      throw error;
    }));

  function Lazy(props: Props) {
    const [failure, setFailure] = useState<{ readonly error: unknown }>();
    useEffect(() => {
      loadOnce().catch((error: unknown) => setFailure({ error }));
    }, []);
    if (failure) throw failure.error;
    const component = loaded.use();
    return component && createElement(component, props);
  }

  /** Loads it, if that wasn't begun yet, and says whether it is there. */
  const preload = () =>
    loadOnce().then(
      () => true,
      () => false,
    );
  /** Has it loaded before it is wanted, once there is nothing better to do. */
  const usePreload = () => useEffect(() => whenIdle(preload), []);

  return Object.assign(Lazy, { preload, usePreload });
}
