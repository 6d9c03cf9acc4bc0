// oxlint-disable-next-line import/default -- Vite gives the URL of the bundled worker
import workerUrl from './worker.ts?worker&url';

interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}

/**
 * Starts the engine's worker.
 *
 * A script of another origin cannot start a worker by URL, so there a one-line blob module imports it: relative imports
 * then resolve, lazy chunks stay lazy and the worker is cached apart. Under Trusted Types the URL passes a policy named
 * `attune`.
 *
 * @param url a same-origin copy of the worker, for pages that refuse `blob:` workers
 */
export function startWorker(url?: string): Worker {
  const script = new URL(url ?? workerUrl, import.meta.url);
  if (script.origin === location.origin) return moduleWorker(script.href);
  const blob = URL.createObjectURL(new Blob([`import ${JSON.stringify(script.href)};`], { type: 'text/javascript' }));
  try {
    return moduleWorker(blob);
  } finally {
    // The worker has fetched it before a task of this length is over.
    setTimeout(() => URL.revokeObjectURL(blob), 10_000);
  }
}

function moduleWorker(url: string): Worker {
  return new Worker(policy().createScriptURL(url), { type: 'module', name: 'attune' });
}

let made: ScriptUrlPolicy | null = null;

function policy(): ScriptUrlPolicy {
  const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy } }).trustedTypes;
  made ??= factory ? factory.createPolicy('attune', { createScriptURL: (url) => url }) : { createScriptURL: (url) => url };
  return made;
}
