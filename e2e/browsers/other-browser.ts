import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A browser that Playwright does not drive, with one page. */
export interface OtherBrowser {
  /** Opens an address and waits until it has loaded. */
  goto(url: string): Promise<void>;
  /** What a function gives in the page; it and its argument cross as text and JSON, and it may use nothing from outside. */
  evaluate<Result, Given = undefined>(run: (given: Given) => Result | Promise<Result>, given?: Given): Promise<Result>;
  close(): Promise<void>;
}

/** The first of these programs that is installed; null for none. */
export function findProgram(names: readonly string[]): string | null {
  for (const name of names) {
    const found = name.includes('/') ? [name] : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
    for (const path of found) if (existsSync(path)) return path;
  }
  return null;
}

/** Starts a program as the head of a group of its own. */
export function startProgram(program: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(program, args, { env: { ...process.env, ...env }, detached: true });
}

/** What a program says that `awaited` matches; rejects where it ends before. */
export function saying(started: ChildProcess, awaited: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let output = '';
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      const said = awaited.exec(output);
      if (said) resolve(said);
    };
    started.stdout?.on('data', hear);
    started.stderr?.on('data', hear);
    started.once('error', reject);
    started.once('exit', (code) => reject(new Error(`expected a program that runs, got its end (${code}): ${output.slice(-500)}`)));
  });
}

/** Ends a program with all that it started. */
export function endProgram({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

/** Whether there is a screen, or something that stands in for one. */
export function screenFor(program: string, args: readonly string[]): { program: string; args: string[] } | null {
  if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return { program, args: [...args] };
  const stand = findProgram(['xvfb-run']);
  return stand && spawnSync(stand, ['--help'], { stdio: 'ignore' }).status === 0 ? { program: stand, args: ['-a', program, ...args] } : null;
}
