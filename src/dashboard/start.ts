import "./app.css";
import * as z from "zod/mini";
import { documentData } from "./connection/page-data.ts";
import { drawFirstRows } from "./features/leads/first-rows.ts";

// The Content-Security-Policy allows no code made at run time.
z.config({ jitless: true });

/** What the document starts with: the rows in it, then the app, whose code is on its way already. */
async function start(): Promise<void> {
  // In tasks of their own: what one presses meanwhile waits for none of the others.
  await nextTask();
  documentData();
  await nextTask();
  if (hasDrawn() && !document.hidden) await nextPaint();
  await import("./main.tsx");
}

/** Should it fail, nobody needs to know: the app draws the rows itself. */
function hasDrawn(): boolean {
  try {
    const root = document.getElementById("root");
    return root !== null && drawFirstRows(root);
  } catch {
    return false;
  }
}

const nextTask = () => new Promise<void>((resolve) => void setTimeout(resolve));

const nextPaint = () =>
  new Promise<void>((resolve) => void requestAnimationFrame(() => setTimeout(resolve)));

// Without its code there is no app: `before-paint.js` hears of it, and says so.
start().catch(reportError);
