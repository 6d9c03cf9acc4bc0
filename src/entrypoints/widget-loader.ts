import type { CheckedScripts } from '../engine/checked-scripts.ts';

// The one tag. It knows the SHA-256 of every file of its build, by place in the list, and runs none that has another: each is a
// script element with `integrity`, after those that it imports, so that their imports and `import()` find what was checked.
declare const FILES: readonly (readonly [file: string, sha256: string, ...imports: number[]])[];
declare const MAIN: string;
/** What the first list needs soon after. */
declare const NEXT: string;

type Widget = typeof import('./widget.ts');

const SCRIPTS = Symbol.for('attune');
const place = globalThis as { [SCRIPTS]?: CheckedScripts; trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } } };
const absolute = (file: string): string => new URL(file, import.meta.url).href;
const scripts = (place[SCRIPTS] ??= checkedLoader());

for (const [file, sha256, ...imports] of FILES) scripts.known[absolute(file)] = [`sha256-${sha256}`, ...imports.map((at) => absolute(FILES[at][0]))];

/** The widget, once it runs. */
export const ready = scripts.load(absolute(MAIN)) as Promise<Widget>;

void scripts.load(absolute(NEXT)).catch(() => undefined);

/** Registers every panel, for pages that put them into the shadow of elements of their own. */
export const definePanels: Widget['definePanels'] = async () => (await ready).definePanels();

function checkedLoader(): CheckedScripts {
  const known: Record<string, readonly [string, ...string[]]> = {};
  const policy = place.trustedTypes?.createPolicy('attune', { createScriptURL: (url) => url });
  const scriptUrl = (url: string): string => policy?.createScriptURL(url) ?? url;
  const loads = new Map<string, Promise<unknown>>();
  const load = (url: string): Promise<unknown> => {
    const under = loads.get(url) ?? fetchModule(url).catch((error: unknown) => {
      loads.delete(url);
      throw error;
    });
    loads.set(url, under);
    return under;
  };
  const fetchModule = async (url: string): Promise<unknown> => {
    const [integrity, ...imports] = known[url] ?? [];
    if (!integrity) throw new TypeError(`expected a script of this build, got ${url}`);
    // Those that it imports are asked for first, all at once.
    await Promise.all([...imports.map(load), runScript(scriptUrl(url), integrity)]);
    return import(/* @vite-ignore */ url);
  };
  return { known, load, scriptUrl };
}

function runScript(url: string, integrity: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { type: 'module', crossOrigin: 'anonymous', integrity, src: url });
    const end = (settle: () => void) => () => {
      script.remove();
      settle();
    };
    script.addEventListener('load', end(resolve));
    script.addEventListener('error', end(() => reject(new TypeError(`expected ${url} as it was built, got another or none`))));
    document.head.append(script);
  });
}
