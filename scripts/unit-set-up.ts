import { afterAll, vi } from 'vitest';

// By default a wait gives up after a second, which a busy machine may take.
const { waitFor } = vi;
vi.waitFor = (check, options) => waitFor(check, typeof options === 'number' ? options : { timeout: 10_000, ...options });

// Files share a process: a `window` left behind by one made fake-indexeddb set itself up there, unseen by the others.
afterAll(() => {
  vi.unstubAllGlobals();
});
