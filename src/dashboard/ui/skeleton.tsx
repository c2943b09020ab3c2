import { cx } from "#dashboard/lib/class-names.ts";

/** Stands where a piece of text will be; its size comes from `className`. */
export const Skeleton = ({ className }: { readonly className?: string }) => (
  <span aria-hidden className={cx("block rounded-sm bg-skeleton", className)} />
);
