import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: './',
  server: { hmr: process.env.E2E ? false : undefined },
  build: { target: 'es2023', outDir: 'dist/site', emptyOutDir: true },
  worker: { format: 'es' },
  test: { include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], testTimeout: 30_000 },
});
