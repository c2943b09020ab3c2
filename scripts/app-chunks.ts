import type { Plugin, Rolldown } from "vite";

/** What `start.ts` loads once the first rows are drawn, with all that it imports statically. */
const APP = "/src/dashboard/main.tsx";

/** What the document starts with is one file, and the app another, however much lazy parts share. */
export const appChunks = {
  groups: [
    { name: "start", tags: ["$initial" as const], priority: 1 },
    {
      name: (id: string, graph: Rolldown.ChunkingContext) => (isInApp(id, graph) ? "app" : null),
      debugName: "app",
    },
    // What lists, menus and dialogs are made of: small parts of it would be a request each.
    { name: "base-ui", test: /node_modules\/@(?:base-ui|floating-ui)\// },
  ],
};

const known = new Map<string, boolean>();

function isInApp(id: string, graph: Rolldown.ChunkingContext): boolean {
  const found = known.get(id);
  if (found !== undefined) return found;
  // Until all importers are asked, so that modules in a circle don't ask each other for ever.
  known.set(id, id.endsWith(APP));
  const importers = graph.getModuleInfo(id)?.importers ?? [];
  const is = id.endsWith(APP) || importers.some((importer) => isInApp(importer, graph));
  known.set(id, is);
  return is;
}

/** Has the browser fetch the app's code from the start, not only once it is asked to run it. */
export function preloadApp(): Plugin {
  return {
    name: "preload-app",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        const app = chunks.find(({ name }) => name === "app");
        if (!app) throw new Error("The build has no file named app");
        const attrs = { rel: "modulepreload", crossorigin: true, href: `/${app.fileName}` };
        return [{ tag: "link", attrs, injectTo: "head" }];
      },
    },
  };
}
