import { BlockList, isIP, isIPv4, isIPv6, SocketAddress } from "node:net";

/**
 * An address in its one spelling: IPv6 shortened and without a zone, IPv4 also where it comes as
 * `::ffff:192.0.2.1`. `null` for what is none.
 */
export function plainAddress(text: string): string | null {
  if (isIPv4(text)) return text;
  if (!isIPv6(text)) return null;
  const { address } = new SocketAddress({ address: text, family: "ipv6" });
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address) ?? [];
  return mapped ?? address;
}

/** An address, or all that begin alike. */
interface Range {
  readonly address: string;
  readonly prefix: number;
}

/** Reads `192.0.2.1`, `10.0.0.0/8` or `2001:db8::/32`; `null` for what is none of them. */
function rangeOf(text: string): Range | null {
  const [, start = "", digits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = plainAddress(start);
  if (address === null) return null;
  const bits = isIPv4(address) ? 32 : 128;
  // The first 96 bits of a mapped address only say that it is one.
  const skipped = isIPv6(start) && bits === 32 ? 96 : 0;
  const prefix = digits === undefined ? bits : Number(digits) - skipped;
  return prefix >= 0 && prefix <= bits ? { address, prefix } : null;
}

/** The ranges of a list with commas between them; `null` when one of them is none. */
export function parseRanges(list: string): readonly Range[] | null {
  const ranges = list.split(",").map((entry) => rangeOf(entry.trim()));
  return ranges.every((range) => range !== null) ? ranges : null;
}

/** Makes the check whether an address lies in one of the ranges. */
export function inRanges(ranges: readonly Range[]): (address: string) => boolean {
  const list = new BlockList();
  for (const { address, prefix } of ranges) list.addSubnet(address, prefix, familyOf(address));
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
}

const familyOf = (address: string) => (isIPv4(address) ? "ipv4" : "ipv6");

/** Whoever has an IPv6 address has all that begin with the same 64 bits. Others stay as they are. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail = ""] = address.split("::");
  const [before, after] = [groupsOf(head), groupsOf(tail)];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return `${[...before, ...zeros, ...after].slice(0, 4).join(":")}::/64`;
}

const groupsOf = (part: string) => (part === "" ? [] : part.split(":"));

/** Whether only this machine can reach a server that listens on this host. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, "");
  if (isIP(name) === 4) return name.startsWith("127.");
  return name === "localhost" || name === "::1";
}
