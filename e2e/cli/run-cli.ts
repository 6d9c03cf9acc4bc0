import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = `${ROOT}dist/cli/attune.js`;
/** Models in hub layout beside the checkout; tests that name the full one are reported as not run without it. */
export const MODELS = `${ROOT}../shared/models`;
const FULL_MODEL = 'Xenova/all-MiniLM-L6-v2';
export const HAS_MODELS = existsSync(`${MODELS}/${FULL_MODEL}/config.json`);
/** Names the full model where the embedded one is not meant. */
export const FULL = ['--encoder', FULL_MODEL];
export const DATASETS = `${ROOT}../shared/datasets`;
export const DEMO_PACK = `${ROOT}public/demo/books`;

/** What is kept of one run must not quicken the next. */
const CACHE = mkdtempSync(join(tmpdir(), 'attune-cli-'));
process.on('exit', () => rmSync(CACHE, { recursive: true, force: true }));

export interface CliRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Where the CLI runs: the folder, and what differs from this process's environment; `ATTUNE_MODELS` is MODELS and `ATTUNE_CACHE` a folder of these tests unless given. */
export interface Surroundings {
  cwd?: string;
  env?: Record<string, string>;
}

/** Runs the built CLI as a person would, with `input` on standard input. */
export function runCli(args: readonly string[], { input = '', ...surroundings }: Surroundings & { input?: string } = {}): Promise<CliRun> {
  const { child, done } = startCli(args, surroundings);
  child.stdin.end(input);
  return done;
}

/** Starts the built CLI, its standard input left open. */
export function startCli(args: readonly string[], { cwd = ROOT, env = {} }: Surroundings = {}): { child: ChildProcessWithoutNullStreams; done: Promise<CliRun> } {
  const child = spawn(process.execPath, [CLI, ...args], { cwd, env: { ...process.env, ATTUNE_MODELS: MODELS, ATTUNE_CACHE: CACHE, ...env } });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', () => undefined);
  const done = new Promise<CliRun>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }));
  });
  return { child, done };
}
