import { faker as en } from "@faker-js/faker/locale/en";
import { between, chance, likely, oneOf } from "../chance.ts";
import { type Country, drawCountry } from "./countries.ts";
import { drawPhone } from "./phones.ts";

export interface Contact {
  readonly country: Country;
  readonly firstName: string;
  readonly lastName: string | null;
  readonly email: string;
  readonly phone: string | null;
  readonly phoneCountry: string | null;
}

/** Draws whom a lead is. `taken` has the e-mails that are in use, in lower case, and gets one more. */
export function drawContact(taken: Set<string>): Contact {
  const country = drawCountry();
  const name = drawName(country);
  const phone = likely(0.84) ? drawPhone(country.code) : null;
  return {
    country,
    firstName: untidy(name.first),
    lastName: likely(0.13) ? null : shortened(untidy(name.last)),
    email: drawEmail(name, taken),
    phone,
    phoneCountry: phone !== null || likely(0.6) ? country.code : null,
  };
}

interface Name {
  readonly first: string;
  readonly last: string;
}

function drawName({ local }: Country): Name {
  const { person } = local;
  const sex = person.sexType();
  const first = person.firstName(sex);
  const last = person.lastName(sex);
  if (likely(0.994)) return { first, last };
  return {
    first: [first, person.firstName(sex), person.middleName(sex)].join(" "),
    last: [last, person.lastName(sex), person.lastName(sex), person.lastName(sex)].join("-"),
  };
}

/** As people type their names into forms. */
function untidy(name: string): string {
  const mood = between(1, 1000);
  if (mood <= 25) return name.toLowerCase();
  if (mood <= 35) return name.toUpperCase();
  if (mood <= 43) return `${name} `;
  if (mood <= 46) return `${name} ✨`;
  return name;
}

/** Some give no more than the letter their last name begins with. */
const shortened = (name: string): string => (likely(0.02) ? `${name.slice(0, 1)}.` : name);

function drawEmail(name: Name, taken: Set<string>): string {
  const local = drawLocalPart(name);
  let email = `${local}@example.com`;
  while (taken.has(email.toLowerCase())) email = `${local}${between(1, 9999)}@example.com`;
  taken.add(email.toLowerCase());
  return email;
}

function drawLocalPart(name: Name): string {
  const first = latin(name.first);
  const last = latin(name.last);
  const nickname = `${latin(en.color.human())}.${latin(en.word.noun())}`;
  if (!first || !last) return nickname;
  const shapes = [
    ...Array<string>(5).fill(`${first}.${last}`),
    `${first}${last}`,
    `${first}_${last}`,
    `${first.slice(0, 1)}.${last}`,
    `${first}${chance.string.numeric(2)}`,
    nickname,
    `${capital(first)}.${capital(last)}`,
  ];
  return oneOf(shapes)
    .slice(0, 60)
    .replace(/[._-]+$/, "");
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const SPELLED_OUT: Readonly<Record<string, string>> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  ß: "ss",
  ø: "o",
  æ: "ae",
  å: "a",
  ł: "l",
  đ: "d",
  ı: "i",
};

/** The letters a–z of a name, accents taken off; empty for a name in another script. */
export function latin(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[äöüßøæåłđı]/g, (letter) => SPELLED_OUT[letter] ?? letter)
    .normalize("NFD")
    .replaceAll(/[^a-z]/g, "");
}
