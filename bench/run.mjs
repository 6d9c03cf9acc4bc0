// `npm run bench [-- --json FILE] [NAME…]`: runs the benchmarks (those whose titles hold a NAME) in Node and Chromium, and prints
// their figures; `--long` waits for lists that take a software GPU minutes; with `--dawn` the kernels on this machine's GPU, without a browser. Peers are installed first, beside the benchmarks: nothing else needs them.
import { spawnSync } from 'node:child_process';
import { argv, exit, platform } from 'node:process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = argv.indexOf('--json');
if (at >= 0 && argv[at + 1] === undefined) {
  process.stderr.write('bench: expected a file after --json, got none\n');
  exit(2);
}
if (argv.includes('--dawn')) {
  const run = (command, args) => spawnSync(command, args, { cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: 'inherit', shell: platform === 'win32', env: { ...process.env, ...(at >= 0 ? { BENCH_JSON: resolve(argv[at + 1]) } : {}) } });
  run('npx', ['vite', 'build', '--mode', 'dawn', '--logLevel', 'warn']);
  exit(run('node', ['dist/bench/dawn.js']).status ?? 1);
}
const folder = fileURLToPath(new URL('.', import.meta.url));
const shell = platform === 'win32';
const installed = spawnSync('npm', ['install', '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit', shell });
if (installed.status !== 0) process.stderr.write('bench: expected the peers of bench/package.json, got no installation; they are reported as missing\n');
const names = argv.slice(2).filter((name, i) => name !== '--long' && (at < 0 || (i + 2 !== at && i + 2 !== at + 1)));
const { status } = spawnSync('npx', ['playwright', 'test', '--config', 'bench/playwright.config.ts', ...(names.length > 0 ? ['-g', names.join('|')] : [])], {
  cwd: resolve(folder, '..'),
  env: { ...process.env, ...(at >= 0 ? { BENCH_JSON: resolve(argv[at + 1]) } : {}), ...(argv.includes('--long') ? { BENCH_LONG: '1' } : {}) },
  stdio: 'inherit',
  shell,
});
exit(status ?? 1);
