/** How wide a text is drawn. */
type Measure = (text: string) => number;

/** A letter of those of which a country's two make its flag. */
const regional = (code: string, at: number): string =>
  String.fromCodePoint(0x1f1a5 + code.toUpperCase().charCodeAt(at));

/** A country's flag, by its ISO code; nothing for what is none. */
export const flagSign = (code: string): string | undefined =>
  /^[a-z]{2}$/i.test(code) ? regional(code, 0) + regional(code, 1) : undefined;

/** Whether two such letters become one sign. Windows draws them as letters, and some systems as boxes. */
export const isFlagDrawn = (measure: Measure): boolean => {
  const letter = measure(regional("CH", 0));
  return letter > 0 && measure(`${flagSign("CH")}`) < letter * 1.5;
};

let isDrawnHere: boolean | undefined;

/** A country's flag where the system draws flags. */
export function flagOf(code: string): string | undefined {
  isDrawnHere ??= isFlagDrawn(measureHere());
  return isDrawnHere ? flagSign(code) : undefined;
}

function measureHere(): Measure {
  const context = document.createElement("canvas").getContext("2d");
  // Without one nothing is known to be drawn.
  return (text) => context?.measureText(text).width ?? 0;
}
