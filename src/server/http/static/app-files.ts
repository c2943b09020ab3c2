import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { getMimeType } from "hono/utils/mime";

/** A file's bytes in one content coding. */
export interface Copy {
  /** As `Content-Encoding` has it; `null`: as it is. */
  readonly coding: string | null;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of these very bytes, or a cache would mix the codings up. */
  readonly etag: string;
}

/** One file of the built app, the smallest copy first, the plain one last. */
export interface AppFile {
  readonly type: string;
  readonly copies: readonly Copy[];
}

/** The built app by path, e.g. `/index.html`. */
export type AppFiles = ReadonlyMap<string, AppFile>;

/** What the build leaves beside each file, the smallest first. */
const CODINGS = [
  { ending: ".br", coding: "br" },
  { ending: ".gz", coding: "gzip" },
  { ending: "", coding: null },
] as const;

const isCopy = (path: string) => CODINGS.some(({ ending }) => ending === extname(path) && ending);

/**
 * Reads the built app into memory, so that no request waits for the disk and none can name a file
 * beside it. Empty when nothing was built.
 */
export async function readAppFiles(directory: string): Promise<AppFiles> {
  const paths = new Set(await filesUnder(directory));
  const files = [...paths]
    .filter((path) => !isCopy(path))
    .map(async (path) => {
      const url = path.slice(directory.length).split(sep).join("/");
      return [url, await readAppFile(path, paths)] as const;
    });
  return new Map(await Promise.all(files));
}

/** What the build keeps for itself, such as its manifest. */
const isHidden = (path: string) => path.split(sep).some((part) => part.startsWith("."));

async function filesUnder(directory: string): Promise<string[]> {
  const options = { recursive: true, withFileTypes: true } as const;
  const entries = await readdir(directory, options).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !isHidden(path.slice(directory.length)));
}

async function readAppFile(path: string, paths: ReadonlySet<string>): Promise<AppFile> {
  const present = CODINGS.filter(({ ending }) => paths.has(path + ending));
  const copies = present.map(async ({ ending, coding }) => {
    const bytes = new Uint8Array(await readFile(path + ending));
    const hash = createHash("sha256").update(bytes).digest("base64url");
    return { coding, bytes, etag: `"${hash}"` };
  });
  return {
    type: getMimeType(path) ?? "application/octet-stream",
    copies: await Promise.all(copies),
  };
}
