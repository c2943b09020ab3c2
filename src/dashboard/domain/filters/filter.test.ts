import { expect, test } from "vitest";
import { activeValues, withOpposite, withToggled, withValues } from "./filter.ts";

const WON = "6e5f52e5-2b78-4e0b-8f58-226344420a37";

test("values are set under one name and leave with the last one", () => {
  const filter = withValues({ source: ["MANUAL"] }, "status", [WON]);
  expect(activeValues(filter)).toEqual([
    { name: "source", value: "MANUAL" },
    { name: "status", value: WON },
  ]);
  expect(withValues(filter, "source", [])).toEqual({ status: [WON] });
});

test("what else the address filters by stays, whatever one chooses", () => {
  const filter = { source: ["MANUAL"], created: ["today.."], not_status: [WON] };
  expect(withToggled(filter, "source", "MANUAL")).toEqual({
    created: ["today.."],
    not_status: [WON],
  });
  expect(withToggled(filter, "setter", "unassigned")).toEqual({
    ...filter,
    setter: ["unassigned"],
  });
});

test("what is chosen is left out instead, beside what is left out already, and comes back", () => {
  const filter = { source: ["MANUAL", "OTHER"], status: [WON], not_source: ["OTHER", "WEBINAR"] };
  const turned = withOpposite(filter, "source");
  expect(turned).toEqual({ status: [WON], not_source: ["OTHER", "WEBINAR", "MANUAL"] });
  expect(withOpposite(turned, "not_source")).toEqual({
    source: ["OTHER", "WEBINAR", "MANUAL"],
    status: [WON],
  });
});
