import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

/** Which rooms a room may import; its own files it always may. DESIGN.md shows the same table. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  domain: [],
  sources: ['domain'],
  encoder: ['domain'],
  catalog: ['domain'],
  store: ['domain'],
  kernels: ['domain'],
  ranker: ['domain', 'kernels'],
  evaluation: ['domain', 'ranker', 'kernels'],
  compiler: ['domain', 'sources', 'encoder', 'catalog', 'kernels', 'ranker', 'evaluation'],
  engine: ['domain', 'sources', 'encoder', 'catalog', 'store', 'kernels', 'ranker', 'evaluation'],
  elements: ['domain'],
  entrypoints: ['domain', 'sources', 'encoder', 'catalog', 'store', 'kernels', 'ranker', 'evaluation', 'compiler', 'engine', 'elements'],
};

/** These rooms see of `kernels` the interface alone. */
const KERNELS_INTERFACE_ONLY = new Set(['ranker', 'evaluation']);

/** Who alone may import a package or a kind of file. */
const DOORS: { specifier: RegExp; rooms: readonly string[] }[] = [
  { specifier: /^idb(\/|$)/, rooms: ['store'] },
  { specifier: /^(lit|@lit\/.*|@lit-labs\/.*|lit-html|lit-element)(\/|$)/, rooms: ['elements'] },
  { specifier: /^comlink(\/|$)/, rooms: ['engine'] },
  { specifier: /^(@xenova\/transformers|@huggingface\/transformers|onnxruntime-(web|node|common))(\/|$)/, rooms: ['encoder'] },
  { specifier: /\.wgsl(\?|$)/, rooms: ['kernels'] },
  { specifier: /^(commander)(\/|$)/, rooms: ['entrypoints'] },
];

/** Who alone may name a global. */
const GLOBALS: { name: RegExp; rooms: readonly string[] }[] = [
  { name: /\bnavigator\.gpu\b/, rooms: ['kernels'] },
  { name: /\bindexedDB\b/, rooms: ['store'] },
  { name: /(?<![.\w'"`-])document\b(?!['"`\w-])/, rooms: ['sources', 'elements', 'entrypoints'] },
  { name: /\bnew (Shared)?Worker\(/, rooms: ['engine', 'kernels'] },
];

const SRC = dirname(fileURLToPath(import.meta.url));

/** Everything wrong with one file's imports and globals, as sentences. */
export function faultsOf(file: string, source: string): string[] {
  const room = file.split('/')[0];
  const faults: string[] = [];
  if (!(room in MAY_IMPORT)) return file.includes('/') ? [`${file}: expected a known room, got ${room}`] : [];
  for (const specifier of importsOf(file, source)) {
    if (specifier.startsWith('.')) {
      const target = relative(SRC, resolve(SRC, dirname(file), specifier.split('?')[0]));
      const outside = target.startsWith('..');
      const other = target.split('/')[0];
      if (outside && !target.endsWith('.wgsl') && !target.startsWith('../package.json')) faults.push(`${file}: expected imports inside src, got ${specifier}`);
      else if (!outside && other !== room && !MAY_IMPORT[room].includes(other)) faults.push(`${file}: ${room} must not import ${other} (${specifier})`);
      else if (other === 'kernels' && KERNELS_INTERFACE_ONLY.has(room) && target !== 'kernels/kernels.ts') faults.push(`${file}: ${room} may import kernels/kernels.ts alone, got ${specifier}`);
    }
    for (const door of DOORS) if (door.specifier.test(specifier) && !door.rooms.includes(room)) faults.push(`${file}: ${specifier} belongs to ${door.rooms.join(', ')}`);
  }
  const code = withoutComments(source);
  for (const global of GLOBALS) if (global.name.test(code) && !global.rooms.includes(room)) faults.push(`${file}: ${global.name.source} belongs to ${global.rooms.join(', ')}`);
  return faults;
}

function importsOf(file: string, source: string): string[] {
  const { program, module: records } = parseSync(file, source);
  const fromRecords = [...records.staticImports.map((entry) => entry.moduleRequest.value), ...records.staticExports.flatMap((entry) => entry.entries.flatMap((each) => (each.moduleRequest ? [each.moduleRequest.value] : [])))];
  const dynamic = records.dynamicImports.map((entry) => source.slice(entry.moduleRequest.start, entry.moduleRequest.end).replace(/^['"`]|['"`]$/g, ''));
  if (!program) throw new Error(`${file}: could not be parsed`);
  return [...fromRecords, ...dynamic];
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/[^\n]*/g, '$1').replace(/'[^'\n]*'|"[^"\n]*"/g, "''");
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [join(folder, entry.name)] : []));
}

describe('architecture', () => {
  it('every import goes the allowed way and through the right door', () => {
    const faults = files(SRC).flatMap((path) => faultsOf(relative(SRC, path), readFileSync(path, 'utf8')));
    expect(faults).toEqual([]);
  });

  it.each([
    ['domain/planted.ts', "import { rank } from '../ranker/rank.ts';", 'domain must not import ranker'],
    ['elements/planted.ts', "import '../engine/client.ts';", 'elements must not import engine'],
    ['ranker/planted.ts', "import { plain } from '../kernels/plain-kernels.ts';", 'kernels/kernels.ts alone'],
    ['ranker/planted.ts', "export { openDB } from 'idb';", 'idb belongs to store'],
    ['encoder/planted.ts', "const lit = await import('lit');", 'lit belongs to elements'],
    ['engine/planted.ts', 'const gpu = navigator.gpu;', 'belongs to kernels'],
    ['engine/planted.ts', 'const x = document.title;', 'belongs to sources'],
  ])('a planted fault in %s is named', (file, source, message) => {
    expect(faultsOf(file, source).join('\n')).toContain(message);
  });

  it('has no barrels, bags or catch-all folders', () => {
    const bad = files(SRC).map((path) => relative(SRC, path)).filter((file) => /(^|\/)(utils?|helpers?|common|misc|types|services|managers)\/|(^|\/)(index|types|constants)\.ts$/.test(file));
    expect(bad).toEqual([]);
  });
});
