import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** `setAttribute('style')` is what a `style-src` of a page forbids; the property is not. */
const ATTRIBUTE = /[\s`]style=["$]/;

it('no template binds the style attribute', () => {
  const sources = readdirSync(HERE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.filter((file) => ATTRIBUTE.test(readFileSync(join(HERE, file), 'utf8')))).toEqual([]);
});
