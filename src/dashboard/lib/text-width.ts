/** Signs of the page's typeface by how wide they are, in hundredths of its size; digits are tabular. */
const WIDTHS: Readonly<Record<string, string>> = {
  25: "Iijl",
  30: " !',.:;`·",
  35: "()/[\\]ft|",
  40: "r",
  45: '"-^_{}',
  50: "*?",
  55: "7JLacksvxyz",
  60: "1235689EFbdeghnopqu",
  65: "#$&+04<=>BKPRSTZ~",
  70: "ADVXY",
  75: "CGHNOQU",
  80: "w",
  90: "Mm",
  95: "@",
  100: "%W",
};

const widths = new Map(
  Object.entries(WIDTHS).flatMap(([width, signs]) =>
    Array.from(signs, (sign) => [sign, Number(width)] as const),
  ),
);

/** Other letters are about as wide as a small one, ideographs and symbols as high. */
const OTHER_LETTER = 65;
const SQUARE = 100;

/** Lies over the sign before it. */
const MARK = /\p{M}/u;
const IS_SQUARE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{S}]/u;

/**
 * How wide a text is about, in multiples of its size. An estimate, the same on every device and
 * before the typeface is there: what is placed by it stays in its place.
 */
export function textWidth(text: string): number {
  let hundredths = 0;
  for (const sign of text) hundredths += widths.get(sign) ?? otherWidth(sign);
  return hundredths / 100;
}

function otherWidth(sign: string): number {
  const [base = sign] = sign.normalize("NFD");
  if (MARK.test(base)) return 0;
  return widths.get(base) ?? (IS_SQUARE.test(base) ? SQUARE : OTHER_LETTER);
}
