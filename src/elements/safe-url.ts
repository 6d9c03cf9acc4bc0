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

/** Where images may be fetched from: wherever items say, the pack's own host, or nowhere. */
export type ImageSource = 'page' | 'pack' | 'none';

/** Whether an image may be drawn: of what is fetched nowhere (`data:`, `blob:`) any. What is no source is the strictest. */
export function mayFetchImage(image: string, source: ImageSource, catalog: string, base: string): boolean {
  const { protocol, origin } = new URL(image, base);
  if (source === 'page' || protocol === 'data:' || protocol === 'blob:') return true;
  return source === 'pack' && origin === new URL(catalog, base).origin;
}

function allowed(url: string | undefined, base: string, protocols: ReadonlySet<string>): string | null {
  if (!url) return null;
  try {
    return protocols.has(new URL(url, base).protocol) || new URL(url, base).protocol === new URL(base).protocol ? url : null;
  } catch {
    return null;
  }
}
