import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { download } from './download.ts';

const FILE = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31) % 251);
const QUICK = { backOffMs: [5, 5] };

let server: Server;
let url: string;
let asked: IncomingMessage[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => unknown;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
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
