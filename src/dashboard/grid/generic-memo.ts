import { type ComponentType, memo } from "react";

/** React's `memo` for a component with type parameters, which takes the same props after it. */
export const genericMemo = memo as <Component extends ComponentType<never>>(
  component: Component,
) => Component;
