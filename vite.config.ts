import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type UserConfig } from 'vite';
import type { ViteUserConfig } from 'vitest/config';
import { assemblyScript } from './scripts/assembly-script.ts';
import { encoderAssets } from './scripts/encoder-assets.ts';

const TARGET = 'es2023';
/** What an application brings along: the library leaves it to the bundler that uses it. */
const PEERS = /^(lit|@lit\/|comlink|idb)/;

const site: UserConfig = {
  plugins: [assemblyScript(), encoderAssets()],
  // Named, or Vite would look for dependencies in every page of the tests too.
  optimizeDeps: { entries: ['index.html', 'src/engine/worker.ts', ...(process.env.E2E ? ['e2e/rooms/*.html'] : [])] },
  build: { target: TARGET, outDir: 'dist/site', emptyOutDir: true },
};

/** One script that a shop page names; the worker and the encoder are lazy siblings. */
const widget: UserConfig = {
  plugins: [assemblyScript(), encoderAssets()],
  publicDir: false,
  build: { target: TARGET, outDir: 'dist/widget', emptyOutDir: true, lib: { entry: 'src/entrypoints/widget.ts', formats: ['es'], fileName: 'attune' } },
};

const library: UserConfig = {
  plugins: [assemblyScript(), encoderAssets()],
  publicDir: false,
  build: {
    target: TARGET,
    outDir: 'dist/library',
    emptyOutDir: true,
    lib: { entry: { attune: 'src/entrypoints/library.ts', define: 'src/entrypoints/define.ts' }, formats: ['es'] },
    rolldownOptions: { external: PEERS },
  },
};

const cli: UserConfig = {
  publicDir: false,
  plugins: [assemblyScript(), { name: 'executable', writeBundle: ({ dir }) => chmodSync(join(dir!, 'attune.js'), 0o755) }],
  build: { target: 'node20', ssr: 'src/entrypoints/cli/main.ts', outDir: 'dist/cli', emptyOutDir: true, rolldownOptions: { output: { entryFileNames: 'attune.js', banner: '#!/usr/bin/env node' } } },
};

/** The benchmark of a GPU without a browser. */
const dawn: UserConfig = {
  publicDir: false,
  plugins: [assemblyScript()],
  build: { target: 'node20', ssr: 'bench/dawn.ts', outDir: 'dist/bench', emptyOutDir: true },
};

const BUILDS: Record<string, UserConfig> = { widget, library, cli, dawn };

export default defineConfig(({ mode }): ViteUserConfig => ({
  base: './',
  server: { hmr: process.env.E2E ? false : undefined },
  worker: { format: 'es', plugins: () => [assemblyScript()] },
  test: { include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], testTimeout: 30_000, pool: 'forks', isolate: false, maxWorkers: 2, setupFiles: ['scripts/unit-set-up.ts'] },
  ...(BUILDS[mode] ?? site),
}));
