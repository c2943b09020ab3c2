import "./app.css";
import "./first-paint.css";
import { askFirstRows, drawFirstRows, type FirstRows } from "./features/leads/table/first-rows.ts";
import { nextTask } from "./ui/timing/tasks.ts";

// What can be seen before the app's own code is there, and then the app. This file and all that it
// imports stay small, and without packages: it is what the first rows wait for.

/** Rows that take longer than this don't hold the app up; they are drawn if they are there first. */
const PATIENCE_MS = 1_000;

/** The app's files in the order in which they can be run, as the build has put it into the page. */
const files =
  document.querySelector<HTMLMetaElement>("meta[name=app-files]")?.content.split(" ") ?? [];

function fetchApp(): void {
  const links = files.map((href) => {
    const link = document.createElement("link");
    return Object.assign(link, { rel: "modulepreload", href });
  });
  document.head.append(...links);
}

/** Runs the app with a break after each file, so that a slow device still answers meanwhile. */
async function runApp(): Promise<void> {
  for (const file of files) {
    await import(/* @vite-ignore */ file);
    await nextTask();
  }
  await import("./main.tsx");
}

/** A press on what can't be used yet counts once it can: the app puts the same in the same place. */
function keepPress(shape: HTMLElement): void {
  let press: MouseEvent | undefined;
  const keep = (event: MouseEvent) => {
    press = event;
  };
  shape.addEventListener("click", keep);
  shape.addEventListener("auxclick", keep);
  const taken = new MutationObserver(() => {
    if (shape.isConnected) return;
    taken.disconnect();
    const meant = press && document.elementFromPoint(press.clientX, press.clientY);
    // With the keys that were held: a link is opened in another tab by them.
    if (press && meant) meant.dispatchEvent(new MouseEvent(press.type, press));
  });
  taken.observe(document.body, { childList: true, subtree: true });
}

/** Without its code there is no app, and nobody else to say so. */
function tellFailure(): void {
  const words = document.createElement("p");
  words.role = "alert";
  words.className = "load-failure";
  words.textContent = "The page couldn't be loaded. Check your connection.";
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = "Load again";
  again.addEventListener("click", () => location.reload());
  words.append(again);
  document.body.append(words);
}

async function draw(shape: HTMLElement, rows: FirstRows): Promise<void> {
  if (!shape.isConnected) return;
  keepPress(shape);
  await drawFirstRows(shape, rows).catch(() => undefined);
}

async function start(): Promise<void> {
  const shape = document.querySelector<HTMLElement>(".page-shape");
  // Should they fail, the app asks again and says so.
  const asked = shape ? askFirstRows().catch(() => undefined) : undefined;
  const patience = new Promise<undefined>((resolve) => void setTimeout(resolve, PATIENCE_MS));
  const rows = await Promise.race([asked, patience]);
  // They come in while the rows are drawn; before, they would be in the way of the rows' answers.
  fetchApp();
  if (shape && rows) await draw(shape, rows);
  else if (shape) void asked?.then((late) => late && draw(shape, late));
  await runApp().catch(tellFailure);
}

void start();
