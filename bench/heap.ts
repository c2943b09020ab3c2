import type { CDPSession } from "@playwright/test";

interface Snapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: string[]; readonly node_types: [string[]] };
  };
  /** One node after the other, each with all `node_fields`. */
  readonly nodes: number[];
}

/** Made by the engine: compiled code, and what the browser keeps for its developer tools. */
const NOT_OURS = new Set(["code", "native", "hidden", "synthetic"]);

/**
 * Megabytes of what the page's own scripts hold on to: objects, strings, closures. The engine's
 * whole heap also holds machine code, which grows for a quarter of an hour while more and more
 * functions turn out to be worth compiling.
 */
export async function measureObjects(session: CDPSession): Promise<number> {
  const chunks: string[] = [];
  const add = ({ chunk }: { chunk: string }) => void chunks.push(chunk);
  session.on("HeapProfiler.addHeapSnapshotChunk", add);
  await session.send("HeapProfiler.takeHeapSnapshot", {});
  session.off("HeapProfiler.addHeapSnapshotChunk", add);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Chromium wrote it
  const { snapshot, nodes } = JSON.parse(chunks.join("")) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf("type"), fields.indexOf("self_size")];
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (NOT_OURS.has(types[0][nodes[at + type] ?? 0] ?? "")) continue;
    bytes += nodes[at + size] ?? 0;
  }
  return bytes / 2 ** 20;
}
