/** What the one-tag build knows of its own files: none is run whose hash is another. */
export interface CheckedScripts {
  /** By absolute URL: its hash, as Subresource Integrity writes it, and the files that it imports. */
  known: Record<string, readonly [integrity: string, ...imports: string[]]>;
  /** Checks a file and all that it imports, and gives its module. @throws {TypeError} where one is not as it was built */
  load(url: string): Promise<unknown>;
  /** As the page's Trusted Types policy `attune` gives it; a worker has a policy of its own. */
  scriptUrl?(url: string): string;
}

const SCRIPTS = Symbol.for('attune');

/** Undefined where the files are the page's own: bundled, or in development. */
export function checkedScripts(): CheckedScripts | undefined {
  return (globalThis as { [SCRIPTS]?: CheckedScripts })[SCRIPTS];
}

/** A module that gives a worker the same knowledge: what that loads lazily is checked too. */
export function checkingModule({ known }: CheckedScripts): string {
  return `${fetchChecked.toString()}
const known = ${JSON.stringify(known)};
globalThis[Symbol.for('attune')] = { known, load: async (url) => (await ${fetchChecked.name}(known, url), import(url)) };`;
}

/**
 * Checks a worker's script and all that it imports; at once where nothing is known.
 *
 * @throws {TypeError} where one is not as it was built, is not there, or the page's `connect-src` refuses it
 */
export async function checkScript(url: string): Promise<void> {
  const scripts = checkedScripts();
  if (scripts) await fetchChecked(scripts.known, url);
}

/** A worker's imports carry no hash, so each file is fetched and checked first. Runs as text in workers: it names nothing but itself. */
async function fetchChecked(known: CheckedScripts['known'], url: string): Promise<void> {
  const [integrity, ...imports] = known[url] ?? [];
  if (!integrity) throw new TypeError(`expected a script of this build, got ${url}`);
  const read = fetch(url, { integrity }).then((response) => response.arrayBuffer());
  await Promise.all([read, ...imports.map((each) => fetchChecked(known, each))]);
}
