// `npm run bench [-- --json FILE]`: runs the benchmarks in Node and Chromium, and prints their figures.
import { spawnSync } from 'node:child_process';
import { argv, exit, platform } from 'node:process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = argv.indexOf('--json');
if (at >= 0 && argv[at + 1] === undefined) {
  process.stderr.write('bench: expected a file after --json, got none\n');
  exit(2);
}
const { status } = spawnSync('npx', ['playwright', 'test', '--config', 'bench/playwright.config.ts'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: { ...process.env, ...(at >= 0 ? { BENCH_JSON: resolve(argv[at + 1]) } : {}) },
  stdio: 'inherit',
  shell: platform === 'win32',
});
exit(status ?? 1);
