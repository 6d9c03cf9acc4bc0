import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { LocaleModule } from '@lit/localize';
import { chooseLocale } from './localisation.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const SHOP = join(HERE, 'shop');

/** Every message of one folder: its id, its English template and how many values it has. */
interface Message {
  id: string;
  english: string;
  values: number;
  file: string;
}

const CALL = /\bmsg\(\s*(?:(?:str|html)?`((?:[^`\\]|\\.)*)`|'((?:[^'\\]|\\.)*)')\s*,\s*\{\s*id:\s*'([^']+)'/g;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path === SHOP || entry.name === 'locales' ? [] : sources(path);
    return path.endsWith('.ts') && !path.endsWith('.test.ts') ? [path] : [];
  });
}

function messages(files: readonly string[]): Message[] {
  return files.flatMap((file) => {
    const source = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
    const found = [...source.matchAll(CALL)];
    const calls = [...source.matchAll(/\bmsg\(/g)].length;
    expect(`${file}: ${found.length} messages with an id`).toBe(`${file}: ${calls} messages with an id`);
    return found.map((match) => ({ id: match[3], english: (match[1] ?? match[2]).replaceAll(/\$\{[^}]*\}/g, '${}'), values: (match[1]?.match(/\$\{/g) ?? []).length, file }));
  });
}

/** How often each value index stands in a translated template. */
function indices(template: LocaleModule['templates'][string]): number[] {
  return typeof template === 'string' ? [] : (template.values as number[]).toSorted();
}

const FOLDERS = [
  { name: 'elements', files: sources(HERE), locale: join(HERE, 'locales/zh-Hans.ts') },
  ...(existsSync(SHOP) && sources(SHOP).some((file) => readFileSync(file, 'utf8').includes('msg(')) ? [{ name: 'elements/shop', files: sources(SHOP), locale: join(SHOP, 'locales/zh-Hans.ts') }] : []),
];

describe.each(FOLDERS)('messages of $name', ({ files, locale }) => {
  const all = messages(files);

  it('each id has one English text', () => {
    const english = new Map<string, string>();
    for (const { id, english: text, file } of all) {
      expect(text, `${id} in ${file}`).toBe(english.get(id) ?? text);
      english.set(id, text);
    }
  });

  it('zh-Hans has every id, no other, and uses the values that English has', async () => {
    const { templates } = (await import(pathToFileURL(locale).href)) as LocaleModule;
    expect(Object.keys(templates).toSorted()).toEqual([...new Set(all.map(({ id }) => id))].toSorted());
    for (const { id, values } of all) for (const index of indices(templates[id])) expect(index, id).toBeLessThan(values);
  });

  it('zh-Hans is Chinese', async () => {
    const { templates } = (await import(pathToFileURL(locale).href)) as LocaleModule;
    const text = (template: LocaleModule['templates'][string]): string => (typeof template === 'string' ? template : [...template.strings].join(''));
    const latin = Object.entries(templates).filter(([id, template]) => id !== 'quoted' && id !== 'title' && !/\p{Script=Han}/u.test(text(template)));
    expect(latin).toEqual([]);
  });
});

describe('chooseLocale', () => {
  it.each([
    [['zh-CN', 'en'], 'zh-Hans', 'zh-CN'],
    [['zh_Hans'], 'zh-Hans', 'zh-Hans'],
    [[null, '', 'en-GB'], 'en', 'en-GB'],
    [['de', 'zh'], 'en', 'en'],
    [['not a tag!', 'zh'], 'zh-Hans', 'zh'],
    [[null, undefined], 'en', 'en'],
  ])('%j speaks %s and writes dates as %s', (tags, locale, tag) => {
    expect(chooseLocale(tags)).toEqual({ locale, tag });
  });
});
