import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/find-chromium.mjs';

/** Two servers: the rooms as modules (Vite's dev server) and the built site (preview). */
const port = Number(process.env.E2E_PORT ?? 4310);
export const ROOMS_URL = `http://localhost:${port}/`;
export const SITE_URL = `http://localhost:${port + 1}/`;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // What a page's thread does is measured in processor time, so that tests may run beside each other.
  workers: 2,
  fullyParallel: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      executablePath: findChromium(),
      // Full Chromium in the new headless mode: the headless shell has no WebGPU. SwiftShader stands in for a GPU.
      args: ['--headless=new', '--no-sandbox', '--enable-unsafe-webgpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ignoreDefaultArgs: ['--headless=old'],
    },
  },
  projects: [
    { name: 'cli', testDir: 'e2e/cli' },
    { name: 'rooms', testDir: 'e2e/rooms', use: { baseURL: ROOMS_URL } },
    { name: 'site', testDir: 'e2e/site', use: { baseURL: SITE_URL } },
    { name: 'browsers', testDir: 'e2e/browsers', use: { baseURL: ROOMS_URL } },
  ],
  webServer: [
    { command: `npx vite --port ${port} --strictPort`, url: ROOMS_URL, env: { E2E: '1' }, reuseExistingServer: false, timeout: 60_000 },
    ...(process.env.E2E_ROOMS_ONLY ? [] : [{ command: `npx vite preview --port ${port + 1} --strictPort`, url: SITE_URL, reuseExistingServer: false, timeout: 60_000 }]),
  ],
});
