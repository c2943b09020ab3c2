import { PAGE_DATA_ID, type PageData } from "#api/contract/page-data.ts";
import type { AppFile } from "./app-files.ts";

/** The page's document, which has room for data. */
export interface PageHtml {
  readonly type: string;
  /** The document with the data in it. */
  with(data: PageData): Uint8Array<ArrayBuffer>;
}

/** The element that `index.html` leaves empty. Browsers run no script of this type. */
const ROOM = `<script type="application/json" id="${PAGE_DATA_ID}">`;

/** Takes the document apart where its data belongs; nothing where it has no room for any. */
export function pageHtml({ type, copies }: AppFile): PageHtml | undefined {
  const plain = copies.find(({ coding }) => coding === null);
  const html = plain ? new TextDecoder().decode(plain.bytes) : "";
  const start = html.indexOf(ROOM) + ROOM.length;
  if (start < ROOM.length) return undefined;
  const [before, after] = [html.slice(0, start), html.slice(start)];
  const encoder = new TextEncoder();
  return { type, with: (data) => encoder.encode(before + inHtml(data) + after) };
}

/** As JSON in which nothing can end the element: `<` is written as an escape. */
const inHtml = (data: PageData): string => JSON.stringify(data).replaceAll("<", "\\u003c");
