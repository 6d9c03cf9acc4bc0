const SAFE = new Set(['http:', 'https:', 'mailto:']);
const SAFE_IMAGE = new Set(['http:', 'https:', 'data:', 'blob:']);

/** `url` when a click on it can only navigate; null for scripts and whatever cannot be read. Catalogs come from outside. */
export function safeUrl(url: string | undefined, base: string): string | null {
  return allowed(url, base, SAFE);
}

/** `url` when it can be the source of an image. */
export function safeImage(url: string | undefined, base: string): string | null {
  return allowed(url, base, SAFE_IMAGE);
}

function allowed(url: string | undefined, base: string, protocols: ReadonlySet<string>): string | null {
  if (!url) return null;
  try {
    return protocols.has(new URL(url, base).protocol) || new URL(url, base).protocol === new URL(base).protocol ? url : null;
  } catch {
    return null;
  }
}
