import type { ReadingBudget } from './reading-budget.ts';
import { parsePageJson } from './repair-json.ts';
import { addValue, localName, type Thing, ThingGraph, type Value } from './thing.ts';

const MAX_BLOCK_CHARACTERS = 1_000_000;
const MAX_DEPTH = 50;

/** The things of a page's JSON-LD blocks; a block refers to things of the others by `@id`. */
export function readJsonLd(document: Document, budget: ReadingBudget): Thing[] {
  const graph = new ThingGraph();
  let block = 0;
  for (const script of document.querySelectorAll('script[type]')) {
    if (!isJsonLd(script)) continue;
    const value = blockOf(script.textContent ?? '', `JSON-LD block ${++block}`, budget);
    if (value !== undefined) addRoots(value, graph, budget, 0);
  }
  return [...new Set(graph.roots)];
}

/** Whether an element is a block of JSON-LD. */
export function isJsonLd(element: Element): boolean {
  return element.localName === 'script' && /^\s*application\/ld\+json\b/i.test(element.getAttribute('type') ?? '');
}

function blockOf(text: string, place: string, budget: ReadingBudget): unknown {
  if (text.trim() === '') return undefined;
  if (text.length > MAX_BLOCK_CHARACTERS) return void budget.fault(`${place}: expected at most ${MAX_BLOCK_CHARACTERS} characters, got ${text.length}`);
  if (!budget.takesCharacters(text.length)) return undefined;
  try {
    return parsePageJson(text);
  } catch (error) {
    return void budget.fault(`${place}: expected JSON, got ${JSON.stringify(text.trim().slice(0, 60))} (${(error as Error).message})`);
  }
}

function addRoots(value: unknown, graph: ThingGraph, budget: ReadingBudget, depth: number): void {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) addRoots(each, graph, budget, depth + 1);
    return;
  }
  const node = value as Record<string, unknown>;
  if ('@graph' in node) addRoots(node['@graph'], graph, budget, depth + 1);
  const thing = '@type' in node ? thingOf(node, graph, budget, depth) : null;
  if (thing) graph.roots.push(thing);
}

function thingOf(node: Record<string, unknown>, graph: ThingGraph, budget: ReadingBudget, depth: number): Thing | null {
  if (!budget.takesNode()) return null;
  const types = [node['@type']].flat().filter((type) => typeof type === 'string').map(localName);
  const thing = graph.thing(types, typeof node['@id'] === 'string' ? node['@id'] : undefined, typeof node.name === 'string' ? node.name : undefined);
  for (const [property, value] of Object.entries(node)) {
    if (property.startsWith('@')) continue;
    for (const each of valuesOf(value, graph, budget, depth + 1)) addValue(thing, localName(property), each);
  }
  return thing;
}

function valuesOf(value: unknown, graph: ThingGraph, budget: ReadingBudget, depth: number): Value[] {
  if (depth > MAX_DEPTH || value === null || value === undefined || !budget.takesNode()) return [];
  if (Array.isArray(value)) return value.flatMap((each) => valuesOf(each, graph, budget, depth + 1));
  if (typeof value !== 'object') return [String(value)];
  const node = value as Record<string, unknown>;
  for (const wrapper of ['@value', '@list', '@set', '@graph']) if (wrapper in node) return valuesOf(node[wrapper], graph, budget, depth + 1);
  const thing = thingOf(node, graph, budget, depth);
  return thing ? [thing] : [];
}
