import { defineConfig } from '@playwright/test';
import shared from '../playwright.config.ts';

/** Benchmarks: the tests' browser and server, one at a time, without the tests' limits. */
const port = Number(process.env.BENCH_PORT ?? 4320);

export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../test-results/bench',
  workers: 1,
  timeout: 600_000,
  reporter: [['line']],
  use: { ...shared.use, baseURL: `http://localhost:${port}/` },
  webServer: { command: `npx vite --port ${port} --strictPort`, cwd: '..', url: `http://localhost:${port}/`, env: { E2E: '1' }, reuseExistingServer: false, timeout: 60_000 },
});
