import { writeFileSync } from 'node:fs';
import { elementManifest } from './element-manifest.mjs';

// The last step of the build: for editors and catalogues of components.
writeFileSync(new URL('../dist/custom-elements.json', import.meta.url), `${JSON.stringify(elementManifest(), null, 2)}\n`);
