import type { MiddlewareHandler } from "hono";
import type { AppFile, AppFiles } from "./app-files.ts";
import type { PageData } from "#api/contract/page-data.ts";
import { accepts, compressed } from "../wire/compression.ts";
import { type PageHtml, pageHtml } from "./page-html.ts";
import { unknownResource } from "../wire/refusal.ts";
import type { ServerContext, ServerEnv } from "../wire/server-env.ts";

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

function sendFile(context: ServerContext, path: string, file: AppFile): Response {
  const copy = copyFor(context.req.header("accept-encoding") ?? "", file);
  if (!copy) throw unknownResource();
  const { coding, bytes, etag } = copy;
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
 * The page with data for whoever asks, which is nobody else's and not to be had again. With
 * `no-store` browsers would no longer keep the page itself for going back to it: so a browser that
 * goes back may show this document once more, and the page then passes its data by.
 */
async function sendWithData(context: ServerContext, html: PageHtml, data: PageData) {
  const { bytes, coding } = await compressed(
    html.with(data),
    context.req.header("accept-encoding") ?? "",
  );
  if (coding) context.header("content-encoding", coding);
  context.header("vary", "accept-encoding");
  context.header("cache-control", "private, no-cache");
  return context.body(bytes, 200, { "content-type": html.type });
}

/**
 * Serves the built app: its files by their paths, and its page for every other path, since the
 * page itself knows what to show there.
 * @param readData gives what comes with the page, or nothing
 */
export function appServer(
  files: AppFiles,
  readData: (context: ServerContext) => Promise<PageData | undefined>,
): MiddlewareHandler<ServerEnv> {
  const page = files.get("/index.html");
  const html = page && pageHtml(page);
  return async function serveApp(context) {
    const { path } = context.req;
    const file = files.get(path);
    if (file) return sendFile(context, path, file);
    if (FILE_PATH.test(path)) throw unknownResource();
    if (!page) return context.html(UNBUILT, 503);
    const data = html && (await readData(context));
    return html && data
      ? sendWithData(context, html, data)
      : sendFile(context, "/index.html", page);
  };
}
