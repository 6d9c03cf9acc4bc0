/** What a template's `$NAME` stand for. */
export type ShaderConfig = Readonly<Record<string, number | string>>;

/**
 * Fills a WGSL template in: `$NAME` becomes the configuration's value, and the lines between `//#each x n` and `//#end` are
 * repeated with `$x` = 0 … n − 1 (`$xu` as an unsigned literal). Blocks may nest. Unrolled text, because WGSL's `override`
 * can neither size vectors' types nor name variables.
 *
 * @throws {Error} when a name is unknown or a block is left open
 */
export function expandShader(template: string, config: ShaderConfig = {}): string {
  return expandLines(template.split('\n'), config).join('\n');
}

function expandLines(lines: readonly string[], config: ShaderConfig): string[] {
  const out: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const each = /^\s*\/\/#each (\w+) (\S+)$/.exec(lines[at]);
    if (!each) {
      out.push(fillLine(lines[at], config));
      continue;
    }
    const end = endOf(lines, at);
    const count = Number(fillLine(each[2], config));
    for (let n = 0; n < count; n++) out.push(...expandLines(lines.slice(at + 1, end), { ...config, [each[1]]: n }));
    at = end;
  }
  return out;
}

function endOf(lines: readonly string[], from: number): number {
  let open = 0;
  for (let at = from; at < lines.length; at++) {
    if (/^\s*\/\/#each /.test(lines[at])) open++;
    if (/^\s*\/\/#end$/.test(lines[at]) && --open === 0) return at;
  }
  throw new Error(`expandShader: expected //#end for line ${from + 1}, got the end of the file`);
}

function fillLine(line: string, config: ShaderConfig): string {
  return line.replace(/\$([a-z])(u\b)?|\$([A-Z]+)/g, (_, letter: string | undefined, unsigned: string | undefined, name: string | undefined) => {
    const value = config[letter ?? name!];
    if (value === undefined) throw new Error(`expandShader: expected a value for $${letter ?? name}, got none in ${JSON.stringify(line)}`);
    return `${value}${unsigned ?? ''}`;
  });
}
