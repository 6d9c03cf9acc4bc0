import { defineConfig } from 'vitest/config';
import { encoderAssets } from './scripts/encoder-assets.ts';

export default defineConfig({
  base: './',
  plugins: [encoderAssets()],
  server: { hmr: process.env.E2E ? false : undefined },
  build: { target: 'es2023', outDir: 'dist/site', emptyOutDir: true },
  worker: { format: 'es' },
  test: { include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], testTimeout: 30_000 },
});
