// Installs what is missing, and only that: `node scripts/set-up.mjs` for dependencies, `--browser` for a Chromium too.
// Plain JavaScript without dependencies, since it runs before there are any.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv, exit, getuid, platform, stderr, versions } from 'node:process';
import { fileURLToPath } from 'node:url';
import { findChromium } from './find-chromium.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const STAMP = join(ROOT, 'node_modules', '.attune-set-up');
const OLDEST_NODE = [20, 19];

checkNode();
installDependencies();
if (argv.includes('--browser')) installBrowser();

function checkNode() {
  const [major, minor] = versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  fail(`expected Node ${OLDEST_NODE.join('.')} or newer, got ${versions.node}`);
}

/** `npm ci`, unless the lock file is the one that was installed last. */
function installDependencies() {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json'))).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  say('Installing dependencies (about 730 MB on disk, once)…');
  // No package needs its install script; onnxruntime-node's would fetch CUDA libraries from outside the registry.
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], 'npm ci failed: is the package registry reachable?');
  writeFileSync(STAMP, hash);
}

/** A Chromium for the browser tests: the system's, else the distribution's package, else Playwright's own. */
function installBrowser() {
  if (findChromium()) return;
  if (platform === 'linux' && getuid?.() === 0 && has('apt-get')) {
    say('Installing Chromium with apt-get…');
    run('apt-get', ['update', '-qq'], 'apt-get update failed');
    run('apt-get', ['install', '-y', '-qq', 'chromium'], 'apt-get install chromium failed');
    if (findChromium()) return;
  }
  say('Installing Playwright’s Chromium…');
  run('npx', ['playwright', 'install', 'chromium'], 'no Chromium: install one, or name it in the variable CHROMIUM');
}

function has(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}

function run(command, args, message) {
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], shell: platform === 'win32' });
  if (status !== 0) fail(message);
}

function say(message) {
  stderr.write(`${message}\n`);
}

function fail(message) {
  say(`set-up: ${message}`);
  exit(1);
}
