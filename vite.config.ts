import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { appChunks, preloadApp } from "./scripts/app-chunks.ts";
import { precompress } from "./scripts/precompress.ts";
import { stampBuild } from "./scripts/build-stamp.ts";
import { viteRoot } from "./scripts/vite-root.ts";

/** Where the server listens while Vite serves the page; `npm run dev` passes it on. */
const server = `http://127.0.0.1:${process.env["PORT"] ?? "4310"}`;

export default defineConfig({
  ...viteRoot(),
  plugins: [react(), tailwind(), preloadApp(), precompress(), stampBuild()],
  build: {
    target: "baseline-widely-available",
    // All of these browsers know modulepreload.
    modulePreload: { polyfill: false },
    // `precompress` says what counts: the sizes as they go over the wire.
    reportCompressedSize: false,
    // `npm run size` has the budget.
    chunkSizeWarningLimit: 1_000,
    // One file of styles: it is small, and no part waits for its own.
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: appChunks } },
  },
  server: {
    host: "127.0.0.1",
    port: 5173,
    strictPort: true,
    proxy: { "/api": server, "/healthz": server, "/readyz": server },
  },
});
