import { expect, test } from "vitest";
import { isRightToLeft } from "./text.ts";

test("a text runs as its first letter does", () => {
  for (const text of ["محمد", "אברהם כהן (CEO)", "1. مرجع", "“ސަލާމް”"]) {
    expect(isRightToLeft(text), text).toBe(true);
  }
  for (const text of ["Ana", "", "–", "28 Nov 2026", "Ana محمد", "田中", "123"]) {
    expect(isRightToLeft(text), text).toBe(false);
  }
});
