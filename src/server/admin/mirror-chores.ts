import { type Chore, none, operator } from "./chore.ts";
import { OperatorError } from "#server/boot/operator-error.ts";
import { emptyMirror } from "#server/store/mirrored/removal/empty.ts";
import { readTotals } from "#server/store/mirrored/totals.ts";
import { isMirror } from "#server/boot/workspace.ts";

const resetMirror: Chore = (args) => {
  none(args.filter((arg) => arg !== "--yes"));
  return async ({ store }) => {
    if (!(await isMirror(store))) {
      throw new OperatorError("DATABASE_URL names no mirror of a Hermon workspace");
    }
    if (!args.includes("--yes")) {
      const { leads, optIns } = await readTotals(store);
      throw new OperatorError(
        `This takes ${leads} leads and ${optIns} opt-ins out of the database, and who changed which status. Back up first, then give --yes`,
      );
    }
    const { leads, optIns } = await emptyMirror(store, operator());
    return `${leads} leads and ${optIns} opt-ins are taken out. The server copies the workspace of HERMON_API_KEY anew`;
  };
};

/** What is done to a mirror of a Hermon workspace, by name. */
export const mirrorChores = [["mirror reset", resetMirror]] as const;
