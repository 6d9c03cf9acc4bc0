import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export type Figures = Record<string, Record<string, number | string>>;

/** Prints a benchmark's figures, a line each, and adds them to the file that `--json` named. */
export function report(name: string, rows: Figures): void {
  const lines = Object.entries(rows).map(([row, figures]) => `  ${row}: ${Object.entries(figures).map(([figure, value]) => `${figure} ${value}`).join(', ')}`);
  process.stdout.write(`\n${name}\n${lines.join('\n')}\n`);
  const file = process.env.BENCH_JSON;
  if (file) writeFileSync(file, `${JSON.stringify({ ...(existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Figures>) : {}), [name]: rows }, null, 2)}\n`);
}
