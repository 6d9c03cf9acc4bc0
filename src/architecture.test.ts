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
  training: ['domain', 'kernels', 'ranker'],
  evaluation: ['domain', 'ranker', 'training', 'kernels'],
  compiler: ['domain', 'sources', 'encoder', 'catalog', 'kernels', 'ranker', 'training', 'evaluation'],
  engine: ['domain', 'sources', 'encoder', 'catalog', 'store', 'kernels', 'ranker', 'evaluation'],
  elements: ['domain'],
  entrypoints: ['domain', 'sources', 'encoder', 'catalog', 'store', 'kernels', 'ranker', 'training', 'evaluation', 'compiler', 'engine', 'elements'],
};

/** These rooms see of `kernels` the interface alone. */
const KERNELS_INTERFACE_ONLY = new Set(['ranker', 'training', 'evaluation']);

/** Who alone may import a package or a kind of file. */
const DOORS: { specifier: RegExp; rooms: readonly string[] }[] = [
  { specifier: /^idb(\/|$)/, rooms: ['store'] },
  { specifier: /^(lit|@lit\/.*|@lit-labs\/.*|lit-html|lit-element)(\/|$)/, rooms: ['elements'] },
  { specifier: /^comlink(\/|$)/, rooms: ['engine'] },
  { specifier: /^(@xenova\/transformers|@huggingface\/transformers|onnxruntime-(web|node|common))(\/|$)/, rooms: ['encoder'] },
  { specifier: /\.(wgsl|as)(\?|$)/, rooms: ['kernels'] },
  { specifier: /^(commander)(\/|$)/, rooms: ['entrypoints'] },
];

/** Who alone may name a global, as `globalsOf` writes it. */
const GLOBALS: { name: string; rooms: readonly string[] }[] = [
  { name: 'navigator.gpu', rooms: ['kernels'] },
  { name: 'indexedDB', rooms: ['store'] },
  { name: 'document', rooms: ['sources', 'elements', 'entrypoints'] },
  { name: 'new Worker', rooms: ['engine', 'kernels'] },
  { name: 'new SharedWorker', rooms: ['engine', 'kernels'] },
];

/** Ways round the rooms: from the site's root, by file, or through the package's own exports. */
const NOT_RELATIVE = /^(\/|file:|attune(\/|$))/;

const SRC = dirname(fileURLToPath(import.meta.url));

/** Everything wrong with one file's imports and globals, as sentences. */
export function faultsOf(file: string, source: string): string[] {
  const room = file.split('/')[0];
  const faults: string[] = [];
  if (!(room in MAY_IMPORT)) return file.includes('/') ? [`${file}: expected a known room, got ${room}`] : [];
  const nodes = nodesOf(parse(file, source));
  for (const specifier of specifiersOf(nodes)) {
    if (NOT_RELATIVE.test(specifier)) faults.push(`${file}: expected a relative import, got ${specifier}`);
    if (specifier.startsWith('.')) {
      const target = relative(SRC, resolve(SRC, dirname(file), specifier.split('?')[0]));
      const outside = target.startsWith('..');
      const other = target.split('/')[0];
      if (outside && !/\.(wgsl|as)$/.test(target) && !target.startsWith('../package.json')) faults.push(`${file}: expected imports inside src, got ${specifier}`);
      else if (!outside && other !== room && !MAY_IMPORT[room].includes(other)) faults.push(`${file}: ${room} must not import ${other} (${specifier})`);
      else if (other === 'kernels' && KERNELS_INTERFACE_ONLY.has(room) && target !== 'kernels/kernels.ts') faults.push(`${file}: ${room} may import kernels/kernels.ts alone, got ${specifier}`);
    }
    for (const door of DOORS) if (door.specifier.test(specifier) && !door.rooms.includes(room)) faults.push(`${file}: ${specifier} belongs to ${door.rooms.join(', ')}`);
  }
  const named = globalsOf(nodes);
  for (const { name, rooms } of GLOBALS) if (named.has(name) && !rooms.includes(room)) faults.push(`${file}: ${name} belongs to ${rooms.join(', ')}`);
  return faults;
}

interface Node {
  type: string;
  [field: string]: unknown;
}

function parse(file: string, source: string): unknown {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: could not be parsed: ${errors[0].message}`);
  return program;
}

/** All nodes of a tree but the bare names of properties, which name no variable. */
function nodesOf(tree: unknown): Node[] {
  if (Array.isArray(tree)) return tree.flatMap(nodesOf);
  if (!isNode(tree)) return [];
  const inner = Object.entries(tree).filter(([field]) => !((field === 'key' || field === 'property') && tree.computed === false));
  return [tree, ...inner.flatMap(([, each]) => nodesOf(each))];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** What is imported: by declaration, by `export … from`, by `import()`, and as a type. */
function specifiersOf(nodes: readonly Node[]): string[] {
  return nodes.flatMap(({ source }) => (isNode(source) ? (textOf(source) ?? []) : []));
}

/** The globals that are named, as paths: `navigator?.gpu`, `globalThis.navigator['gpu']` and `{ gpu } = navigator` are `navigator.gpu`. */
function globalsOf(nodes: readonly Node[]): Set<string | null> {
  return new Set(nodes.flatMap((node) => {
    if (node.type === 'NewExpression') return `new ${pathOf(node.callee)}`;
    return [pathOf(node), ...unpacked(node.id ?? node.left, pathOf(node.init ?? node.right))];
  }));
}

function pathOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Identifier') return node.name as string;
  if (node.type === 'MemberExpression') return member(pathOf(node.object), nameOf(node.property, node.computed));
  // Parentheses, `?.`, `!`, `as`: what is wrapped is what is named.
  return pathOf(node.expression);
}

/** The paths that a pattern takes out of what stands at `path`. */
function unpacked(pattern: unknown, path: string | null): (string | null)[] {
  if (!isNode(pattern) || pattern.type !== 'ObjectPattern') return [];
  return (pattern.properties as Node[]).flatMap(({ key, computed, value }) => {
    const inner = member(path, nameOf(key, computed));
    return [inner, ...unpacked((value as Node | undefined)?.left ?? value, inner)];
  });
}

function member(object: string | null, name: string | null): string | null {
  if (object === null || name === null) return null;
  return /^(globalThis|self|window)$/.test(object) ? name : `${object}.${name}`;
}

function nameOf(key: unknown, computed: unknown): string | null {
  if (!isNode(key)) return null;
  return key.type === 'Identifier' && !computed ? (key.name as string) : textOf(key);
}

/** The text of a literal, quoted or a template without gaps. */
function textOf({ value, quasis }: Node): string | null {
  const [only, ...more] = (quasis ?? []) as { value: { cooked: string } }[];
  if (only && more.length === 0) return only.value.cooked;
  return typeof value === 'string' ? value : null;
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
    ['engine/planted.ts', 'const gpu = navigator?.gpu;', 'navigator.gpu belongs to kernels'],
    ['engine/planted.ts', "const gpu = (globalThis.navigator as Navigator)!['gpu'];", 'navigator.gpu belongs to kernels'],
    ['engine/planted.ts', 'const { gpu } = navigator;', 'navigator.gpu belongs to kernels'],
    ['engine/planted.ts', 'const { navigator: { gpu: found } = {} } = globalThis;', 'navigator.gpu belongs to kernels'],
    ['engine/planted.ts', 'let gpu; ({ gpu } = self.navigator);', 'navigator.gpu belongs to kernels'],
    ['engine/planted.ts', 'function open({ gpu } = navigator) {}', 'navigator.gpu belongs to kernels'],
    ['engine/planted.ts', "globalThis['indexedDB'].open('x');", 'indexedDB belongs to store'],
    ['engine/planted.ts', 'globalThis[`indexedDB`].open(`x`);', 'indexedDB belongs to store'],
    ['engine/planted.ts', 'const { indexedDB: idb } = window;', 'indexedDB belongs to store'],
    ['engine/planted.ts', 'const x = document.title;', 'document belongs to sources'],
    ['engine/planted.ts', 'const x = `${window.document.title}`;', 'document belongs to sources'],
    ['encoder/planted.ts', "new globalThis.Worker('x.js');", 'new Worker belongs to engine'],
    ['catalog/planted.ts', "import { Engine } from '/src/engine/engine.ts';", 'expected a relative import, got /src/engine/engine.ts'],
    ['catalog/planted.ts', "export * from 'attune/define';", 'expected a relative import, got attune/define'],
    ['catalog/planted.ts', "type T = import('../engine/engine.ts').Engine;", 'catalog must not import engine'],
    ['catalog/planted.ts', "type T = typeof import('../engine/engine.ts');", 'catalog must not import engine'],
    ['catalog/planted.ts', "import type { Engine } from '../engine/engine.ts';", 'catalog must not import engine'],
    ['catalog/planted.ts', 'await import(`../engine/engine.ts`);', 'catalog must not import engine'],
    ['ranker/planted.ts', "export * from '../kernels/plain-kernels.ts';", 'kernels/kernels.ts alone'],
  ])('a planted fault in %s is named', (file, source, message) => {
    expect(faultsOf(file, source).join('\n')).toContain(message);
  });

  it.each([
    ['kernels/innocent.ts', 'const gpu = globalThis.navigator?.gpu;'],
    ['catalog/innocent.ts', "// navigator.gpu and document\nconst said = 'indexedDB, document' + `document`;"],
    ['catalog/innocent.ts', "const page = { document: 1, gpu: 2 }; const { gpu } = page; use(page.document, gpu, navigator.language);"],
    ['catalog/innocent.ts', 'interface Page { document: string } let made: Worker | null = null;'],
    ['catalog/innocent.ts', "import type { Item } from '../domain/item.ts'; import { join } from 'node:path';"],
  ])('%s has no fault: %s', (file, source) => {
    expect(faultsOf(file, source)).toEqual([]);
  });

  it('has no barrels, bags or catch-all folders', () => {
    const bad = files(SRC).map((path) => relative(SRC, path)).filter((file) => /(^|\/)(utils?|helpers?|common|misc|types|services|managers)\/|(^|\/)(index|types|constants)\.ts$/.test(file));
    expect(bad).toEqual([]);
  });
});
