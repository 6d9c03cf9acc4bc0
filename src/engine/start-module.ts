interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}

/**
 * Starts a module of ours as a worker of that name.
 *
 * A script of another origin cannot start a worker by URL, so there a one-line blob module imports it: relative imports
 * then resolve, lazy chunks stay lazy and the worker is cached apart. Under Trusted Types the URL passes a policy named
 * `attune`.
 */
export function startModule(script: URL, name: string): Worker {
  if (script.origin === location.origin) return moduleWorker(script.href, name);
  const blob = URL.createObjectURL(new Blob([`import ${JSON.stringify(script.href)};`], { type: 'text/javascript' }));
  try {
    return moduleWorker(blob, name);
  } finally {
    // The worker has fetched it before a task of this length is over.
    setTimeout(() => URL.revokeObjectURL(blob), 10_000);
  }
}

function moduleWorker(url: string, name: string): Worker {
  return new Worker(policy().createScriptURL(url), { type: 'module', name });
}

let made: ScriptUrlPolicy | null = null;

function policy(): ScriptUrlPolicy {
  const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy } }).trustedTypes;
  made ??= factory ? factory.createPolicy('attune', { createScriptURL: (url) => url }) : { createScriptURL: (url) => url };
  return made;
}
