import { type FetchQuality, parseMeasuredQuality } from '../domain/measured-quality.ts';

/** Fetches the figures of `attune evaluate` at `url`. */
export function fetchQuality(url: string | URL): FetchQuality {
  return async ({ signal } = {}) => {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`quality: expected figures at ${url}, got ${response.status}`);
    return parseMeasuredQuality(await response.json());
  };
}
