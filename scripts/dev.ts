import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "vite";

if (existsSync(".env")) process.loadEnvFile(".env");
// The browser talks to Vite, so cookies and the origin check must know Vite's address, and the
// requests of every reload are no news.
process.env["APP_URL"] = "http://127.0.0.1:5173";
process.env["LOG_LEVEL"] ??= "warn";

// Vite first: the server then says where to go, and the page is there.
const vite = await createServer({
  configLoader: "native",
  clearScreen: false,
  logLevel: "warn",
});
await vite.listen();
const server = spawn(
  process.execPath,
  ["--watch", "--watch-preserve-output", "src/server/main.ts"],
  {
    stdio: "inherit",
  },
);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const gone = server.exitCode === null ? once(server, "exit") : undefined;
  server.kill("SIGTERM");
  await Promise.all([gone, vite.close()]);
  process.exit();
}

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void stop());
server.once("exit", () => void stop());
