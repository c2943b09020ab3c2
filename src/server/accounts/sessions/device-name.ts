import Bowser from "bowser";

/** More of a `User-Agent` header than any browser's isn't looked at. */
const LONGEST = 500;

/** What a `User-Agent` header says in words, such as "Chrome on Windows"; "" when it says nothing. */
export function deviceName(userAgent: string | undefined): string {
  if (!userAgent?.trim()) return "";
  const parser = Bowser.getParser(userAgent.slice(0, LONGEST));
  const [browser, system] = [parser.getBrowserName(), parser.getOSName()];
  return [browser, system].filter(Boolean).join(" on ");
}
