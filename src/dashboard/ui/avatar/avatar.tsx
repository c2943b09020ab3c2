import { avatarOf } from "./avatar.ts";

/** A person's initials, as decoration beside the name. */
export function Avatar({ name }: { readonly name: string }) {
  const { initials, hue } = avatarOf(name);
  return (
    <span
      aria-hidden
      data-initials={initials}
      className="flex shrink-0 print:hidden"
      style={{ "--hue": hue }}
    />
  );
}
