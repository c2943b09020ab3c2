import type { ComponentProps } from "react";
import { cx } from "#dashboard/lib/class-names.ts";

const LOOKS = {
  /** The one thing a screen is for. */
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border-border-control bg-surface text-text hover:bg-surface-hover",
  /** Among others of its kind, where edges would be noise. */
  quiet: "border-transparent text-text-muted hover:bg-surface-hover hover:text-text",
} as const;

const SIZES = {
  small: "h-7 px-2",
  medium: "h-8 px-3",
  large: "h-10 px-4 text-base",
  /** For an icon alone; it needs an `aria-label`. */
  icon: "size-7 justify-center",
} as const;

interface ButtonLook {
  readonly look?: keyof typeof LOOKS | undefined;
  readonly size?: keyof typeof SIZES | undefined;
}

/** The classes of a button, for what looks like one and isn't. */
export const buttonClasses = ({ look = "secondary", size = "medium" }: ButtonLook = {}): string =>
  cx(
    // The edge shows where the system's colours replace backgrounds.
    "inline-flex shrink-0 items-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none",
    "transition-colors duration-(--duration-fast) disabled:opacity-50",
    LOOKS[look],
    SIZES[size],
  );

type ButtonProps = ButtonLook & ComponentProps<"button">;

export const Button = ({ look, size, className, ...button }: ButtonProps) => (
  <button type="button" className={cx(buttonClasses({ look, size }), className)} {...button} />
);
