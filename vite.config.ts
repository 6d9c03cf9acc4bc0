import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';
import type { ViteUserConfig } from 'vitest/config';
import { assemblyScript } from './scripts/assembly-script.ts';
import { checkedEntry, checkedImports } from './scripts/checked-build.ts';
import { encoderAssets } from './scripts/encoder-assets.ts';
import { licenseTexts } from './scripts/license-texts.ts';
import { shortenText } from './scripts/shorten-text.ts';

const TARGET = 'es2023';
/** What an application brings along: the library leaves it to the bundler that uses it. */
const PEERS = /^(lit|@lit\/|comlink|idb|react(-dom)?$)/;

const site: UserConfig = {
  plugins: [assemblyScript(), shortenText(), encoderAssets()],
  // Named, or Vite would look for dependencies in every page of the tests too.
  optimizeDeps: { entries: ['index.html', 'src/engine/worker.ts', ...(process.env.E2E ? ['e2e/rooms/*.html'] : [])] },
  build: { target: TARGET, outDir: 'dist/site', emptyOutDir: true },
};

/** What is fetched together: the list; what some lists need after their first cards; what panels share. */
const WIDGET_CHUNKS = [
  { name: 'widget', tags: ['$initial' as const], priority: 3 },
  { name: 'client', test: /\/src\/(engine\/(checked-recommender|checked-scripts|client|start-module|start-worker)|domain\/status|sources\/page\/(privacy-signal|watch-visibility))\.ts$|\/comlink\//, priority: 2 },
  { name: 'list-more', test: /\/src\/elements\/(analytics|carousel|catalog-sentences|experiment|fallback-notice|list-more-styles|list-states|noting|page-cards|sightings|slot-card|stale-notice|take-back|transform-items|why|why-panel)\.ts$|rolldown.runtime/, priority: 2 },
  { name: 'panel-parts', test: /\/src\/elements\/(explanation-(detail|sentences)|format|interest-sentences|kind-label|next-focus|panel-(element|styles)|status-sentences|troubles)\.ts$|\/lit(-html)?\/directives\//, priority: 1 },
  { name: 'locales', test: /\/src\/elements\/locales\/|@lit\/localize\//, priority: 1 },
];

/** What makes lists, and what the engine has no need of for these. */
const WORKER_CHUNKS = [{ name: 'engine', tags: ['$initial' as const], priority: 2 }, { name: 'engine-more', test: /\/src\/(engine\/(deriver|word-explainer)|domain\/complete-derivation|encoder\/occlude-item|ranker\/interests\/(drift|project-pca)|catalog\/search-items)\.ts$/, priority: 1 }];

/** One script that a shop page names, and the siblings that it checks: the list first, panels, worker and encoder when they are needed. */
const widget: UserConfig = {
  plugins: [assemblyScript(), shortenText(), encoderAssets(), checkedImports(), checkedEntry(), licenseTexts()],
  resolve: { alias: [
    { find: /^@lit\/localize$/, replacement: fileURLToPath(new URL('src/elements/spoken.ts', import.meta.url)) },
    { find: /^lit\/decorators\.js$/, replacement: fileURLToPath(new URL('src/elements/legacy-decorators.ts', import.meta.url)) },
  ] },
  publicDir: false,
  worker: { format: 'es', plugins: () => [assemblyScript(), shortenText(), checkedImports()], rolldownOptions: { output: { minify: true, codeSplitting: { groups: WORKER_CHUNKS } } } },
  build: {
    target: TARGET,
    outDir: 'dist/widget',
    emptyOutDir: true,
    lib: { entry: 'src/entrypoints/widget.ts', formats: ['es'], fileName: 'attune' },
    rolldownOptions: { output: { minify: true, codeSplitting: { groups: WIDGET_CHUNKS } } },
  },
};

const library: UserConfig = {
  plugins: [assemblyScript(), shortenText(), encoderAssets()],
  publicDir: false,
  build: {
    target: TARGET,
    outDir: 'dist/library',
    emptyOutDir: true,
    lib: { entry: { attune: 'src/entrypoints/library.ts', define: 'src/entrypoints/define.ts', react: 'src/entrypoints/react.ts' }, formats: ['es'] },
    rolldownOptions: { external: PEERS },
  },
};

const cli: UserConfig = {
  publicDir: false,
  plugins: [assemblyScript(), { name: 'executable', writeBundle: ({ dir }) => chmodSync(join(dir!, 'attune.js'), 0o755) }],
  build: { target: 'node20', ssr: 'src/entrypoints/cli/main.ts', outDir: 'dist/cli', emptyOutDir: true, rolldownOptions: { output: { entryFileNames: 'attune.js', banner: '#!/usr/bin/env node' } } },
};

/** Keeps packs up to date in the builds of others. */
const plugin: UserConfig = {
  publicDir: false,
  build: { target: 'node20', ssr: 'src/entrypoints/vite.ts', outDir: 'dist/vite', emptyOutDir: true, rolldownOptions: { output: { entryFileNames: 'attune-pack.js' } } },
};

/** The benchmark of a GPU without a browser. */
const dawn: UserConfig = {
  publicDir: false,
  plugins: [assemblyScript()],
  build: { target: 'node20', ssr: 'bench/dawn.ts', outDir: 'dist/bench', emptyOutDir: true },
};

const BUILDS: Record<string, UserConfig> = { widget, library, cli, plugin, dawn };

export default defineConfig(({ mode }): ViteUserConfig => ({
  base: './',
  server: { hmr: process.env.E2E ? false : undefined },
  worker: { format: 'es', plugins: () => [assemblyScript(), shortenText()] },
  test: { include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], testTimeout: 30_000, pool: 'forks', isolate: false, maxWorkers: 2, setupFiles: ['scripts/unit-set-up.ts'] },
  ...(BUILDS[mode] ?? site),
}));
