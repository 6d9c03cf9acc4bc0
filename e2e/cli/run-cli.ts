import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = `${ROOT}dist/cli/attune.js`;
/** A model in hub layout beside the checkout; tests that embed are reported as not run without it. */
export const MODELS = `${ROOT}../shared/models`;
export const HAS_MODELS = existsSync(`${MODELS}/Xenova/all-MiniLM-L6-v2/config.json`);
export const DATASETS = `${ROOT}../shared/datasets`;
export const DEMO_PACK = `${ROOT}public/demo/books`;

export interface CliRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built CLI as a person would, with `input` on standard input. */
export function runCli(args: readonly string[], { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {}): Promise<CliRun> {
  const { child, done } = startCli(args, env);
  child.stdin.end(input);
  return done;
}

/** Starts the built CLI, its standard input left open. */
export function startCli(args: readonly string[], env: Record<string, string> = {}): { child: ChildProcessWithoutNullStreams; done: Promise<CliRun> } {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: ROOT, env: { ...process.env, ATTUNE_MODELS: MODELS, ...env } });
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
