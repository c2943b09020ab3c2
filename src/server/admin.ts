import { chores } from "#server/chores.ts";
import { openDatabase } from "#server/database.ts";
import { openLog } from "#server/log.ts";
import { explainFailure, OperatorError } from "#server/operator-error.ts";
import { readSettings } from "#server/settings.ts";

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
  mirror reset --yes
                   empties a mirror of Hermon, so that everything is copied anew; accounts and API keys
                   stay, who changed which status doesn't`;

/** The chore the words name, and the words behind its name. */
function choose(words: readonly string[]) {
  for (const length of [2, 1]) {
    const chore = chores.get(words.slice(0, length).join(" "));
    if (chore) return { chore, rest: words.slice(length) };
  }
  throw new OperatorError(USAGE);
}

try {
  const { chore, rest } = choose(process.argv.slice(2));
  const settings = readSettings();
  const prepared = chore(rest);
  const { store, auth } = await openDatabase(settings, openLog(settings.LOG_LEVEL));
  try {
    console.log(await prepared({ store, auth, settings }));
  } finally {
    await store.close();
  }
} catch (error) {
  console.error(explainFailure(error));
  process.exitCode = 1;
}
