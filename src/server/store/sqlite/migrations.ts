import type { OpenDatabase } from "../database/database.ts";
import * as leads from "../migrations/0001-leads.ts";
import * as accounts from "../migrations/0002-accounts.ts";
import * as mirror from "../migrations/0003-mirror.ts";
import * as endOfAccounts from "../migrations/0005-accounts.ts";
import * as submissions from "../migrations/0006-submissions.ts";
import * as touchDays from "../migrations/0008-touch-days.ts";
import * as counts from "../migrations/0009-counts.ts";
import * as lists from "../migrations/0010-lists.ts";
import * as audit from "../migrations/0011-audit.ts";
import * as optInLists from "../migrations/0012-opt-in-lists.ts";
import * as versions from "../migrations/0013-versions.ts";
import * as size from "../migrations/0014-size.ts";
import * as notices from "../migrations/0015-notices.ts";
import * as mirrorLease from "../migrations/0016-mirror-lease.ts";
import { jobs } from "../migrations/0017-jobs.ts";
import * as columns from "../migrations/0018-columns.ts";
import { views } from "../migrations/0019-views.ts";
import * as lean from "../migrations/0020-lean.ts";

export const migrations: OpenDatabase["migrations"] = {
  "0001-leads": leads,
  "0002-accounts": accounts,
  "0003-mirror": mirror,
  "0005-accounts": endOfAccounts,
  "0006-submissions": submissions,
  "0008-touch-days": touchDays,
  "0009-counts": counts,
  "0010-lists": lists,
  "0011-audit": audit,
  "0012-opt-in-lists": optInLists,
  "0013-versions": versions,
  "0014-size": size,
  "0015-notices": notices,
  "0016-mirror-lease": mirrorLease,
  "0017-jobs": jobs((column) => column.primaryKey()),
  "0018-columns": columns,
  "0019-views": views((column) => column.primaryKey()),
  "0020-lean": lean,
};
