import { expect, test } from "vitest";
import { preloadLinks } from "./preload.ts";

test("an address that was pasted otherwise has the preloads of the view it means", () => {
  const escaped = preloadLinks("/leads", "?setter=ana%2Bwest%40example.com");
  expect(escaped).toContain("</api/dashboard/leads?setter=ana%2Bwest%40example.com&page=1");
  for (const query of [
    "?setter=ana+west@example.com",
    "?SETTER=ana%20west@example.com.&utm_source=mail&fbclid=1",
    "?amp;setter=ana%252Bwest%2540example.com",
  ]) {
    expect(preloadLinks("/leads", query)).toBe(escaped);
  }
});

test.each(["source=LANDING_PAGE,CALENDLY", "status=abc&source=CALENDLY", "sort=foo", "lead=7"])(
  "nothing is preloaded for %s, of which the page can't take all",
  (query) => {
    expect(preloadLinks("/leads", `?${query}`)).toBeUndefined();
  },
);
