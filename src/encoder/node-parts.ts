/** What of Node the encoder uses when it runs there. */
export interface NodeParts {
  fs: typeof import('node:fs/promises');
  path: typeof import('node:path');
  env: Record<string, string | undefined>;
  home: string;
}

/**
 * Node's modules, or null in a browser. Taken from the running process and not imported, so that no bundler sees them:
 * one source serves both sides.
 */
export function nodeParts(): NodeParts | null {
  const running = (globalThis as { process?: NodeJS.Process }).process;
  if (running?.release?.name !== 'node') return null;
  return {
    fs: running.getBuiltinModule('node:fs/promises'),
    path: running.getBuiltinModule('node:path'),
    env: running.env,
    home: running.getBuiltinModule('node:os').homedir(),
  };
}
