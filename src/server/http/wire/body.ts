import { Refusal } from "./refusal.ts";
import type { ServerContext } from "./server-env.ts";

const MOST_BYTES = 256 * 1024;

const tooLarge = () => new Refusal(413, "Request body is larger than 256 KiB");

/** Reads a body of unknown length, and stops as soon as it is too long. */
async function readChunks(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MOST_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function readBytes({ req }: ServerContext): Promise<Uint8Array> {
  const length = req.header("content-length");
  if (length !== undefined && !req.header("transfer-encoding")) {
    if (Number(length) > MOST_BYTES) throw tooLarge();
    // HTTP holds the sender to the length it named, and reading at once is quicker.
    return new Uint8Array(await req.arrayBuffer());
  }
  return req.raw.body ? readChunks(req.raw.body) : new Uint8Array();
}

/** A byte order mark is passed over, as the encoding standard has it. */
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A number with so many digits may be one that JavaScript can't hold. */
const LONG_NUMBER = /\d{16}/;

/** JSON in which a whole number that is too long for a number is the text of it: it is an id. */
const parseJson = (text: string): unknown =>
  LONG_NUMBER.test(text) ? JSON.parse(text, withLongNumbers) : JSON.parse(text);

function withLongNumbers(_: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  const isLong = typeof value === "number" && !Number.isSafeInteger(value);
  return isLong && source && /^-?\d+$/.test(source) ? source : value;
}

/**
 * The body as JSON, whatever its content type says: senders leave it out, and JSON is all we take.
 * @param fields the names that a body can't go without, for the sentence of the 400
 * @throws {Refusal} 413 above 256 KiB, 400 when it isn't JSON in UTF-8
 */
export async function readJson(
  context: ServerContext,
  fields: readonly string[],
): Promise<unknown> {
  const bytes = await readBytes(context).catch((error: unknown) => {
    // Nobody is there any more to read this; but it is no failure of ours.
    throw error instanceof Refusal ? error : new Refusal(400, "Request body was cut off");
  });
  try {
    return parseJson(utf8.decode(bytes));
  } catch {
    throw new Refusal(400, `Body must be valid JSON with ${fields.join(", ")}`);
  }
}
