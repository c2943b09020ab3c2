import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { LeadView, OptInsInShort } from "#api/contract/leads/lead-views.ts";
import { optInsInWords } from "./opt-ins-in-short.tsx";

beforeAll(() => vi.stubEnv("TZ", "Europe/Berlin"));
afterAll(() => vi.unstubAllEnvs());

const now = Date.parse("2026-11-28T12:00:00Z");
const newsletter = { source: "NEWSLETTER", created_at: "2026-11-26T08:00:00Z" };
const calendly = { source: "CALENDLY", created_at: "2026-11-26T23:30:00Z" };
const landingPage = { source: "LANDING_PAGE", created_at: "2025-11-26" };

const NOTHING: OptInsInShort = { total: 0, first: null, latest: null };
const known = (total: number, first: typeof newsletter, latest = first) => ({
  total,
  first,
  latest,
});

/** @param there how many Hermon says there are */
function words(
  opt_ins_in_short: OptInsInShort | undefined,
  there: number,
  rest: Pick<LeadView, "details_as_of"> = {},
  isIncomplete = false,
) {
  const counts = { notes: 0, appointments: 0, contracts: 0, payments: 0, opt_ins: there };
  const inWords = optInsInWords({ counts, opt_ins_in_short, ...rest }, now, isIncomplete);
  // Days read as they do in the language of whoever runs this.
  return inWords.replaceAll(/Nov (\d+)/g, "$1 Nov").replaceAll(/(\d+ Nov), /g, "$1 ");
}

test("how many, by what the lead came first and last, and on which of the viewer's days", () => {
  expect(words(known(3, newsletter, calendly), 3)).toMatch(
    /^3 opt-ins, first Newsletter 26 Nov,? latest Calendly 27 Nov$/,
  );
  expect(words(known(1, calendly), 1)).toBe("1 opt-in, Calendly 27 Nov");
  expect(words(known(1, landingPage), 1)).toBe("1 opt-in, Landing page 26 Nov 2025");
  expect(words(NOTHING, 0)).toBe("No opt-ins recorded");
});

test("where Hermon has more than are here, only their number is known", () => {
  expect(words(known(2, newsletter, calendly), 3)).toBe("3 opt-ins");
  expect(words(NOTHING, 1)).toBe("1 opt-in");
  expect(words(undefined, 2)).toBe("2 opt-ins");
  expect(words(known(2, calendly), 1)).toMatch(/^2 opt-ins, first/);
});

test("what the details would say isn't known before they were read", () => {
  const unread = { details_as_of: null };
  expect(words(known(1, newsletter), 0, unread)).toBe("1 opt-in, Newsletter 26 Nov");
  expect(words(NOTHING, 0, unread)).toBe("No opt-ins recorded");
  expect(words(known(2, newsletter), 0, unread, true)).toMatch(/^2 opt-ins so far, first/);
  expect(words(NOTHING, 0, unread, true)).toBe("No opt-ins so far");
  expect(words(NOTHING, 0, { details_as_of: newsletter.created_at }, true)).toBe(
    "No opt-ins recorded",
  );
});
