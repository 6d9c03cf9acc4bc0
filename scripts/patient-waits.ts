import { vi } from 'vitest';

// By default a wait gives up after a second, which a busy machine may take.
const { waitFor } = vi;
vi.waitFor = (check, options) => waitFor(check, typeof options === 'number' ? options : { timeout: 10_000, ...options });
