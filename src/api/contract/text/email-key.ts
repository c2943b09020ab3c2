import { trimmed } from "./visible-text.ts";

/* How e-mail addresses are taken apart and compared; without packages, as rows are drawn with it. */

/** What can't be seen has no business in an address: it comes with what is pasted. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** An address without what can't be seen; one that was typed in full width, in the usual one. */
export function asTyped(text: string): string {
  const seen = trimmed(text).replace(INVISIBLE, "");
  const isFullWidth = !seen.includes("@") && seen.includes("＠");
  return isFullWidth ? seen.normalize("NFKC") : seen;
}

/** The name and the domain of an address, parted at its last `@`. */
export function partsOf(address: string): [name: string, domain: string] {
  const at = address.lastIndexOf("@");
  return at < 0 ? [address, ""] : [address.slice(0, at), address.slice(at + 1)];
}

/** A domain as the domain name system has it, in ASCII and lower case; `""` when it can't be one. */
export function asciiDomain(domain: string): string {
  if (/^[\w.-]*$/.test(domain)) {
    const lower = domain.toLowerCase();
    return lower.includes("xn--") ? hostOf(lower) : lower;
  }
  return hostOf(domain);
}

/** Nothing but letters and dots may reach the URL: `a@b/c` has no domain. */
const hostOf = (domain: string): string =>
  /^[\p{L}\p{M}\p{N}.。．｡·-]+$/u.test(domain)
    ? (URL.parse(`http://${domain}`)?.hostname ?? "")
    : "";

/**
 * How addresses are compared: in lower case, whatever Unicode's way to write a letter (NFC, as RFC
 * 6532 asks for: the compatible forms differ in meaning), and whichever way a domain is written, as
 * `münchen.example` or `xn--mnchen-3ya.example`. Any text will do, also one that is no address.
 */
export function emailKey(email: string): string {
  const seen = asTyped(email);
  if (/^[\x21-\x7e]*$/.test(seen)) return seen.toLowerCase();
  const [name, domain] = partsOf(seen);
  const key = name.normalize("NFC").toLowerCase().normalize("NFC");
  const host = domain && (asciiDomain(domain) || domain.normalize("NFC").toLowerCase());
  return seen.includes("@") ? `${key}@${host}` : key;
}

/** Whether two addresses are one. */
export const isSameEmail = (a: string, b: string): boolean => emailKey(a) === emailKey(b);
