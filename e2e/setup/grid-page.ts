import type { Page } from "@playwright/test";
import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import { viteRoot } from "../../scripts/vite-root.ts";

const URL = "http://grids.example/";

/** Opens `src/dashboard/grid/test-page.tsx`: grids alone, without the app and its server. */
export async function openGridPage(page: Page): Promise<void> {
  const files = await buildGridPage();
  await page.route(`${URL}**`, (route) => {
    const path = route.request().url().slice(URL.length);
    const body = files.get(path) ?? "";
    const contentType = /\.(?:js|css)$/.exec(path)?.[0];
    return route.fulfill({
      body,
      contentType:
        contentType === ".js" ? "text/javascript" : contentType ? "text/css" : "text/html",
    });
  });
  await page.goto(URL);
}

/** The page's files, by their paths. */
async function buildGridPage(): Promise<Map<string, string>> {
  const built = await build({
    ...viteRoot(),
    configFile: false,
    publicDir: false,
    logLevel: "error",
    plugins: [react(), tailwind()],
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: {
        input: ["src/dashboard/app.css", "src/dashboard/grid/test-page.tsx"],
      },
    },
  });
  const outputs = [built].flat().flatMap((result) => ("output" in result ? result.output : []));
  const files = new Map(
    outputs.map((file) => [file.fileName, file.type === "chunk" ? file.code : String(file.source)]),
  );
  return files.set("", htmlFor([...files.keys()]));
}

function htmlFor(paths: readonly string[]): string {
  const styles = paths.filter((path) => path.endsWith(".css"));
  const script = paths.find((path) => /test-page[^/]*\.js$/.test(path));
  return `<!doctype html>
<html lang="en">
  <head>
    <title>Grids</title>
    <link rel="icon" href="data:," />
    ${styles.map((path) => `<link rel="stylesheet" href="/${path}" />`).join("")}
  </head>
  <body><script type="module" src="/${script}"></script></body>
</html>`;
}
