import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { download } from './download.ts';
import { KeptParts } from './kept-parts.ts';
import type { ModelCache } from './model-cache.ts';

const FILE = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31) % 251);
const QUICK = { backOffMs: [5, 5] };

let server: Server;
let url: string;
let asked: IncomingMessage[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => unknown;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    // A kept connection that closes under the next request would count as one of its tries.
    response.shouldKeepAlive = false;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/model.onnx`;
});
afterAll(() => void server.close());
beforeEach(() => {
  asked = [];
});

const whole = (response: ServerResponse) => response.writeHead(200, { 'content-length': FILE.length }).end(FILE);

describe('download', () => {
  it('gives the bytes and tells how many have come', async () => {
    answer = (_, response) => whole(response);
    const seen: [number, number | null][] = [];
    expect(await download(url, { onBytes: (done, total) => seen.push([done, total]) })).toEqual(FILE);
    expect(seen[0]).toEqual([0, FILE.length]);
    expect(seen.at(-1)).toEqual([FILE.length, FILE.length]);
  });

  it('does without a length', async () => {
    answer = (_, response) => response.writeHead(200).write(FILE, () => response.end());
    const totals = new Set<number | null>();
    expect(await download(url, { onBytes: (_, total) => totals.add(total) })).toEqual(FILE);
    expect([...totals]).toEqual([null]);
  });

  it('asks three times of a server that fails', async () => {
    answer = (_, response) => (asked.length < 3 ? response.writeHead(503).end() : whole(response));
    expect(await download(url, QUICK)).toEqual(FILE);
    expect(asked).toHaveLength(3);
  });

  it('gives up after the third try', async () => {
    answer = (_, response) => response.writeHead(500).end();
    await expect(download(url, QUICK)).rejects.toMatchObject({ name: 'EncoderError', code: 'offline', message: `${url}: expected an answer within 3 tries, got HTTP 500` });
    expect(asked).toHaveLength(3);
  });

  it('goes on where the connection broke', async () => {
    answer = (request, response) => {
      if (!request.headers.range) {
        response.writeHead(200, { 'content-length': FILE.length });
        response.write(FILE.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 20));
        return;
      }
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range)![1]);
      response.writeHead(206, { 'content-range': `bytes ${from}-${FILE.length - 1}/${FILE.length}` }).end(FILE.subarray(from));
    };
    const done: number[] = [];
    expect(await download(url, { ...QUICK, onBytes: (bytes) => done.push(bytes) })).toEqual(FILE);
    expect(asked).toHaveLength(2);
    expect(Number(/bytes=(\d+)-/.exec(asked[1].headers.range!)![1])).toBeGreaterThan(0);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  it('starts over where the server knows no ranges or has another file by now', async () => {
    answer = (request, response) => {
      if (request.headers.range && asked.length === 2) return void response.writeHead(206, { 'content-range': 'bytes 5-9/10' }).end('other');
      if (asked.length >= 3) return void whole(response);
      response.writeHead(200, { 'content-length': FILE.length });
      response.write(FILE.subarray(0, 1000), () => setTimeout(() => response.destroy(), 20));
    };
    expect(await download(url, QUICK)).toEqual(FILE);
    expect(asked).toHaveLength(3);
  });

  describe('in an earlier session', () => {
    const BIG = Uint8Array.from({ length: 3_500_000 }, (_, i) => (i * 31) % 251);
    const MIB = 1 << 20;
    // toEqual compares millions of numbers one by one, for ten seconds.
    const isBig = (bytes: Uint8Array) => Buffer.compare(bytes, BIG) === 0;
    let etag = '"1"';
    /** Serves ranges; one without a range breaks off after `enough` bytes. */
    const serve = (enough = BIG.length) => (answer = (request, response) => {
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      if (from > 0) return void response.writeHead(206, { etag, 'content-range': `bytes ${from}-${BIG.length - 1}/${BIG.length}` }).end(BIG.subarray(from));
      response.writeHead(200, { etag, 'content-length': BIG.length });
      if (enough >= BIG.length) return void response.end(BIG);
      response.write(BIG.subarray(0, enough), () => setTimeout(() => response.destroy(), 50));
    });
    const memory = (room = Infinity) => {
      const files = new Map<string, Uint8Array<ArrayBuffer>>();
      const cache: ModelCache = {
        get: async (name) => files.get(name) ?? null,
        put: async (fresh) => {
          if (files.size + fresh.size > room) return false;
          for (const [name, bytes] of fresh) files.set(name, bytes);
          return true;
        },
        delete: async (names) => {
          for (const name of names) files.delete(name);
        },
      };
      return { files, cache };
    };
    const breakOff = async (cache: ModelCache) => {
      serve(2_500_000);
      await expect(download(url, { backOffMs: [], parts: new KeptParts(cache, url) })).rejects.toMatchObject({ code: 'offline' });
      await vi.waitFor(async () => expect(await cache.get(`${url}?attune-part=0`)).not.toBeNull());
      asked = [];
      serve();
    };

    it('goes on where it broke off, until what is kept is cleared', async () => {
      const { files, cache } = memory();
      await breakOff(cache);
      await vi.waitFor(() => expect(files.size).toBe(3));
      const done: number[] = [];
      expect(isBig(await download(url, { parts: new KeptParts(cache, url), onBytes: (bytes) => done.push(bytes) }))).toBe(true);
      expect(asked.map(({ headers }) => headers.range)).toEqual([`bytes=${2 * MIB}-`]);
      expect(done[0]).toBe(2 * MIB);
      expect(files.size).toBe(4);
      asked = [];
      const parts = new KeptParts(cache, url);
      expect(isBig(await download(url, { parts }))).toBe(true);
      expect(asked.map(({ headers }) => headers.range)).toEqual([`bytes=${3 * MIB}-`]);
      await parts.clear();
      expect(files.size).toBe(0);
    });

    it('starts over where the server has another file by now', async () => {
      const { files, cache } = memory();
      await breakOff(cache);
      etag = '"2"';
      answer = (request, response) => (request.headers.range ? response.writeHead(206, { etag, 'content-range': `bytes ${2 * MIB}-${BIG.length - 1}/${BIG.length}` }).end(FILE) : response.writeHead(200, { etag, 'content-length': BIG.length }).end(BIG));
      expect(isBig(await download(url, { ...QUICK, parts: new KeptParts(cache, url) }))).toBe(true);
      expect(asked).toHaveLength(2);
      await vi.waitFor(() => expect(files.size).toBe(4));
    });

    it.each([['head', 'not JSON'], ['head', '{"total":"many"}'], ['0', 'half a part']])('starts over where what is kept is damaged: %s %s', async (part, content) => {
      const { files, cache } = memory();
      await breakOff(cache);
      files.set(`${url}?attune-part=${part}`, new TextEncoder().encode(content));
      const parts = new KeptParts(cache, url);
      expect(isBig(await download(url, { parts }))).toBe(true);
      expect(asked.map(({ headers }) => headers.range)).toEqual([undefined]);
      await parts.clear();
      expect(files.size).toBe(0);
    });

    it('goes on after what there was room for', async () => {
      const { cache } = memory(2);
      await breakOff(cache);
      expect(isBig(await download(url, { parts: new KeptParts(cache, url) }))).toBe(true);
      expect(asked.map(({ headers }) => headers.range)).toEqual([`bytes=${MIB}-`]);
    });
  });

  it('counts a connection that gives nothing as broken', async () => {
    answer = (_, response) => (asked.length === 1 ? response.writeHead(200, { 'content-length': FILE.length }).flushHeaders() : whole(response));
    expect(await download(url, { ...QUICK, stallMs: 60 })).toEqual(FILE);
    expect(asked).toHaveLength(2);
  });

  it.each([401, 403, 404, 410, 400])('does not ask again after %i', async (status) => {
    answer = (_, response) => response.writeHead(status).end();
    await expect(download(url, QUICK)).rejects.toMatchObject({ code: 'not-found', message: `${url}: expected a file, got HTTP ${status}` });
    expect(asked).toHaveLength(1);
  });

  it('takes a page of HTML for no file', async () => {
    answer = (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html>');
    await expect(download(url, QUICK)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('tells a server that is not there', async () => {
    await expect(download('http://127.0.0.1:9/x', QUICK)).rejects.toMatchObject({ code: 'offline' });
  });

  it('can be given up before, during and between tries', async () => {
    answer = (_, response) => whole(response);
    await expect(download(url, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked).toHaveLength(0);

    const during = new AbortController();
    await expect(download(url, { signal: during.signal, onBytes: (done) => done > 0 && during.abort() })).rejects.toMatchObject({ name: 'AbortError' });

    answer = (_, response) => response.writeHead(503).end();
    const between = new AbortController();
    setTimeout(() => between.abort(new Error('enough')), 50);
    await expect(download(url, { signal: between.signal, backOffMs: [10_000, 10_000] })).rejects.toMatchObject({ name: 'AbortError', cause: { message: 'enough' } });
  });
});
