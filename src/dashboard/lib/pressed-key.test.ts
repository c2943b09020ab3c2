import { expect, test } from "vitest";
import { pressedKey } from "./pressed-key.ts";

interface Press {
  readonly key: string;
  readonly code?: string;
  readonly held?: string;
}

const press = ({ key, code = "", held = "" }: Press) => ({
  key,
  code,
  ctrlKey: held.includes("Control"),
  metaKey: held.includes("Meta"),
  altKey: held.includes("Alt"),
  shiftKey: held.includes("Shift"),
  getModifierState: (name: string) => held.includes(name),
});

test.each([
  [{ key: "j" }, "j"],
  // With Caps Lock on.
  [{ key: "J" }, "j"],
  [{ key: "J", held: "Shift" }, undefined],
  [{ key: "?", held: "Shift" }, "?"],
  [{ key: "ArrowDown" }, "ArrowDown"],
  [{ key: "ArrowDown", held: "Shift" }, undefined],
  [{ key: "s", held: "Control" }, "Mod+s"],
  [{ key: "K", held: "Control" }, "Mod+k"],
  [{ key: "k", held: "Control Shift" }, undefined],
  [{ key: "k", held: "Meta" }, undefined],
  [{ key: "s", held: "Alt" }, undefined],
  // German: AltGr and 8, as Windows and as Linux tell it.
  [{ key: "[", code: "Digit8", held: "Control Alt AltGraph" }, "["],
  [{ key: "[", code: "Digit8", held: "AltGraph" }, "["],
  [{ key: "[", held: "Alt" }, undefined],
  // Polish: AltGr writes another letter.
  [{ key: "ś", code: "KeyS", held: "Control Alt AltGraph" }, "ś"],
  // Cyrillic and Greek; a keyboard with another order says what it writes.
  [{ key: "ы", code: "KeyS" }, "s"],
  [{ key: "σ", code: "KeyS" }, "s"],
  [{ key: "л", code: "KeyK", held: "Control" }, "Mod+k"],
  [{ key: "j", code: "KeyC" }, "j"],
  [{ key: "é", code: "Digit2" }, "é"],
  [{ key: "Dead", code: "BracketLeft" }, "Dead"],
] satisfies [Press, string | undefined][])("%j is %s", (pressed, expected) => {
  expect(pressedKey(press(pressed), false)).toBe(expected);
});

test.each([
  [{ key: "k", held: "Meta" }, "Mod+k"],
  // What Emacs' keys do in a Mac's fields.
  [{ key: "k", held: "Control" }, undefined],
  [{ key: "[", code: "Digit5", held: "Alt" }, "["],
  [{ key: "s", held: "Alt" }, undefined],
] satisfies [Press, string | undefined][])("on a Mac, %j is %s", (pressed, expected) => {
  expect(pressedKey(press(pressed), true)).toBe(expected);
});
