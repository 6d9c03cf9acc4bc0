import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, platform } from 'node:process';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** Path of the Chromium to test with: `CHROMIUM`, else one on the PATH, else undefined (Playwright's own). */
export function findChromium() {
  if (env.CHROMIUM) return env.CHROMIUM;
  if (platform === 'darwin') return MAC.find((path) => existsSync(path));
  const folders = (env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}
