import { relative, resolve } from "node:path";

/** The architecture's table "who may import whom", as a lint rule. */

const DASHBOARD = "src/dashboard";
const SERVER = "src/server";

const inDashboard = (...rooms: readonly string[]) => [
  "src/api",
  ...rooms.map((room) => `${DASHBOARD}/${room}`),
];

const inServer = (...rooms: readonly string[]) => [
  "src/api",
  ...rooms.map((room) => `${SERVER}/${room}`),
];

/** What handlers, and what stands before them, are made of; of `boot` no more than the log. */
const BELOW_HTTP = ["store", "accounts", "boot/log.ts"];

/**
 * A room and the rooms it may import besides itself; the first one whose path a file's begins with
 * is its room. A `*` stands for one folder: each feature is a room of its own.
 */
const ROOMS: readonly (readonly [room: string, mayImport: readonly string[]])[] = [
  ["src/api", []],
  [`${DASHBOARD}/lib`, ["src/api"]],
  [`${DASHBOARD}/ui`, inDashboard("lib")],
  [`${DASHBOARD}/grid`, inDashboard("lib", "ui")],
  [`${DASHBOARD}/connection`, inDashboard("lib")],
  [`${DASHBOARD}/domain`, inDashboard("lib", "ui", "grid", "connection")],
  [`${DASHBOARD}/features/*`, inDashboard("lib", "ui", "grid", "connection", "domain")],
  [`${DASHBOARD}/routes`, inDashboard("lib", "ui", "grid", "connection", "domain", "features")],
  [DASHBOARD, ["src/api"]],
  [`${SERVER}/store`, ["src/api/contract"]],
  [`${SERVER}/mirror`, inServer("store")],
  [`${SERVER}/accounts`, inServer("store")],
  [`${SERVER}/jobs`, inServer("store")],
  [`${SERVER}/sample`, inServer("store")],
  [`${SERVER}/http/wire`, inServer(...BELOW_HTTP)],
  [`${SERVER}/http/edge`, inServer(...BELOW_HTTP, "http/wire")],
  [`${SERVER}/http/events`, inServer(...BELOW_HTTP, "http/wire", "http/edge")],
  [`${SERVER}/http/resources`, inServer(...BELOW_HTTP, "http/wire", "http/edge")],
  [`${SERVER}/http/static`, inServer(...BELOW_HTTP, "http/wire", "http/edge", "http/resources")],
  [`${SERVER}/admin`, inServer("boot", "accounts", "store")],
  [`${SERVER}/boot`, inServer("store", "mirror", "accounts", "jobs", "sample", "http", "app.ts")],
  [SERVER, ["src/api"]],
  ["scripts", ["src/api", SERVER]],
  ["e2e", ["src/api", SERVER, "scripts"]],
  ["bench", ["src/api", SERVER, "scripts"]],
];

/** Tests in these rooms send requests to the whole app. */
const TESTED_IN_APP = ["http", "admin", "boot"].map((room) => `${SERVER}/${room}`);

const TEST = /\.test\.ts$|\/test-[^/]+\.ts$/;

const ALIAS = /^#(api|server|dashboard)\//;

const isInside = (path: string, room: string) => path === room || path.startsWith(`${room}/`);

/** A room's name with its `*` filled in from the path, or nothing when the path isn't in it. */
function fillIn(room: string, path: string): string | undefined {
  const depth = room.split("/").length;
  const folders = path.split("/").slice(0, depth);
  const filled = room.replace("*", folders.at(-1) ?? "");
  return isInside(path, filled) ? filled : undefined;
}

/** What a file may import: nothing said about files outside the rooms (the config files). */
function importable(path: string): readonly string[] | undefined {
  if (TEST.test(path) && TESTED_IN_APP.some((room) => isInside(path, room))) {
    return ["src/api", SERVER];
  }
  for (const [room, mayImport] of ROOMS) {
    const own = fillIn(room, path);
    // `src/server` and `src/dashboard` themselves are the composition roots: all below is theirs.
    if (own !== undefined) return [own, ...mayImport];
  }
  return undefined;
}

/** The imported file from the repo's root, or nothing for a package. */
function imported(specifier: string, importer: string, root: string): string | undefined {
  const alias = specifier.replace(ALIAS, "src/$1/");
  if (alias !== specifier) return alias;
  return specifier.startsWith(".")
    ? relative(root, resolve(importer, "..", specifier)).replaceAll("\\", "/")
    : undefined;
}

interface ImportNode {
  readonly source: { readonly type: string; readonly value?: unknown } | null;
}

interface Context {
  readonly filename: string;
  readonly cwd: string;
  report(problem: { node: unknown; message: string }): void;
}

function create(context: Context) {
  const path = relative(context.cwd, context.filename).replaceAll("\\", "/");
  const allowed = importable(path);
  const check = (node: ImportNode) => {
    const specifier = node.source?.value;
    if (allowed === undefined || typeof specifier !== "string") return;
    const target = imported(specifier, context.filename, context.cwd);
    if (target === undefined || allowed.some((room) => isInside(target, room))) return;
    context.report({
      node: node.source,
      message: `${path} may not import ${target}: it may import ${allowed.join(", ")}.`,
    });
  };
  return {
    ImportDeclaration: check,
    ImportExpression: check,
    ExportNamedDeclaration: check,
    ExportAllDeclaration: check,
  };
}

export default { meta: { name: "architecture" }, rules: { rooms: { create } } };
