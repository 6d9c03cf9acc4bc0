import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { minifySync, parseSync, transformWithOxc, type Plugin } from 'vite';

const LAZY = /\bimport\(\s*(["'`])(\.\.?\/[^"'`]+)\1\s*\)/g;
const LOADER = 'src/entrypoints/widget-loader.ts';

/** Lets chunks ask for each other by what checks them. */
export function checkedImports(): Plugin {
  return {
    name: 'checked-imports',
    apply: 'build',
    renderChunk: (code) => (LAZY.test(code) ? { code: code.replace(LAZY, (_all, _quote, file: string) => `globalThis[Symbol.for("attune")].load(new URL(${JSON.stringify(file)},import.meta.url).href)`), map: null } : null),
  };
}

/**
 * Writes `attune.js`, which knows the SHA-256 of every script of the build and runs none that has another, and beside it
 * `attune.js.integrity`, its own hash for a page's `integrity`.
 */
export function checkedEntry(): Plugin {
  return {
    name: 'checked-entry',
    apply: 'build',
    async writeBundle({ dir }) {
      const entry = join(dir!, 'attune.js');
      const [main] = importsOf('attune.js', readFileSync(entry, 'utf8'));
      const code = await checkedLoader(dir!, main);
      writeFileSync(entry, code);
      writeFileSync(`${entry}.integrity`, `sha384-${createHash('sha384').update(code).digest('base64')}\n`);
    },
  };
}

async function checkedLoader(folder: string, main: string): Promise<string> {
  const files = scriptsOf(folder).filter((file) => file !== 'attune.js');
  const listed = files.map((file) => {
    const source = readFileSync(join(folder, file), 'utf8');
    return [file, createHash('sha256').update(source).digest('base64'), ...importsOf(file, source).map((imported) => files.indexOf(imported))];
  });
  const { code } = await transformWithOxc(readFileSync(LOADER, 'utf8'), LOADER, { define: { FILES: JSON.stringify(listed), MAIN: JSON.stringify(main), NEXT: JSON.stringify(files.find((file) => file.startsWith('client-'))) } });
  return minifySync('attune.js', code, { module: true, compress: true, mangle: true }).code;
}

/** Paths below `folder` of what runs; onnxruntime's own folder is its own affair. */
function scriptsOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js') && existsSync(join(folder, file))).map((file) => relative('.', file)).toSorted();
}

/** What a script imports before it runs, as paths from the build's root. */
export function importsOf(file: string, source: string): string[] {
  const { module } = parseSync(file, source);
  const named = [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []))];
  return [...new Set(named.map((specifier) => posix.join(posix.dirname(file), specifier)))];
}
