import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Vite takes what stands behind these for a part of an address, also in the path of a file. */
const NOT_FOR_VITE = /[#?]/;

export const isFitForVite = (folder: string): boolean => !NOT_FOR_VITE.test(folder);

/**
 * The folder of the project by a path that Vite can read: where its own has a `#` in it, that of a
 * link to it, which lasts as long as this process. Modules must then keep the paths by which they
 * were found, or Vite would follow the link back.
 */
export function viteRoot(folder = process.cwd()) {
  if (isFitForVite(folder)) return { root: folder };
  const links = mkdtempSync(join(tmpdir(), "lead-dashboard-"));
  const root = join(links, "project");
  // A junction, because on Windows not everyone may make a symbolic link.
  symlinkSync(folder, root, "junction");
  process.once("exit", () => rmSync(links, { recursive: true, force: true }));
  return { root, resolve: { preserveSymlinks: true } };
}
