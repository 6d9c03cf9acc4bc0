import { stderr, stdout } from 'node:process';
import type { Progress } from '../../domain/status.ts';

/** Results, and nothing else, go to stdout. */
export function print(text: string): void {
  stdout.write(`${text}\n`);
}

/** Notes go to stderr. */
export function note(text: string): void {
  stderr.write(`${text}\n`);
}

/** A line on stderr that follows long work, where stderr is a terminal, and stays there with the time that it took once it is done; work that took no time has none. */
export function progressLine(label: string): { show(progress: Progress): void; done(): void } {
  let drawn = 0;
  let begun: number | null = null;
  return {
    show({ done, total, unit }) {
      const now = performance.now();
      begun ??= now;
      if (!stderr.isTTY || now - drawn < 100) return;
      drawn = now;
      const left = done > 0 ? ((now - begun) / done) * (total - done) : 0;
      const amount = unit === 'bytes' ? `${megabytes(done)} of ${megabytes(total)} MB` : `${done} of ${total}`;
      stderr.write(`\r${label} ${amount}, ${Math.ceil(left / 1000)} s left \u001B[K`);
    },
    done() {
      if (stderr.isTTY && drawn > 0) stderr.write(`\r${label.replace(/, (%|file)$/, '')}: ${((performance.now() - (begun ?? 0)) / 1000).toFixed(1)} s\u001B[K\n`);
      drawn = 0;
    },
  };
}

function megabytes(sizeBytes: number): string {
  return (sizeBytes / 1e6).toFixed(1);
}
