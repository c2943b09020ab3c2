/** What the page starts with is one file, however many lazy parts share pieces of it. */
export const appChunks = { groups: [{ name: "app", tags: ["$initial" as const] }] };
