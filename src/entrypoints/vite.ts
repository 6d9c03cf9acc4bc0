import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

export interface AttunePackOptions {
  /** Feeds, as `attune pack` takes them; from the project's root. */
  feed: string | string[];
  /** Folder of the pack, `public/attune` unless given. */
  out?: string;
  /** What else `attune pack` is told, such as `['--interactions', 'orders.jsonl']`. */
  arguments?: string[];
}

const CLI = fileURLToPath(new URL('../cli/attune.js', import.meta.url));

/**
 * Keeps a pack up to date with its feed: made anew before a build and while the development server runs, where the feed is younger than the pack.
 * What `attune pack` says stands in the terminal; a build stops where it fails, the server goes on with the pack before.
 */
export function attunePack({ feed, out = 'public/attune', arguments: more = [] }: AttunePackOptions): Plugin {
  const feeds = [feed].flat();
  let root = '.';
  let work: Promise<void> = Promise.resolve();
  const pack = async (): Promise<void> => {
    const due = await isOlder(join(resolve(root, out), 'manifest.json'), feeds.map((each) => resolve(root, each)));
    if (due) await run(root, ['pack', ...feeds, '--out', out, ...more]);
  };
  // One after the other: two would write one folder.
  const packed = (): Promise<void> => {
    work = work.then(pack, pack);
    return work;
  };
  return {
    name: 'attune-pack',
    configResolved(config) {
      root = config.root;
    },
    async buildStart() {
      if (this.environment.mode === 'build') await packed();
    },
    async configureServer(server) {
      const { logger } = server.config;
      const renew = (): Promise<void> => packed().catch((error: Error) => logger.error(`attune: ${error.message}`));
      const watched = new Set(feeds.map((each) => resolve(root, each)));
      server.watcher.add([...watched]);
      server.watcher.on('change', (file) => {
        if (watched.has(resolve(file))) void renew().then(() => server.ws.send({ type: 'full-reload' }));
      });
      await renew();
    },
  };
}

/** Whether `made` is missing, or older than one of what it is made of. @throws where one of these is missing */
async function isOlder(made: string, sources: readonly string[]): Promise<boolean> {
  const at = await stat(made).then(({ mtimeMs }) => mtimeMs, () => -Infinity);
  const times = await Promise.all(sources.map(async (source) => (await stat(source)).mtimeMs));
  return times.some((time) => time > at);
}

function run(root: string, given: string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [CLI, ...given], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', fail);
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(`expected attune ${given.join(' ')} to end with 0, got ${code}`))));
  });
}
