/** Path of the Chromium to test with: `CHROMIUM`, else one on the PATH, else undefined (Playwright's own). */
export function findChromium(): string | undefined;
