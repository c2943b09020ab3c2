import { expect, test } from "vitest";
import {
  apartInWords,
  copiedInWords,
  failingInWords,
  isWrongAddress,
  percentCopied,
  share,
} from "./sync-words.ts";

test("says by how much the copy and Hermon differ", () => {
  const leads = { read: 100, here: 100, there: 1_200 };
  expect(apartInWords({ leads, opt_ins: null })).toBe("100 of 1,200 leads could be read");
  const opt_ins = { read: 40, here: 230, there: 40 };
  expect(apartInWords({ leads: null, opt_ins })).toBe("Hermon lists 40 opt-ins, and 230 are here");
  expect(apartInWords({ leads: { read: 9, here: 8, there: 9 }, opt_ins })).toBe(
    "8 of 9 leads are here; Hermon lists 40 opt-ins, and 230 are here",
  );
});

test("says what answers in place of a list", () => {
  const words = (status: number | null) => failingInWords({ list: "leads", status });
  expect(words(404)).toBe("Hermon's address answers 404 to the list of leads");
  expect(failingInWords({ list: "opt_ins", status: 500 })).toBe(
    "Hermon's address answers 500 to the list of opt-ins",
  );
  expect(words(200)).toBe("What answers at Hermon's address gives no list of leads");
  expect(words(null)).toBe("Hermon doesn't answer when the list of leads is asked for");
  const wrong = [200, 204, 301, 404, 405, 410, 400, 403, 500, null].filter((status) =>
    isWrongAddress({ list: "leads", status }),
  );
  expect(wrong).toEqual([200, 204, 301, 404, 405, 410]);
});

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
