/** What of Node the encoder uses when it runs there. */
export interface NodeParts {
  fs: typeof import('node:fs/promises');
  path: typeof import('node:path');
  crypto: typeof import('node:crypto');
  env: Record<string, string | undefined>;
  home: string;
  /** The models that come with the program, where it was not moved away from them. */
  ownModels: string | null;
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
    crypto: running.getBuiltinModule('node:crypto'),
    env: running.env,
    home: running.getBuiltinModule('node:os').homedir(),
    ownModels: ownModels(running),
  };
}

/** `public/models` two folders up, from the sources as from the bundled CLI. */
function ownModels(running: NodeJS.Process): string | null {
  const here = new URL('../../public/models', import.meta.url);
  return here.protocol === 'file:' ? running.getBuiltinModule('node:url').fileURLToPath(here) : null;
}
