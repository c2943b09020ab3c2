import { useEffect, useState } from "react";
import * as z from "zod/mini";
import type { View } from "#api/contract/views/views.ts";
import { parseJson } from "#dashboard/lib/parse-json.ts";
import { readStorage, writeStorage } from "#dashboard/ui/browser/storage.ts";

/** A view as it was when one began to change its list: a change is saved over nothing else. */
const EditBase = z.object({ id: z.string(), version: z.int(), query: z.string() });
type EditBase = z.infer<typeof EditBase>;

/** For as long as the tab, so that it outlasts a reload and a look at another page. */
const KEPT = ["sessionStorage", "view-edit-base"] as const;

/**
 * The version that a change of the view's list is one of.
 * @returns `undefined` for none; `isOld`: somebody has given the view another list since
 */
export function useEditBase(view: View | undefined, isChanged: boolean) {
  const [kept, setKept] = useState(() => parseJson(EditBase, readStorage(...KEPT)));
  const isKept = isChanged && kept !== undefined && kept.id === view?.id;
  const base = isKept ? kept : view;
  if (base && (kept?.id !== base.id || kept.version !== base.version)) {
    setKept({ id: base.id, version: base.version, query: base.query });
  }
  useEffect(() => writeStorage(...KEPT, kept ? JSON.stringify(kept) : null), [kept]);
  if (!view || !base) return undefined;
  // A new name is no reason to have the list refused.
  const isOld = base.query !== view.query;
  return { version: isOld ? base.version : view.version, isOld };
}
