import { startTransition, useEffect, useState } from "react";

/**
 * The value as it was when the page was last painted: what is drawn from it follows a frame later.
 * `useDeferredValue` would render it as soon as React is done, before the browser has painted.
 */
export function useAfterPaint<Value>(value: Value): Value {
  const [painted, setPainted] = useState(value);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setPainted(() => value)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return painted;
}
