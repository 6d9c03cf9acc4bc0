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

/** A line on stderr that follows long work, where stderr is a terminal; call the result when done. */
export function progressLine(label: string): { show(progress: Progress): void; done(): void } {
  let drawn = 0;
  const started = performance.now();
  return {
    show({ done, total, unit }) {
      const now = performance.now();
      if (!stderr.isTTY || now - drawn < 100) return;
      drawn = now;
      const left = done > 0 ? ((now - started) / done) * (total - done) : 0;
      const amount = unit === 'bytes' ? `${megabytes(done)} of ${megabytes(total)} MB` : `${done} of ${total}`;
      stderr.write(`\r${label} ${amount}, ${Math.ceil(left / 1000)} s left \u001B[K`);
    },
    done() {
      if (stderr.isTTY && drawn > 0) stderr.write('\r\u001B[K');
    },
  };
}

function megabytes(sizeBytes: number): string {
  return (sizeBytes / 1e6).toFixed(1);
}
