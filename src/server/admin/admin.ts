import { chores } from "./chores.ts";
import { openExistingDatabase } from "#server/boot/database.ts";
import { fileChores } from "./file-chores.ts";
import { explainFailure, OperatorError } from "#server/boot/operator-error.ts";
import { readSettings } from "#server/boot/settings.ts";

const USAGE = `Usage: npm run admin -- COMMAND
  user create EMAIL --name NAME --role viewer|member|manager [--password-stdin]
                   makes an account; without --password-stdin it gets a password, printed once
  user list        everyone with an account
  user disable EMAIL
                   lets nobody sign in to the account, and ends its sessions
  user enable EMAIL
                   lets people sign in to it again
  user role EMAIL viewer|member|manager
                   changes what someone may do, also while they are signed in
  user password EMAIL [--password-stdin]
                   gives someone a new password and ends their sessions
  user sessions EMAIL [--end]
                   lists where someone is signed in, or ends it all
  key create NAME  makes an API key and prints it, this once
  key list         every key, without the key itself
  key revoke ID    makes a key useless from now on
  backup FILE      copies the database into a new file, also while the server runs
  restore FILE     puts a backup in the database's place and keeps what was there; not while the server runs
  check [--repair] looks through the database and says what is off; counts and what leads are found by
                   are then made anew
  audit list [--limit N]
                   who signed in, or failed to, and who changed accounts and API keys: the newest
                   100 first, or as many as you say
  mirror reset --yes
                   empties a mirror of Hermon, so that everything is copied anew; accounts and API keys
                   stay, who changed which status doesn't`;

/** The name of the chore that the words begin with, and the words behind it. */
function choose(words: readonly string[]) {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(" ");
    const chore = chores.get(name);
    if (chore) return { name, chore, rest: words.slice(length) };
  }
  throw new OperatorError(USAGE);
}

/** Opens the database only for work that is done in it, and never makes one. */
async function run(words: readonly string[]): Promise<string> {
  const { name, chore, rest } = choose(words);
  const settings = readSettings();
  const fileChore = fileChores.get(name);
  if (fileChore) return fileChore(rest)({ settings });
  const work = chore(rest);
  const database = await openExistingDatabase(settings);
  try {
    return await work({ ...database, settings });
  } finally {
    await database.store.close();
  }
}

// So that what was begun is cleaned up.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
process.umask(0o077);
try {
  console.log(await run(process.argv.slice(2)));
} catch (error) {
  console.error(explainFailure(error));
  process.exitCode = 1;
}
