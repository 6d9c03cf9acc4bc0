import type { Remark } from './found.ts';

/** Bytes are looked at in blocks of this size at least. */
const BLOCK_BYTES = 1 << 16;
/** A multi-byte character of any encoding read by its bytes ends before one of these: they are no part of one. */
const NEVER_INSIDE = 0x30;

/** Compressed bytes that are none, or end too soon. */
export class BrokenCompressionError extends Error {
  override name = 'BrokenCompressionError';
}

/** The bytes in blocks, decompressed where they begin as gzip does. */
export async function* openBytes(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const blocks = inBlocks(bytes)[Symbol.asyncIterator]();
  const first = await blocks.next();
  if (first.done) return;
  const zipped = first.value[0] === 0x1f && first.value[1] === 0x8b;
  const all = (async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => blocks };
  })();
  yield* zipped ? inBlocks(unzip(all)) : all;
}

async function* unzip(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let refused: { cause: unknown } | null = null;
  const source = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await bytes.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (cause) {
        refused = { cause };
        controller.error(cause);
      }
    },
    async cancel() {
      await bytes.return(undefined);
    },
  });
  const reader = source.pipeThrough(new DecompressionStream('gzip') as unknown as TransformStream<Uint8Array, Uint8Array>).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (cause) {
    if (refused !== null) throw (refused as { cause: unknown }).cause;
    throw new BrokenCompressionError(`expected the rest of the gzip data, got ${(cause as Error).message || 'its end'}`, { cause });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function* inBlocks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    pieces.push(piece);
    size += piece.length;
    if (size < BLOCK_BYTES) continue;
    yield joined(pieces, size);
    pieces = [];
    size = 0;
  }
  if (size > 0) yield joined(pieces, size);
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  if (pieces.length === 1) return pieces[0];
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The encoding that the first bytes declare: by a byte order mark, or in XML; null where they do not, or say UTF-8. */
export function declaredEncoding(head: Uint8Array): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const [, label] = /^(?:\u00EF\u00BB\u00BF)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(String.fromCharCode(...head.subarray(0, 200))) ?? [];
  try {
    const { encoding } = new TextDecoder(label);
    return encoding === 'utf-8' ? null : encoding;
  } catch {
    return null;
  }
}

/**
 * The text of bytes without a byte order mark. What declares no encoding is UTF-8; where it is not, windows-1252 or GB18030 from
 * the first block that is no UTF-8 on: GB18030 where that block decodes cleanly and is mostly of its common characters. In a text
 * that has characters of UTF-8 elsewhere, broken bytes are U+FFFD instead.
 */
export async function* decodeText(blocks: AsyncIterable<Uint8Array>, declared: string | null, remark: (remark: Remark) => void): AsyncGenerator<string> {
  if (declared !== null) {
    const decoder = new TextDecoder(declared);
    for await (const block of blocks) yield decoder.decode(block, { stream: true });
    const rest = decoder.decode();
    if (rest !== '') yield rest;
    return;
  }
  const decoder = new GuessingDecoder(remark);
  for await (const block of blocks) yield decoder.decode(block, false);
  yield decoder.decode(new Uint8Array(), true);
}

class GuessingDecoder {
  #remark: (remark: Remark) => void;
  #held = new Uint8Array();
  #utf8 = new TextDecoder('utf-8', { fatal: true });
  #decoder: TextDecoder = this.#utf8;
  #sawUtf8 = false;

  constructor(remark: (remark: Remark) => void) {
    this.#remark = remark;
  }

  decode(block: Uint8Array, last: boolean): string {
    const bytes = this.#held.length === 0 ? block : joined([this.#held, block], this.#held.length + block.length);
    const end = last ? bytes.length : endOfWhole(bytes);
    this.#held = bytes.slice(end);
    return this.#textOf(bytes.subarray(0, end));
  }

  #textOf(bytes: Uint8Array): string {
    if (this.#decoder === this.#utf8) {
      try {
        const text = this.#utf8.decode(bytes);
        this.#sawUtf8 ||= text.length < bytes.length;
        return text;
      } catch {
        this.#decoder = new TextDecoder(this.#guess(bytes));
      }
    }
    // As a stream: Node 20 to 24 otherwise take windows-1252 for Latin 1, https://github.com/nodejs/node/issues/56542.
    return this.#decoder.decode(bytes, { stream: true });
  }

  #guess(bytes: Uint8Array): string {
    const lenient = new TextDecoder('utf-8').decode(bytes);
    const broken = lenient.split('\uFFFD').length - 1;
    const whole = lenient.match(/[\u0080-\uFFFC]/g)?.length ?? 0;
    if (this.#sawUtf8 || whole > broken) {
      this.#remark({ code: 'broken-bytes' });
      return 'utf-8';
    }
    const encoding = isChinese(bytes) ? 'gb18030' : 'windows-1252';
    this.#remark({ code: 'encoding', detail: encoding });
    return encoding;
  }
}

/** Up to where no character can be cut through; all, where there is no such place. */
function endOfWhole(bytes: Uint8Array): number {
  for (let at = bytes.length - 1; at >= 0; at--) if (bytes[at] < NEVER_INSIDE) return at + 1;
  return bytes.length > BLOCK_BYTES * 16 ? bytes.length : 0;
}

/** Whether bytes are GB18030 and most of their pairs of the common rows (GB 2312), where letters of western texts are not. */
function isChinese(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    return false;
  }
  let common = 0;
  let pairs = 0;
  for (let at = 0; at + 1 < bytes.length; at++) {
    if (bytes[at] < 0x80) continue;
    pairs++;
    if (bytes[at] >= 0xa1 && bytes[at] <= 0xf7 && bytes[at + 1] >= 0xa1) common++;
    at++;
  }
  return common * 2 > pairs;
}
