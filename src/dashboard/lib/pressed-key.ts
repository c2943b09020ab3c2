type KeyPress = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "getModifierState"
>;

/**
 * What a press means as a shortcut: "j", "?", "ArrowDown", or "Mod+k" with Ctrl (⌘ on a Mac).
 * Other combinations are the browser's and the system's: undefined.
 *
 * It is what the key writes on the keyboard that one has, so that "[" is found wherever it is. Letters
 * of other alphabets count as the letter that stands on the same key.
 */
export function pressedKey(press: KeyPress, isMac: boolean): string | undefined {
  const key = latinKey(press);
  const isLetter = LETTER_OR_DIGIT.test(key);
  const { ctrlKey, metaKey, altKey, shiftKey } = press;
  const isMod = isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (isMod && !altKey) return shiftKey ? undefined : `Mod+${key}`;
  // AltGr, and Option on a Mac, write what has no key of its own; AltGr comes with Ctrl and Alt.
  const writes = !isLetter && (press.getModifierState("AltGraph") || (isMac && !ctrlKey));
  if (metaKey || ((ctrlKey || altKey) && !writes)) return undefined;
  // A shifted letter is another key, a shifted "?" is how it is written.
  return shiftKey && (isLetter || key.length > 1) ? undefined : key;
}

const LETTER_OR_DIGIT = /^[a-z\d]$/;

function latinKey(press: KeyPress): string {
  const { key, code } = press;
  if (key.length > 1) return key;
  const lower = key.toLowerCase();
  const isForeign = /^\p{L}$/u.test(lower) && !LETTER_OR_DIGIT.test(lower);
  if (!isForeign || press.getModifierState("AltGraph")) return lower;
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? lower;
}

/** Whether a key is text for what it is pressed in, or chooses in it. */
export const isTypedInto = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches(TYPED_INTO));

const TYPED_INTO =
  "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [role=textbox], [role=searchbox], [role=combobox]";
