import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { AddressInfo } from 'node:net';

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.html': 'text/html', '.json': 'application/json', '.css': 'text/css', '.wasm': 'application/wasm', '.txt': 'text/plain' };

export interface StaticServer {
  origin: string;
  asked: string[];
  close(): Promise<void>;
}

/** A plain static host: folders by their first path part, and pages given as text; any origin may read. */
export async function serveFolders(folders: Record<string, string>, pages: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<StaticServer> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => void (async () => {
    const path = normalize(new URL(request.url ?? '/', 'http://host').pathname);
    asked.push(path);
    const [, top, ...rest] = path.split('/');
    const file = path in pages ? pages[path] : top in folders ? await readFile(join(folders[top], ...rest)).catch(() => null) : null;
    if (file === null) return response.writeHead(404).end('not here');
    return response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', 'access-control-allow-origin': '*', ...headers }).end(file);
  })());
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}
