import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Writes `NOTICE.txt` beside a build that holds the code of others without its comments: our notice, and the licence of each package that may be in it. */
export function licenseTexts(): Plugin {
  return {
    name: 'license-texts',
    apply: 'build',
    generateBundle() {
      const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
      const texts = Object.keys(dependencies).flatMap((name) => licenseOf(name));
      this.emitFile({ type: 'asset', fileName: 'NOTICE.txt', source: [readFileSync('NOTICE', 'utf8'), ...texts].join(`\n${'-'.repeat(80)}\n\n`) });
    },
  };
}

/** A package without a text of its own says in its description by what licence it is given; NOTICE has that. */
function licenseOf(name: string): string[] {
  const folder = join('node_modules', name);
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  return file ? [`${name}\n\n${readFileSync(join(folder, file), 'utf8')}`] : [];
}
