import type { Plugin, Rolldown } from "vite";

/** What the browser runs once the first rows are drawn, with all that it imports statically. */
const APP = "/src/dashboard/main.tsx";

/** Its files by what is in them, each after those it imports: as many tasks as there are files. */
const FILES = [
  { name: "react", holds: /node_modules\/(?:react|react-dom|scheduler)\// },
  { name: "contract", holds: /node_modules\/zod\/|\/src\/api\// },
  { name: "tanstack", holds: /node_modules\/@tanstack\// },
  { name: "app", holds: /./ },
] as const;

/**
 * What the first paint needs is one file. What the app imports statically are a few more, however
 * many lazy parts share pieces of them.
 */
export const appChunks = {
  groups: [
    { name: "first-paint", tags: ["$initial" as const], priority: FILES.length },
    ...FILES.map(({ name, holds }, at) => ({
      name: (id: string, graph: Rolldown.ChunkingContext) =>
        holds.test(id) && isInApp(id, graph) ? name : null,
      debugName: name,
      // What a file imports comes with it, unless it was taken already.
      priority: FILES.length - 1 - at,
    })),
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

/** Tells the page which files the app is made of, in the order in which they can be run. */
export function listAppFiles(): Plugin {
  return {
    name: "list-app-files",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        const files = FILES.flatMap(({ name }) => {
          const chunk = chunks.find((one) => one.name === name);
          if (!chunk) throw new Error(`The build has no file named ${name}`);
          return [...chunk.imports, chunk.fileName];
        });
        const entry = chunks.find(({ isEntry }) => isEntry)?.fileName;
        const content = [...new Set(files)]
          .filter((file) => file !== entry)
          .map((file) => `/${file}`)
          .join(" ");
        return [{ tag: "meta", attrs: { name: "app-files", content }, injectTo: "head" }];
      },
    },
  };
}
