import { checkedScripts, checkingModule } from './checked-scripts.ts';

interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}

/**
 * Starts a module of ours as a worker of that name.
 *
 * A script of another origin cannot start a worker by URL, so there a one-line blob module imports it: relative imports
 * then resolve, lazy chunks stay lazy and the worker is cached apart. Where the build knows its files' hashes a second module goes before
 * it, by which the worker checks what it loads lazily. Under Trusted Types the URL passes a policy named
 * `attune`.
 */
export function startModule(script: URL, name: string): Worker {
  const checked = checkedScripts();
  if (script.origin === location.origin && !checked) return moduleWorker(script.href, name);
  const blobs = checked ? [scriptBlob(checkingModule(checked))] : [];
  blobs.push(scriptBlob([...blobs, script.href].map((url) => `import ${JSON.stringify(url)};`).join('\n')));
  try {
    return moduleWorker(blobs.at(-1)!, name);
  } finally {
    // The worker has fetched them before a task of this length is over.
    setTimeout(() => blobs.forEach((blob) => URL.revokeObjectURL(blob)), 10_000);
  }
}

function scriptBlob(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}

function moduleWorker(url: string, name: string): Worker {
  return new Worker(policy().createScriptURL(url), { type: 'module', name });
}

let made: ScriptUrlPolicy | null = null;

function policy(): ScriptUrlPolicy {
  const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy } }).trustedTypes;
  const given = checkedScripts()?.scriptUrl;
  made ??= given ? { createScriptURL: given } : factory ? factory.createPolicy('attune', { createScriptURL: (url) => url }) : { createScriptURL: (url) => url };
  return made;
}
