import type { MiddlewareHandler } from "hono";
import type { AppFile, AppFiles } from "./app-files.ts";
import { accepts } from "./json-body.ts";
import { unknownResource } from "./refusal.ts";
import type { ServerContext, ServerEnv } from "./server-env.ts";

/** Names under it carry a hash of what is in them. */
const HASHED = "/assets/";

/** Paths that can only mean a file, not one of the app's pages. */
const FILE_PATH =
  /^\/assets\/|\.(css|gif|ico|jpe?g|js|json|map|mjs|png|svg|txt|webmanifest|webp|woff2?|xml)$/;

const UNBUILT = `<!doctype html><html lang="en"><title>Not built yet</title>
<h1>The dashboard isn't built yet</h1>
<p>Run <code>npm run build</code> and start the server again, or <code>npm run dev</code> to work on it.</p>`;

/** The smallest copy of a file that a browser takes. */
function copyFor(acceptEncoding: string, { copies }: AppFile) {
  return copies.find(({ coding }) => !coding || accepts(acceptEncoding, coding));
}

/**
 * The page's own scripts and styles as a `Link` header, before anything else it will need: the
 * browser asks for them in this order, and everything waits for them.
 */
function ownLinks(page: AppFile | undefined): string {
  const plain = page?.copies.find(({ coding }) => coding === null);
  const html = plain ? new TextDecoder().decode(plain.bytes) : "";
  const scripts = [...html.matchAll(/<script type="module"[^>]* src="([^"]+)"/g)];
  const styles = [...html.matchAll(/<link rel="stylesheet"[^>]* href="([^"]+)"/g)];
  return [
    ...scripts.map(([, path]) => `<${path}>; rel=modulepreload`),
    ...styles.map(([, path]) => `<${path}>; rel=preload; as=style; crossorigin=anonymous`),
  ].join(", ");
}

function sendFile(context: ServerContext, path: string, file: AppFile, link?: string): Response {
  const copy = copyFor(context.req.header("accept-encoding") ?? "", file);
  if (!copy) throw unknownResource();
  const { coding, bytes } = copy;
  // A browser adds a 304's headers to those it kept, so with other headers it is another page.
  const etag = link ? copy.etag.replace(/"$/, '+preload"') : copy.etag;
  if (link) context.header("link", link);
  context.header("etag", etag);
  context.header("vary", "accept-encoding");
  context.header(
    "cache-control",
    path.startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache",
  );
  if (context.req.header("if-none-match")?.split(/,\s*/).includes(etag)) {
    return context.body(null, 304);
  }
  if (coding) context.header("content-encoding", coding);
  return context.body(bytes, 200, { "content-type": file.type });
}

/**
 * Serves the built app: its files by their paths, and its page for every other path, since the
 * page itself knows what to show there.
 * @param preload gives the page's `Link` header, or nothing
 */
export function appServer(
  files: AppFiles,
  preload: (context: ServerContext) => Promise<string | undefined>,
): MiddlewareHandler<ServerEnv> {
  const page = files.get("/index.html");
  const own = ownLinks(page);
  return async function serveApp(context) {
    const { path } = context.req;
    const file = files.get(path);
    if (file) return sendFile(context, path, file);
    if (FILE_PATH.test(path)) throw unknownResource();
    if (!page) return context.html(UNBUILT, 503);
    const links = await preload(context);
    return sendFile(context, "/index.html", page, links && [own, links].filter(Boolean).join(", "));
  };
}
