import { expect, test } from "vitest";
import { ENDPOINTS } from "../all.ts";
import { CAPABILITIES, isCapability, may, ROLES } from "./roles.ts";

test("who may do more may do all that others may, and managers may do everything", () => {
  for (const name of Object.keys(CAPABILITIES).filter(isCapability)) {
    const allowed = ROLES.map((role) => may(role, name));
    expect(allowed, name).toEqual(allowed.toSorted((a, b) => Number(a) - Number(b)));
    expect(allowed.at(-1), name).toBe(true);
  }
});

test("what is changed in a session takes more than reading", () => {
  const changing = ENDPOINTS.filter(
    ({ method, access }) => method !== "GET" && isCapability(access),
  );
  expect(changing.map(({ access }) => access)).not.toContain("read");
});
