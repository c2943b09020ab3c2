import { expect, test } from "vitest";
import type { TrafficAttribution } from "#api/contract/opt-ins/opt-ins.ts";
import { attributionOf } from "./attribution.ts";

const nothing: TrafficAttribution = {
  utm_source: null,
  utm_medium: null,
  utm_campaign: null,
  utm_content: null,
  utm_term: null,
  referrer: null,
  landing_page: null,
};

test("what is known comes in its order, what isn't by name only", () => {
  const { given, missing } = attributionOf({
    ...nothing,
    landing_page: "https://example.com/",
    utm_source: " Instagram ",
    utm_term: "  ",
    referrer: "",
  });
  expect(given).toEqual([
    { label: "Source", value: "Instagram", isId: false },
    { label: "Landing page", value: "https://example.com/", isId: false },
  ]);
  expect(missing).toEqual(["Medium", "Campaign", "Content", "Term", "Referrer"]);
});

test("without anything recorded nothing is given", () => {
  expect(attributionOf(nothing).given).toEqual([]);
});

test("a content that is a user's id is the setter's link, not an ad's name", () => {
  const [row] = attributionOf({ ...nothing, utm_content: "user_2abc" }).given;
  expect(row).toEqual({ label: "Setter by ad link", value: "user_2abc", isId: true });
  const [ad] = attributionOf({ ...nothing, utm_content: "video_user_2" }).given;
  expect(ad).toEqual({ label: "Content", value: "video_user_2", isId: false });
});
