import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LitElement } from 'lit';
import { expect, it } from 'vitest';
import { AttuneExplanation } from '../src/elements/explanation.ts';
import { AttuneInterestMap } from '../src/elements/interest-map.ts';
import { AttunePrivacyPanel } from '../src/elements/privacy-panel.ts';
import { AttuneRecommendations } from '../src/elements/recommendations.ts';
import { AttuneStatusPanel } from '../src/elements/status-panel.ts';
import { elementManifest } from './element-manifest.mjs';

const CLASSES: Record<string, typeof LitElement> = {
  'attune-explanation': AttuneExplanation,
  'attune-interest-map': AttuneInterestMap,
  'attune-privacy-panel': AttunePrivacyPanel,
  'attune-recommendations': AttuneRecommendations,
  'attune-status-panel': AttuneStatusPanel,
};
const described = elementManifest().modules.map(({ path, declarations: [element] }) => ({ path, element }));

/** A module and all that it imports of the same folder, lazily too. */
function sourcesOf(path: string, known = new Set<string>()): Set<string> {
  if (known.has(path)) return known;
  known.add(path);
  for (const [, file] of readFileSync(path, 'utf8').matchAll(/(?:from|import\()\s*'\.\/([a-z-]+\.ts)'/g)) sourcesOf(join(dirname(path), file), known);
  return known;
}

function found(paths: Iterable<string>, what: RegExp): string[] {
  const all = [...paths].flatMap((path) => [...readFileSync(path, 'utf8').matchAll(what)].flatMap(([, names = '']) => names.split(/\s+/)));
  return [...new Set(all)].toSorted();
}

const names = (list: readonly { name: string }[]): string[] => list.map(({ name }) => name).toSorted();

it('every element is described', () => {
  expect(described.map(({ element }) => element.tagName).toSorted()).toEqual(Object.keys(CLASSES));
});

it.each(described)('$element.tagName: every attribute, and none that is not', ({ element }) => {
  expect(names(element.attributes)).toEqual([...CLASSES[element.tagName].observedAttributes].toSorted());
});

it.each(described)('$element.tagName: parts and slots are those that it draws', ({ element, path }) => {
  // A part that is chosen while drawing stands in an expression; its names are told by their quotes.
  const drawn = found(sourcesOf(path), /\bpart=(?:"([a-z -]+)"|\$\{)/g);
  for (const part of drawn) if (part) expect.soft(names(element.cssParts), `part ${part}`).toContain(part);
  const slots = found([path], /<slot(?: name="([a-z]+)")?/g);
  expect(names(element.slots).filter(Boolean)).toEqual(slots.filter(Boolean));
});

it('events are those that are told', () => {
  const told = found(sourcesOf('src/elements/recommendations.ts'), /'(attune-(?:view|select|dismiss|forget|analytics))'/g);
  expect(names(described.find(({ element }) => element.tagName === 'attune-recommendations')!.element.events)).toEqual(told);
});
