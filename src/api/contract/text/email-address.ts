import * as z from "zod/mini";
import { complaint } from "../endpoint.ts";
import { asciiDomain, asTyped, partsOf } from "./email-key.ts";

/** In characters; RFC 5321 has 64 for the name and 255 for the domain, and an `@` between. */
const MOST = 320;

/** As RFC 6531 has them: any letter or sign beyond ASCII, and of ASCII those of RFC 5321. */
const WORD = String.raw`(?:[\w!#$%&'*+/=?^${"`"}{|}~-]|(?![\p{Z}\p{C}])[^\p{ASCII}])+`;
const QUOTED = String.raw`"(?:[ !#-[\]-~]|\\[ -~]|(?![\p{Z}\p{C}])[^\p{ASCII}])+"`;
const NAME = new RegExp(String.raw`^(?:${WORD}(?:\.${WORD})*|${QUOTED})$`, "u");

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
/** At least two labels, the last of them no number: mail for `localhost` leaves no machine. */
const DOMAIN = new RegExp(String.raw`^(?=.{1,253}$)(?:${LABEL}\.)+(?!\d+$)${LABEL}$`);

function isEmailAddress(text: string): boolean {
  const [name, domain] = partsOf(text);
  return NAME.test(name) && DOMAIN.test(asciiDomain(domain));
}

/**
 * An e-mail address of the whole mail world, in any script. It is kept as it was given, but for
 * what can't be seen and the blanks around it. A sender is told of the field `email`.
 */
export const EmailAddress = z
  .string(complaint("email", "a string"))
  .check(
    z.overwrite(asTyped),
    z.maxLength(MOST, complaint("email", `at most ${MOST} characters long`)),
    z.refine(isEmailAddress, complaint("email", "an email address")),
  );
