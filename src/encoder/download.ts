import { abortError, pause, throwIfAborted } from './abort.ts';
import { EncoderError } from './encoder.ts';
import type { KeptParts } from './kept-parts.ts';

export interface DownloadOptions {
  signal?: AbortSignal;
  /** Bytes so far and in all; `total` is null while the server has not told it. Called once before the first byte. */
  onBytes?: (done: number, total: number | null) => void;
  /** Milliseconds before the second and before the third try. */
  backOffMs?: readonly number[];
  /** A connection that gives nothing for so long counts as broken. */
  stallMs?: number;
  /** Where a download leaves what it has as it goes, and the next one finds it until it is cleared. */
  parts?: KeptParts;
}

const BACK_OFF_MS = [400, 1600];
const STALL_MS = 30_000;
/** The hub answers 401 where a model does not exist or is not public. */
const ABSENT = new Set([401, 403, 404, 410]);

/** A try that failed in a way that another try may cure. */
class Interrupted extends Error {}

interface Received {
  chunks: Uint8Array<ArrayBuffer>[];
  size: number;
  total: number | null;
  /** Whether the rest can be asked for by range: the bytes received are the file's own, not a compressed form's. */
  resumable: boolean;
  /** What the server calls the file: another name, other bytes. */
  etag: string | null;
}

/**
 * The bytes at `url`. Tries three times on a broken connection, a stall or a 5xx answer, and goes on where it broke off
 * where the server can: also where an earlier session broke off.
 *
 * @throws {EncoderError} `not-found` when the server has no such file (a page of HTML counts as none: hosts answer so for
 *   unknown paths); `offline` when it cannot be reached; `AbortError` when given up
 */
export async function download(url: string, options: DownloadOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const { parts } = options;
  const start = await parts?.read();
  const received: Received = start ? { chunks: [start.bytes], size: start.bytes.length, total: start.total, resumable: true, etag: start.etag } : { chunks: [], size: 0, total: null, resumable: false, etag: null };
  const waits = options.backOffMs ?? BACK_OFF_MS;
  for (let attempt = 0; ; attempt++) {
    try {
      await receive(url, received, options);
      await parts?.written();
      return joined(received);
    } catch (error) {
      if (options.signal?.aborted) throw abortError(options.signal);
      if (!(error instanceof Interrupted)) throw error;
      if (attempt >= waits.length) throw new EncoderError('offline', `${url}: expected an answer within ${attempt + 1} tries, got ${error.message}`, error.cause);
      await pause(waits[attempt], options.signal);
    }
  }
}

async function receive(url: string, received: Received, { signal, onBytes, stallMs = STALL_MS, parts }: DownloadOptions): Promise<void> {
  throwIfAborted(signal);
  const stall = new AbortController();
  let timer = setTimeout(() => stall.abort(), stallMs);
  try {
    const response = await fetch(url, {
      signal: signal ? AbortSignal.any([signal, stall.signal]) : stall.signal,
      headers: received.resumable && received.size > 0 ? { Range: `bytes=${received.size}-` } : {},
    });
    const before = received.size;
    if (!judge(url, response, received) && before > 0) await parts?.clear();
    onBytes?.(received.size, received.total);
    for await (const chunk of chunksOf(response)) {
      clearTimeout(timer);
      timer = setTimeout(() => stall.abort(), stallMs);
      received.chunks.push(chunk);
      received.size += chunk.length;
      if (received.resumable && received.etag !== null && received.total !== null) parts?.add(chunk, { total: received.total, etag: received.etag });
      onBytes?.(received.size, received.total);
    }
  } catch (error) {
    if (error instanceof EncoderError || error instanceof Interrupted) throw error;
    throw new Interrupted(stall.signal.aborted ? `nothing for ${stallMs} ms` : 'a broken connection', { cause: error });
  } finally {
    clearTimeout(timer);
  }
  if (received.total !== null && received.size < received.total) throw new Interrupted(`${received.size} of ${received.total} bytes`);
}

/**
 * Takes the answer's head: throws where it is no file, starts afresh where it is not the rest of what was received.
 *
 * @returns whether it is the rest
 */
function judge(url: string, response: Response, received: Received): boolean {
  if (ABSENT.has(response.status)) throw new EncoderError('not-found', `${url}: expected a file, got HTTP ${response.status}`);
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get('content-range') ?? '');
  const etag = response.headers.get('etag');
  const isSame = received.etag === null || etag === received.etag;
  if (response.status === 206 && isSame && range !== null && Number(range[1]) === received.size && Number(range[2]) === received.total) return true;
  Object.assign(received, { chunks: [], size: 0, resumable: false, etag: null });
  if (response.status !== 200) {
    if (response.status >= 500 || [206, 408, 416, 429].includes(response.status)) throw new Interrupted(`HTTP ${response.status}`);
    throw new EncoderError('not-found', `${url}: expected a file, got HTTP ${response.status}`);
  }
  if (response.headers.get('content-type')?.includes('text/html')) throw new EncoderError('not-found', `${url}: expected a file, got a page of HTML`);
  const plain = !response.headers.get('content-encoding') || response.headers.get('content-encoding') === 'identity';
  const length = Number(response.headers.get('content-length') ?? NaN);
  received.total = plain && Number.isFinite(length) ? length : null;
  received.resumable = received.total !== null;
  received.etag = etag;
  return false;
}

async function* chunksOf(response: Response): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (!response.body) return;
  const reader = response.body.getReader();
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
  } finally {
    reader.releaseLock();
  }
}

function joined({ chunks, size }: Received): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
