import { createReadStream, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { encoderAssets } from '../../scripts/encoder-assets.ts';

const MODELS = 'public/models';
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.html': 'text/html', '.wasm': 'application/wasm', '.json': 'application/json' };
/** No CDN, no blob: modules, no eval: what a careful host allows. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";

// One build serves them all.
test.describe.configure({ mode: 'default' });

let out: string;
let server: Server;
let site: string;

test.beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'attune-build-'));
  await build({
    configFile: false, root: process.cwd(), base: './', logLevel: 'silent', publicDir: false,
    plugins: [encoderAssets()],
    worker: { format: 'es' },
    build: { outDir: out, target: 'es2023', rolldownOptions: { input: 'e2e/rooms/encoder-build.html' } },
  });
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://x').pathname);
    const file = path.startsWith('/shop/front/models/') ? join(MODELS, path.slice('/shop/front/models/'.length)) : join(out, path.slice('/shop/front/'.length));
    if (!path.startsWith('/shop/front/') || !statSync(file, { throwIfNoEntry: false })?.isFile()) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-length': statSync(file).size, 'content-security-policy': POLICY });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  site = `http://localhost:${(server.address() as AddressInfo).port}/shop/front/`;
});
test.afterAll(() => {
  server.close();
  rmSync(out, { recursive: true });
});

test('the build holds a runtime for each backend, beside the code and not inside it', () => {
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(out, file)).isFile());
  expect(files.filter((file) => file.endsWith('.wasm')).toSorted()).toEqual(['ort/ort-wasm-simd-threaded.jspi.wasm', 'ort/ort-wasm-simd-threaded.wasm']);
  expect(files).toContain('ort/ort-wasm-simd-threaded.mjs');
  for (const file of files.filter((name) => name.endsWith('.js'))) expect(statSync(join(out, file)).size, file).toBeLessThan(1_500_000);
  expect(files.filter((file) => file.startsWith('models/') || file.endsWith('.onnx') || file.endsWith('.node'))).toEqual([]);
});

test.describe('built', () => {
  test('it runs from a sub-path under a strict policy, in a worker, and asks no other host', async ({ page }) => {
    const hosts = new Set<string>();
    const asked: string[] = [];
    page.on('request', (request) => {
      hosts.add(new URL(request.url()).host);
      asked.push(new URL(request.url()).pathname);
    });
    const refused: string[] = [];
    page.on('console', (message) => refused.push(message.text()));
    await page.goto(`${site}e2e/rooms/encoder-build.html`);
    await expect(page.locator('body')).toHaveText(/^wasm, \d+ texts per call, rows 2, all-MiniLM-L6-v2$/, { timeout: 30_000 });
    expect([...hosts]).toEqual([new URL(site).host]);
    expect(asked.filter((path) => path.endsWith('.wasm'))).toEqual(['/shop/front/ort/ort-wasm-simd-threaded.wasm']);
    expect(refused).toEqual([]);
  });
});
