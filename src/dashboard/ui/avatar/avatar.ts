import "./avatar.css";
import { initialsOf } from "./initials.ts";

/** How a person is drawn where there is no picture of them. */
export interface AvatarLook {
  readonly initials: string;
  /** In degrees; `avatar.css` has lightness and chroma, which keep the contrast at every hue. */
  readonly hue: number;
}

const known = new Map<string, AvatarLook>();

/** The same person looks the same everywhere, by their name. */
export function avatarOf(name: string): AvatarLook {
  const look = known.get(name) ?? { initials: initialsOf(name), hue: hueOf(name) };
  known.set(name, look);
  return look;
}

/** The same as what a grid's cell has before a name. */
export const initialsIcon = {
  attribute: "data-initials",
  of: (_: unknown, name: string) => avatarOf(name).initials,
  hue: (name: string) => avatarOf(name).hue,
} as const;

/** Spreads names that hardly differ over the whole circle (FNV-1a). */
function hueOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 8) % 360;
}
