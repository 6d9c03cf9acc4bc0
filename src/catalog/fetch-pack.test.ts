import { describe, expect, it } from 'vitest';
import { folderUrl, packFromUrl } from './fetch-pack.ts';
import { MANIFEST_FILE } from './pack-format.ts';
import { sha256 } from '../domain/sha256.ts';

const BASE = 'https://shop.example/attune';
const bytes = Uint8Array.of(1, 2, 3);
const file = `scales.${(await sha256(bytes)).slice(0, 16)}.bin`;

/** A host that answers by `answers`, one a call, and notes what was asked. */
function host(...answers: (() => Response | Promise<Response>)[]) {
  const asked: [string, RequestCache | undefined][] = [];
  const fetchFile: typeof fetch = async (url, init) => {
    asked.push([String(url), init?.cache]);
    return answers[asked.length - 1]();
  };
  return { asked, fetchFile };
}
const page = () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html; charset=utf-8' } });

describe('packFromUrl', () => {
  it('asks for the manifest anew and takes parts from the HTTP cache', async () => {
    const { asked, fetchFile } = host(() => new Response('{}'), () => new Response(bytes));
    const read = packFromUrl(BASE, fetchFile);
    expect(new TextDecoder().decode(await read(MANIFEST_FILE))).toBe('{}');
    expect(await read(file)).toEqual(bytes);
    expect(asked).toEqual([[`${BASE}/manifest.json`, 'no-cache'], [`${BASE}/${file}`, 'force-cache']]);
  });

  it.each([['other bytes', () => new Response('old')], ['a page', page]])('asks the host again where the HTTP cache has %s', async (_, cached) => {
    const { asked, fetchFile } = host(cached, () => new Response(bytes));
    expect(await packFromUrl(BASE, fetchFile)(file)).toEqual(bytes);
    expect(asked.map(([, cache]) => cache)).toEqual(['force-cache', 'reload']);
  });

  it('tells an HTML page in place of the manifest or a part', async () => {
    const fault = { name: 'CatalogError', code: 'not-a-pack', message: expect.stringContaining('got an HTML page') };
    await expect(packFromUrl(BASE, host(page).fetchFile)(MANIFEST_FILE)).rejects.toMatchObject(fault);
    await expect(packFromUrl(BASE, host(page, page).fetchFile)(file)).rejects.toMatchObject(fault);
  });

  it('tells a status that is no success, and a network that is cut', async () => {
    await expect(packFromUrl(BASE, host(() => new Response('', { status: 404, statusText: 'Not Found' })).fetchFile)(file)).rejects.toMatchObject({ code: 'unreachable', message: `${BASE}/${file}: expected status 200, got 404 Not Found` });
    await expect(packFromUrl(BASE, host(() => Promise.reject(new TypeError('Failed to fetch'))).fetchFile)(file)).rejects.toMatchObject({ code: 'unreachable', message: `${BASE}/${file}: expected an answer, got Failed to fetch` });
    const cut = () => new Response(new ReadableStream({ pull: (stream) => stream.error(new TypeError('network error')) }));
    await expect(packFromUrl(BASE, host(cut).fetchFile)(file)).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining('expected the whole file, got network error') });
  });

  it('passes on that it was given up', async () => {
    const reason = new DOMException('given up', 'AbortError');
    await expect(packFromUrl(BASE, host(() => Promise.reject(reason)).fetchFile)(file, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('tells the bytes as they come', async () => {
    const chunks = [bytes.subarray(0, 2), bytes.subarray(2)];
    const slow = () => new Response(new ReadableStream({ pull: (stream) => (chunks.length > 0 ? stream.enqueue(chunks.shift()) : stream.close()) }));
    const seen: number[] = [];
    expect(await packFromUrl(BASE, host(slow).fetchFile)(file, undefined, (size) => seen.push(size))).toEqual(bytes);
    expect(seen).toEqual([2, 3]);
  });

  it('takes a base with or without slash, query and fragment', () => {
    expect(['https://a.example/x', 'https://a.example/x/', 'https://a.example/x?v=1#top'].map((base) => folderUrl(base).href)).toEqual(Array(3).fill('https://a.example/x/'));
  });
});
