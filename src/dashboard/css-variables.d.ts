import "react";

declare module "react" {
  /** Custom properties in `style`, e.g. the table's row height. */
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }
}
