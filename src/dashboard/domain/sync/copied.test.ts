import { expect, test } from "vitest";
import { copiedInWords, percentCopied, share } from "./copied.ts";

const leads = { here: 1_300, there: 2_362 };

test("what was copied is told against what there is", () => {
  const copied = { leads, opt_ins: { here: 520, there: 2_703 } };
  expect(copiedInWords(copied)).toBe("1,300 of 2,362 leads, 520 of 2,703 opt-ins");
  expect(percentCopied(copied)).toBe(35);
});

test("a total that isn't known yet isn't made up", () => {
  const copied = { leads, opt_ins: { here: 0, there: null } };
  expect(copiedInWords(copied)).toBe("1,300 of 2,362 leads, 0 opt-ins so far");
  expect(percentCopied(copied)).toBeUndefined();
  expect(share(copied.opt_ins)).toBe(0);
});

test("nothing counts as done before it is, and no more than all is ever here", () => {
  const whole = { here: 3, there: 3 };
  expect(percentCopied({ leads: { here: 999, there: 1_000 }, opt_ins: whole })).toBe(99);
  expect(percentCopied({ leads: { here: 4, there: 3 }, opt_ins: whole })).toBe(100);
  expect(percentCopied({ leads: { here: 0, there: 0 }, opt_ins: { here: 0, there: 0 } })).toBe(100);
});
