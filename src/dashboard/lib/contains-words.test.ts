import { expect, test } from "vitest";
import { containsWords } from "./contains-words.ts";

const leila = ["Leila Haddad", "leila.haddad@example.com"];

test.for([
  ["haddad leila", leila],
  ["leila.haddad@", leila],
  ["LEI HAD", leila],
  ["  haddad  ", leila],
  ["", leila],
  ["haddad example.com", leila],
  ["agnes oster", ["Ágnes Øster"]],
  ["ØSTER", ["Ágnes Oster"]],
  ["strasse", ["Große Straße"]],
  ["istanbul", ["İstanbul"]],
  ["лена", ["ЛЕНА Орлова"]],
  ["a_h 50%", ["A_H@example.com", "50% off"]],
  // Combined and taken apart, it is the same letter.
  ["a\u0308gn", ["Ägnes"]],
] as const)("«%s» is found", ([query, texts]) => {
  expect(containsWords(query, texts)).toBe(true);
});

test.for(["leila q", "haddadleila", ".*", "%", "_", "haddad_leila", "haddad@leila"])(
  "«%s» isn't",
  (query) => {
    expect(containsWords(query, leila)).toBe(false);
  },
);
