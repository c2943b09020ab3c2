import "./app.css";
import * as z from "zod/mini";
import { drawFirstRows } from "./features/leads/first-rows/first-rows.ts";

// The Content-Security-Policy allows no code made at run time.
z.config({ jitless: true });

/** What the document starts with: the rows in it, then the app, whose code is on its way already. */
async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (root && drawFirstRows(root) && !document.hidden) await nextPaint();
  await import("./main.tsx");
}

const nextPaint = () =>
  new Promise<void>((resolve) => void requestAnimationFrame(() => setTimeout(resolve)));

// Without its code there is no app: `before-paint.js` hears of it, and says so.
start().catch(reportError);
